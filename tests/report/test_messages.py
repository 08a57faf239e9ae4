"""The interface speaks French everywhere: no id without a translation, no stale .mo."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = re.compile(r"\b(faux|fausse|biaisée?s?|illégal\w*|mensong\w*|désinformation)\b", re.IGNORECASE)


def test_the_catalogue_is_complete_and_compiled() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools" / "messages.py", "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_translation_accuses() -> None:
    catalogue = (ROOT / "reports/locale/fr/LC_MESSAGES/sourcecheck.po").read_text(encoding="utf-8")
    told = [line for line in catalogue.splitlines() if line.startswith("msgstr")]
    assert told
    assert not [line for line in told if FORBIDDEN.search(line)]
