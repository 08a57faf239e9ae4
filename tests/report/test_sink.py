"""Where formats write: whole files; never in the place of a device, a pipe or a link."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from sourcecheck.errors import SettingsError
from sourcecheck.report.formats.sink import Sink


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "out.txt"
    sink = Sink(target)
    sink.write("une ligne\n")
    assert not target.exists()
    sink.close()
    assert target.read_text(encoding="utf-8") == "une ligne\n"
    assert [path.name for path in target.parent.iterdir()] == ["out.txt"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("avant", encoding="utf-8")
    link.symlink_to(real)
    sink = Sink(link)
    sink.write("après")
    sink.close()
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "après"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    sink = Sink(pipe)
    sink.write("une ligne\n")
    sink.close()
    reader.join(10)
    assert read == ["une ligne\n"]
    assert pipe.is_fifo()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SettingsError):
        Sink(tmp_path / "file" / "out.txt")
