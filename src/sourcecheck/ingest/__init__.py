"""Bytes → Article: decoding, formats, page furniture, the map back to the source file."""

from sourcecheck.ingest.read import KNOWN_SUFFIXES, article_from_text, read_bytes, read_data, read_path

__all__ = ["KNOWN_SUFFIXES", "article_from_text", "read_bytes", "read_data", "read_path"]
