"""The conductor: one article, many articles, one path."""

from sourcecheck.audit.conductor import Auditor, Failure, open_auditor

__all__ = ["Auditor", "Failure", "open_auditor"]
