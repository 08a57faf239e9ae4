"""Article → spaCy Doc. The only room that opens the language model."""

# First, so that spaCy comes without its command line whoever asks for it.
from sourcecheck.language import spacy_import as spacy_import  # isort: skip
from sourcecheck.language.annotated import Annotated
from sourcecheck.language.pipeline import Pipeline, open_pipeline

__all__ = ["Annotated", "Pipeline", "open_pipeline"]
