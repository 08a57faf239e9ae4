"""`sourcecheck score` and `summarize` as a researcher meets them: exit codes, one sentence, progress."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sourcecheck.archive import Progress
from sourcecheck.cli.ticker import Ticker, duration
from sourcecheck.resources.translation import translator

TOLL = "La halle a brûlé.\n\nL'incendie a fait 11 morts et 33 blessés."


def sourcecheck(folder: Path, *arguments: str, stdin: bytes = b"", lang: str = "en") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "SOURCECHECK_LANG": lang}
    return subprocess.run(
        [sys.executable, "-c", "from sourcecheck.cli.main import main; main()", *arguments],
        cwd=folder, input=stdin, capture_output=True, check=False, env=environment,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [{"id": f"a{i}", "text": TOLL, "journal": "Port", "date": f"2024-0{1 + i}-05"} for i in range(3)]
    (tmp_path / "good.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def rows_of(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "articles.jsonl").read_text().splitlines()]


@pytest.mark.model
def test_from_archive_to_page(folder: Path) -> None:
    done = sourcecheck(folder, "score", "good.jsonl", "-o", "out", "--tables", "speakers")
    assert (done.returncode, done.stdout) == (0, b"out\n")
    assert done.stderr.decode().splitlines()[-1].startswith("3 articles in ")
    names = {file.name for file in (folder / "out").iterdir()}
    assert names == {"articles.jsonl", "findings.jsonl", "speakers.jsonl", "datapackage.json", "README.md", "methods.md", "run.json"}
    done = sourcecheck(folder, "summarize", "out")
    assert (done.returncode, done.stdout) == (0, b"out/summary.html\n")
    assert "3 articles scored" in (folder / "out" / "summary.html").read_text(encoding="utf-8")
    assert (folder / "out" / "summary.csv").is_file()


@pytest.mark.model
def test_the_gate_standard_input_and_dates(folder: Path) -> None:
    packed = gzip.compress((folder / "good.jsonl").read_bytes())
    done = sourcecheck(folder, "score", "-", "--input-format", "jsonl", "-o", "out", "--since", "05/02/2024", "--fail-on", "error", stdin=packed)
    assert done.returncode == 1, done.stderr
    assert [(row["input"], row["id"], row["published_day"]) for row in rows_of(folder / "out")] == [
        ("stdin", "a1", "2024-02-05"), ("stdin", "a2", "2024-03-05"),
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("cut.csv.gz", gzip.compress(b"id,text\n" + b"1,La phrase.\n" * 9)[:-12], "cut short or damaged"),
        ("notext.csv", b"id,corps\n1,x\n", "no text column"),
        ("quote.csv", b'id,text\n1,"x\n', "not well-formed"),
        ("missing.csv", None, "does not exist"),
        ("odd.xyz", b"x", "not an archive"),
    ],
)
def test_a_bad_input_is_one_sentence_and_the_others_are_scored(folder: Path, name: str, data: bytes | None, said: str) -> None:
    if data is not None:
        (folder / name).write_bytes(data)
    done = sourcecheck(folder, "score", name, "good.jsonl", "-o", "out")
    assert done.returncode == 2
    sentences = done.stderr.decode().strip().splitlines()
    assert len(sentences) == 2
    assert said in sentences[1]
    assert name in sentences[1]
    assert [row["id"] for row in rows_of(folder / "out")][-3:] == ["a0", "a1", "a2"]
    assert said in (folder / "out" / "methods.md").read_text()


@pytest.mark.model
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("empty.csv",), 3, "is empty"),
        (("empty.csv", "--allow-empty"), 0, "is empty"),
        (("good.jsonl", "--since", "2030-01-01"), 3, "No row is left"),
        (("good.jsonl", "--since", "soon"), 2, "--since"),
        (("good.jsonl", "--sample", "0%"), 2, "--sample"),
        (("good.jsonl", "--column", "text=corps"), 2, "no column “corps”"),
        (("good.jsonl", "--column", "texte"), 2, "FIELD=NAME"),
        (("good.jsonl", "--tables", "sentences"), 2, "--tables"),
        (("-",), 2, "--input-format"),
        ((".", "-o", "good.jsonl"), 2, "cannot be written"),
    ],
)
def test_mistakes_and_nothing_to_do(folder: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    (folder / "empty.csv").write_text("id,text\n")
    done = sourcecheck(folder, "score", "-o", "out", *arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert not (folder / "out").exists()


@pytest.mark.model
def test_mended_lines_are_told_in_the_language_of_the_reader(folder: Path) -> None:
    (folder / "mixed.csv").write_bytes("id,text\n1,Le maire a voté.\n".encode() + "2,L'été à Lyon fut long.\n".encode("cp1252"))
    done = sourcecheck(folder, "score", "mixed.csv", "-o", "out", lang="fr")
    assert done.returncode == 0
    assert "mixed.csv qui n’étaient pas en UTF-8 et ont été lues comme du Windows-1252 : 1." in done.stderr.decode()


def test_summarize_says_what_it_wants(tmp_path: Path) -> None:
    done = sourcecheck(tmp_path, "summarize", "nowhere")
    assert done.returncode == 2
    assert done.stderr.decode().strip() == "nowhere holds no tables of “sourcecheck score”: name the folder given with -o."




def test_a_log_gets_a_line_now_and_then_and_a_terminal_one_that_moves() -> None:
    log, terminal = io.StringIO(), io.StringIO()
    for stream, moving in ((log, False), (terminal, True)):
        seconds = [0.0]
        ticker = Ticker(translator("en"), stream, moving, lambda seconds=seconds: seconds[0])
        for step in range(1, 101):
            seconds[0] = float(step)
            ticker(Progress(10 * step, step // 50, 0, step / 100))
        ticker.finish()
    lines = log.getvalue().splitlines()
    assert lines[0] == "300 articles, 30 % read, 10.0 a second, about 70 s left"
    assert lines[-1] == "1000 articles in 2 min, 2 in error"
    assert len(lines) == 4
    assert terminal.getvalue().count("\r") == 101
    assert terminal.getvalue().endswith("\n")
    assert "\n" not in terminal.getvalue()[:-1]


def test_the_rate_is_that_of_this_run() -> None:
    seconds = [0.0]
    ticker = Ticker(translator("en"), io.StringIO(), True, lambda: seconds[0])
    ticker(Progress(500, 0, 500, 0.5))
    seconds[0] = 10.0
    assert ticker.line(Progress(600, 0, 500, 0.6)) == "600 articles, 60 % read, 10.0 a second, about 40 s left"
    assert [duration(s) for s in (5, 100, 4000)] == ["5 s", "2 min", "1 h 07"]
