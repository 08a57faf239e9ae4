"""Spans and the way back to the source file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.domain.text import Position, Run, SourceMap, Span


def test_a_span_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(4, 3)


def test_overlap_is_strict_and_touching_is_not_overlap() -> None:
    assert Span(0, 3).overlaps(Span(2, 5))
    assert not Span(0, 3).overlaps(Span(3, 5))


def test_an_entity_maps_back_to_all_its_characters() -> None:
    source = "a &amp; b"
    source_map = SourceMap.build((Run(0, 2, 0, 2), Run(2, 1, 2, 5), Run(3, 2, 7, 2)), source)
    assert source_map.source_span(Span(2, 3)).of(source) == "&amp;"
    assert source_map.source_span(Span(0, 5)).of(source) == source


def test_characters_added_between_blocks_map_to_the_end_of_the_block_before() -> None:
    source_map = SourceMap.build((Run(0, 3, 0, 3), Run(5, 3, 4, 3)), "abc\ndef")
    assert source_map.source_offset(4) == 3


@given(st.text(alphabet="ab\n é", min_size=1, max_size=60), st.data())
def test_lines_and_columns_find_the_character(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    position = SourceMap.identity(text).position(offset)
    line = text.split("\n")[position.line - 1] + "\n"
    assert line[position.column - 1] == text[offset]


@given(st.text(alphabet="aé’😀\n", max_size=40), st.data())
def test_byte_columns_count_the_bytes_of_utf8(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line = text[:offset].split("\n")[-1]
    assert SourceMap.identity(text).position(offset).byte == len(line.encode()) + 1


def test_the_first_character_is_line_one_column_one() -> None:
    assert SourceMap.identity("x").position(0) == Position(1, 1)
