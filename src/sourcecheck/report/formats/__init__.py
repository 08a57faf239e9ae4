"""One file a format. A writer takes audits one by one and owns what it writes to."""

from sourcecheck.report.formats.registry import FORMATS, Writer, open_writer

__all__ = ["FORMATS", "Writer", "open_writer"]
