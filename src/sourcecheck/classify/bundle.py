"""The trained models on disk: ``weights.json`` (read at run time, no scikit-learn), ``model.skops`` (the
estimators themselves, for whoever goes on from them), ``manifest.json`` (digests) and ``card.md``.

`load` refuses a bundle whose files do not match the manifest, or whose features are not those of this
version of sourcecheck: a model fed with other features than it was trained on is wrong in silence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcecheck.classify.linear import Blend, Linear
from sourcecheck.errors import ModelError

FEATURES_VERSION = 7
FORMAT = "sourcecheck/bundle/v1"
_LISTED = ("weights.json", "model.skops", "card.md")


@dataclass(frozen=True)
class Bundle:
    """`need`: whether a sentence needs a source, and why; `loaded`: keeps or drops a candidate term.
    `reported` is the probability of a sentence that the reading gives to a source: how often it erred in training."""

    need: Blend
    need_threshold: float
    shown_threshold: float
    reported: float
    loaded: Linear
    loaded_threshold: float
    digest: str


def shipped_bundle() -> Path:
    return Path(__file__).resolve().parent / "bundle"


def load(folder: Path, lexicon_digest: str | None = None) -> Bundle:
    """Read a bundle; `ModelError` when a file is missing, altered, or made for other features."""
    manifest = _json(folder, "manifest.json")
    if manifest.get("format") != FORMAT:
        raise ModelError("{path} is not a bundle of classifiers; train one with “sourcecheck train”.", path=folder.name)
    if manifest.get("features_version") != FEATURES_VERSION:
        raise ModelError(
            "The classifiers in {path} were trained with other features (version {found}, expected {expected}); "
            "train them again with “sourcecheck train”.",
            path=folder.name, found=manifest.get("features_version"), expected=FEATURES_VERSION,
        )
    for name in _LISTED:
        path = folder / name
        if not path.is_file():
            raise ModelError("The file {name} of the classifiers is missing; reinstall or train again.", name=name)
        if digest_of(path.read_bytes()) != manifest["files"].get(name):
            raise ModelError("The file {name} of the classifiers was altered; reinstall or train again.", name=name)
    if lexicon_digest is not None and manifest.get("lexicons") != lexicon_digest:
        raise ModelError(
            "The word lists “stakes-…” or “loaded-…” changed after the classifiers were trained; "
            "restore them or train again with “sourcecheck train”.",
        )
    return from_weights(_json(folder, "weights.json"), digest_of((folder / "weights.json").read_bytes()))


def from_weights(data: Mapping[str, Any], digest: str) -> Bundle:
    need = data["need"]
    names = need["features"]
    whole, *kinds = (_linear(names, row) for row in need["models"])
    return Bundle(
        need=Blend(whole, tuple(zip(need["kinds"], kinds, strict=True)), need["scale"], need["shift"]),
        need_threshold=need["threshold"],
        shown_threshold=need["shown"],
        reported=need["reported"],
        loaded=_linear(data["loaded"]["features"], data["loaded"]),
        loaded_threshold=data["loaded"]["threshold"],
        digest=digest[:16],
    )


def _linear(names: list[str], row: Mapping[str, Any]) -> Linear:
    weights = row["weights"]
    if len(names) != len(weights):
        raise ModelError("The classifiers name {names} features but weigh {weights}.", names=len(names), weights=len(weights))
    return Linear(dict(zip(names, weights, strict=True)), row["intercept"], row.get("scale", 1.0), row.get("shift", 0.0))


def _json(folder: Path, name: str) -> dict[str, Any]:
    try:
        data = json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ModelError(
            "The classifiers in {path} cannot be read ({name}); reinstall or train again.", path=folder.name, name=name
        ) from None
    if not isinstance(data, dict):
        raise ModelError("The classifiers in {path} cannot be read ({name}); reinstall or train again.", path=folder.name, name=name)
    return data


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
