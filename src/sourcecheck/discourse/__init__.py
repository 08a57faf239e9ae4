"""Doc → Reading: quotations, attributions, speakers, voices, allegations, replies, dispute."""

# First, so that spaCy comes without its command line, whichever of our modules asks for it.
from sourcecheck.language import spacy_import as spacy_import  # isort: skip
from sourcecheck.discourse.reading import read
from sourcecheck.discourse.tokens import forget

__all__ = ["forget", "read"]
