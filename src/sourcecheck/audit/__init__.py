"""The conductor: one article, many articles, one path."""

from sourcecheck.audit.conductor import Auditor, open_auditor

__all__ = ["Auditor", "open_auditor"]
