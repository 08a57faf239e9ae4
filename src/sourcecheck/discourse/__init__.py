"""Doc → Reading: quotations, attributions, speakers, voices, allegations, replies, dispute."""

from sourcecheck.discourse.reading import read

__all__ = ["read"]
