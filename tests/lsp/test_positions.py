"""Characters ↔ positions of the protocol, astral characters and odd line breaks included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("lsprotocol", reason="the extra sourcecheck[lsp] is not installed")
from lsprotocol.types import Position, PositionEncodingKind

from sourcecheck.domain.text import Span
from sourcecheck.lsp.positions import Places

TEXTS = st.text(st.sampled_from("aé𝄞😀\n\r\u2028\x85\x0c« "), max_size=40)
ENCODINGS = st.sampled_from(list(PositionEncodingKind))


def test_utf16_counts_an_astral_character_twice():
    assert Places("𝄞😀é!").position(3) == Position(0, 5)
    assert Places("𝄞😀é!", PositionEncodingKind.Utf8).position(3) == Position(0, 10)
    assert Places("𝄞😀é!", PositionEncodingKind.Utf32).position(3) == Position(0, 3)


def test_a_position_inside_a_surrogate_pair_is_before_its_character():
    assert Places("a😀b").offset(Position(0, 2)) == 1


def test_lines_end_where_the_protocol_says():
    places = Places("un\u2028deux\x85trois\r\nquatre\rcinq\nsix")
    assert places.position(places.text.index("trois")) == Position(0, 8)
    assert places.position(places.text.index("quatre")) == Position(1, 0)
    assert places.position(places.text.index("cinq")) == Position(2, 0)
    assert places.position(places.text.index("six")) == Position(3, 0)


def test_places_beyond_the_end_are_brought_back():
    places = Places("ab\r\ncd")
    assert places.offset(Position(0, 99)) == 2
    assert places.offset(Position(9, 0)) == 6


@given(TEXTS, ENCODINGS)
def test_there_and_back_again(text, encoding):
    places = Places(text, encoding)
    for offset in range(len(text) + 1):
        inside_break = text[max(0, offset - 1) : offset + 1] == "\r\n"
        assert places.offset(places.position(offset)) == (offset - 1 if inside_break else offset)


@given(TEXTS, ENCODINGS, st.data())
def test_a_range_cuts_out_the_same_words(text, encoding, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    places = Places(text, encoding)
    again = places.span(places.range(Span(start, end)))
    assert again.of(text).replace("\r\n", "\n").strip("\r\n") == text[start:end].replace("\r\n", "\n").strip("\r\n")


@given(TEXTS)
def test_units_are_those_of_the_encoding(text):
    line = text.split("\n")[0].split("\r")[0]
    assert Places(text).position(len(line)).character == len(line.encode("utf-16-le")) // 2
