"""Article → spaCy Doc. The only room that opens the language model."""

from sourcecheck.language.annotated import Annotated
from sourcecheck.language.pipeline import Pipeline, open_pipeline

__all__ = ["Annotated", "Pipeline", "open_pipeline"]
