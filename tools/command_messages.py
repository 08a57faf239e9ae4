"""The French of the command line: ``python tools/command_messages.py extract | compile | check``.

Ids are the help texts of the commands and the sentences of click that they bring out. Kept apart from the catalogue of reports and
messages (`messages.py`), since click reads one catalogue for the whole process.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import click
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from messages import FOLDER, fields

from sourcecheck.cli.group import VERBS, cli
from sourcecheck.cli.spoken_help import DOMAIN, message_of

PO, MO = FOLDER / f"{DOMAIN}.po", FOLDER / f"{DOMAIN}.mo"
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


def translations() -> Catalog:
    if not PO.exists():
        return Catalog(locale="fr", charset="utf-8", project="sourcecheck")
    with PO.open("rb") as stream:
        return read_po(stream, locale="fr")


def update() -> None:
    """The .po with exactly the ids in use, in alphabetical order."""
    old, new = translations(), Catalog(locale="fr", charset="utf-8", project="sourcecheck")
    for message in template():
        if message.id:
            known = old.get(message.id if isinstance(message.id, str) else message.id[0])
            new.add(message.id, known.string if known else "")
    stream = io.BytesIO()
    write_po(stream, new, width=0, no_location=True, omit_header=True, sort_output=True)
    header = b'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
    PO.write_bytes(header + stream.getvalue())


def compiled() -> bytes:
    stream = io.BytesIO()
    catalog = translations()
    catalog.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(stream, catalog)
    return stream.getvalue()


def problems() -> list[str]:
    known, found = translations(), []
    for message in template():
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        there = known.get(ids[0]) if ids[0] else None
        if not ids[0]:
            continue
        strings = () if there is None else (there.string,) if isinstance(there.string, str) else tuple(there.string)
        if len(strings) < len(ids) or not all(strings):
            found.append(f"not translated: {ids[0]}")
        elif any(fields(text) - fields(ids[0]) - fields(ids[-1]) for text in strings):
            found.append(f"unknown field in the translation of: {ids[0]}")
    if not MO.exists() or MO.read_bytes() != compiled():
        found.append("the .mo is older than the .po: run tools/command_messages.py compile")
    return found


def main(verb: str) -> int:
    if verb == "extract":
        update()
    elif verb == "compile":
        MO.write_bytes(compiled())
    elif verb != "check":
        print(__doc__)
        return 2
    found = problems()
    print("\n".join(found) or "The catalogue is complete.")
    return int(verb == "check" and bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
