"""Encodings are detected, and what is not a text is refused in one sentence."""

from __future__ import annotations

import pytest

from sourcecheck.errors import InputError
from sourcecheck.ingest.decode import MAX_BYTES, decode

TEXT = "L’été a été très chaud à Sète."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "windows-1252"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    decoded = decode(data, "a.txt")
    assert (decoded.text, decoded.encoding) == (TEXT, encoding)


def test_a_guess_is_said() -> None:
    assert "Windows-1252" in decode(TEXT.encode("cp1252"), "a.txt").notices[0].message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "PNG"),
        (b"%PDF-1.7 " + b"0" * 50, "PDF"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 50, "Word 97"),
        (bytes(range(1, 9)) * 20, "not a text"),
        (b"abc\x81\x8d" * 30, "encoding"),
        (b"a" * (MAX_BYTES + 1), "too large"),
        (b"\xff\xfea", "damaged"),
    ],
)
def test_what_is_not_a_text_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        decode(data, "article.txt")
    assert "article.txt" in str(refused.value)
