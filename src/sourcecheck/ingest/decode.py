"""Bytes → text, with the encoding detected and never guessed in silence."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from sourcecheck.domain.text import Notice
from sourcecheck.errors import InputError

MAX_BYTES = 10_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "Word 97–2003 (.doc)"), (b"PK\x03\x04", "ZIP"), (b"RIFF", "RIFF"),
    (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"), (b"\x1f\x8b", "gzip"), (b"{\\rtf", "RTF"),
    (b"\x7fELF", "program"), (b"\x00\x00\x00\x18ftyp", "video"), (b"ID3", "audio"),
)
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 27}
# Bytes that Windows-1252 leaves undefined: their presence rules it out.
_UNDEFINED_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")


@dataclass(frozen=True)
class Decoded:
    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """Text of `data`. Raises `InputError` (empty, too large, not a text) naming the input `name`."""
    if not data.strip():
        raise InputError("{path} is empty: save the article and try again.", path=name)
    if len(data) > MAX_BYTES:
        raise InputError(
            "{path} is too large for one article ({size} MB, at most {most} MB): "
            "split it, or use “sourcecheck score” for an archive.",
            path=name, size=round(len(data) / 1e6), most=MAX_BYTES // 1_000_000,
        )
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(_strict(data, encoding, name), encoding.removesuffix("-sig"))
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(
                "{path} is not a text but a {kind} file: give the article as .txt, .html, .md or .docx.",
                path=name, kind=kind,
            )
    wide = _utf16_without_bom(data)
    if wide:
        return Decoded(_strict(data, wide, name), wide, (Notice("The encoding {encoding} was detected.", (("encoding", wide),)),))
    head = data[:4096]
    if sum(byte in _CONTROL for byte in head) > len(head) // 100:
        raise InputError("{path} is not a text: give the article as .txt, .html, .md or .docx.", path=name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if not _UNDEFINED_1252.intersection(data):
        notice = Notice("The encoding Windows-1252 was detected; check the accents.")
        return Decoded(data.decode("cp1252"), "windows-1252", (notice,))
    raise InputError("The encoding of {path} is not recognised: save it as UTF-8.", path=name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise InputError("The encoding of {path} is damaged: save it again as UTF-8.", path=name) from None


def _utf16_without_bom(data: bytes) -> str | None:
    """French text in UTF-16 has a zero byte in nearly every pair."""
    head = data[:2000]
    if len(head) < 8 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None
