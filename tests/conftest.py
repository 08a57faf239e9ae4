"""Shared by all rooms: the model is opened once per test run."""

from __future__ import annotations

import pytest

from sourcecheck.audit import Auditor, open_auditor
from sourcecheck.settings import Settings


@pytest.fixture(scope="session")
def auditor() -> Auditor:
    """The whole corridor with the shipped rules; only for tests marked `model`."""
    return open_auditor(Settings())
