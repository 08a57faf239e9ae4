"""The entry: repeats a run that cannot come out otherwise, else opens the command line. Imports nothing before it must."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit by the contract: 2 for mistakes of the user, 130 for an interrupt."""
    from sourcecheck.cli.replay import replay

    code = replay(sys.argv[1:])
    if code is None:
        from sourcecheck.cli.exit import run
        from sourcecheck.cli.group import cli

        code = run(cli)
    sys.exit(code)
