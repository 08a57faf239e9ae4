"""Data files: shipped in the wheel, overridden by a newsroom's own folder, read once."""

from sourcecheck.resources.lexicon import Lexicon, read_lexicon
from sourcecheck.resources.shipped import Library

__all__ = ["Lexicon", "Library", "read_lexicon"]
