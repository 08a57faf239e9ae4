"""Exit codes of the contract and the one place where errors become sentences."""

from __future__ import annotations

import contextlib
import os
import sys

import click

from sourcecheck.cli.spoken_help import speak
from sourcecheck.errors import SourcecheckError

CLEAN = 0
FINDINGS = 1
USAGE = 2
NOTHING = 3
INTERRUPTED = 130


def run(command: click.Command) -> int:
    """Run `command` on ``sys.argv``; never a traceback for a mistake of the user."""
    speak(spoken_language())
    try:
        result = command.main(standalone_mode=False)
        return result if isinstance(result, int) else CLEAN
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as mistake:
        mistake.show()
        return USAGE
    except SourcecheckError as mistake:
        tell(mistake)
        return mistake.exit_code
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN


def tell(mistake: SourcecheckError) -> None:
    """Print one sentence on standard error, in the language of the command line."""
    from sourcecheck.resources.translation import translator

    click.echo(mistake.localized(translator(spoken_language()).gettext), err=True)


def spoken_language() -> str:
    """The language of messages: ``--lang`` of the running command, else ``SOURCECHECK_LANG``, else French."""
    context = click.get_current_context(silent=True)
    while context is not None:
        if context.params.get("lang"):
            return str(context.params["lang"])
        context = context.parent
    arguments = sys.argv[1:]
    for i, argument in enumerate(arguments):
        if argument == "--lang" and i + 1 < len(arguments):
            return arguments[i + 1]
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return os.environ.get("SOURCECHECK_LANG", "fr")
