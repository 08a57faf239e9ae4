"""The French of the command line: ``python tools/command_messages.py extract | compile | check``.

Ids are the help texts of the commands and the sentences of click that they bring out. Kept apart from the catalogue of reports and
messages (`messages.py`), since click reads one catalogue for the whole process.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click
from babel.messages.catalog import Catalog
from catalogues import French

from sourcecheck.cli.group import VERBS, cli
from sourcecheck.cli.spoken_help import DOMAIN, message_of

OF_CLICK = (
    "Aborted!", "Argument {name!r} takes {nargs} values.", "Choose from:\n\t{choices}", "Commands",
    "Could not open file {filename!r}: {message}", "Error: {message}", "Invalid value for {param_hint}: {message}",
    "Invalid value: {message}", "Missing argument", "Missing command.", "Missing option", "Missing parameter",
    "No such command {name!r}.", "No such option {name!r}.", "Option {name!r} does not take a value.", "Options",
    "Show the version and exit.", "Show this message and exit.", "Try '{command} {option}' for help.", "Usage:",
    "default: {default}", "directory", "file", "path", "required", "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a directory.", "{name} {filename!r} is a file.", "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.", "{value!r} is not a valid {number_type}.", "{value} is not in the range {range}.",
    "No such command “{verb}”. Did you mean “{near}”?",
)
OF_CLICK_BY_NUMBER = (
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)


def commands(command: click.Command) -> Iterator[click.Command]:
    """A command and all below it."""
    yield command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below)


def template() -> Catalog:
    catalog = Catalog(project="sourcecheck", charset="utf-8")
    for summary in (summary for _, summary in VERBS.values()):
        catalog.add(summary)
    for command in commands(cli):
        for text in (command.help, *(p.help for p in command.params if isinstance(p, click.Option))):
            if text:
                catalog.add(message_of(text))
    for message in (*OF_CLICK, *OF_CLICK_BY_NUMBER):
        catalog.add(message)
    return catalog


FRENCH = French(DOMAIN, "tools/command_messages.py", template)

if __name__ == "__main__":
    sys.exit(FRENCH.run(sys.argv[1] if len(sys.argv) > 1 else "", __doc__ or ""))
