"""The conductor: one article, many articles, one path. Opened on first use: who only looks up kept audits needs no model."""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` takes longer to import than a repeated run may last
if TYPE_CHECKING:
    from typing import Any

    from sourcecheck.audit.conductor import Auditor, open_auditor

__all__ = ["Auditor", "open_auditor"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from sourcecheck.audit import conductor

        return getattr(conductor, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
