"""The shipped bundle: read without scikit-learn, refused when it does not match."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sourcecheck.classify import open_classifiers
from sourcecheck.classify.bundle import digest_of, load, shipped_bundle
from sourcecheck.classify.linear import sigmoid
from sourcecheck.errors import ModelError
from sourcecheck.resources import Library


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped_bundle(), tmp_path / "bundle"))


def test_the_shipped_bundle_matches_the_shipped_lists() -> None:
    classifiers = open_classifiers(Library())
    assert len(classifiers.digest) == 16
    assert 0 < classifiers.bundle.need_threshold <= classifiers.bundle.shown_threshold < 1


def test_the_bundle_is_small() -> None:
    assert sum(p.stat().st_size for p in shipped_bundle().iterdir()) < 3_000_000


def test_an_altered_file_is_refused(copy: Path) -> None:
    with (copy / "weights.json").open("a", encoding="utf-8") as handle:
        handle.write(" ")
    with pytest.raises(ModelError, match=r"weights\.json .* altered"):
        load(copy)


def test_a_missing_file_is_refused(copy: Path) -> None:
    (copy / "model.skops").unlink()
    with pytest.raises(ModelError, match=r"model\.skops"):
        load(copy)


def test_other_features_are_refused(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    manifest["features_version"] = 0
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError, match="other features"):
        load(copy)


def test_changed_word_lists_are_refused() -> None:
    with pytest.raises(ModelError, match="changed after"):
        load(shipped_bundle(), "0" * 64)


def test_a_folder_that_is_no_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        load(tmp_path)


def test_weights_and_names_must_be_as_many(copy: Path) -> None:
    data = json.loads((copy / "weights.json").read_text(encoding="utf-8"))
    data["loaded"]["weights"].pop()
    (copy / "weights.json").write_text(json.dumps(data), encoding="utf-8")
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"]["weights.json"] = digest_of((copy / "weights.json").read_bytes())
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError, match="features but weigh"):
        load(copy)


def test_plain_weights_decide_as_the_skops_model_does() -> None:
    """The estimators of the skops file and the numbers read at run time agree on random rows."""
    import numpy as np
    import skops.io

    path = shipped_bundle() / "model.skops"
    model = skops.io.load(path, trusted=skops.io.get_untrusted_types(file=path))
    bundle = load(shipped_bundle())
    names = model["features"]["need"]
    rng = np.random.default_rng(0)
    matrix = (rng.random((50, len(names))) < 0.02).astype(float)
    theirs = model["need"].decision_function(matrix)
    for row, z in zip(matrix, theirs, strict=True):
        values = {names[i]: 1.0 for i in np.flatnonzero(row)}
        ours = bundle.need.decisions(values)[0]
        assert ours == pytest.approx(z, abs=2e-3)
        assert (sigmoid(ours) >= 0.5) == (z >= 0) or abs(z) < 2e-3


@pytest.mark.model
def test_an_audit_imports_no_scikit_learn() -> None:
    code = (
        "import sys;from sourcecheck.audit import open_auditor;from sourcecheck.settings import Settings;"
        "from sourcecheck.train.data import article_of;"
        "a=open_auditor(Settings());"
        "a.audit(article_of({'id':'x','text':'Un titre.\\n\\nLe raid a fait douze morts.'}));"
        "print([m for m in ('sklearn','skops','scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
