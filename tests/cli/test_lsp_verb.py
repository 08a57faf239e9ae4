"""`sourcecheck lsp` where its extra is missing."""

import os
import subprocess
import sys


def test_without_the_extra_one_sentence_says_what_to_install():
    hidden = "import sys; sys.modules['pygls'] = None; from sourcecheck.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", hidden, "lsp"], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        env={**os.environ, "SOURCECHECK_LANG": "en"},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "The editor server needs a package more: install “sourcecheck[lsp]”.\n"
