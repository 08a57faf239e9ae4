"""The group of verbs; each is imported only when it is called."""

from __future__ import annotations

import importlib
import sys
from gettext import gettext as said
from typing import Any

import click

from sourcecheck import __version__
from sourcecheck.cli.exit import spoken_language
from sourcecheck.cli.spoken_help import in_language

VERBS = {
    "audit": ("audit", "Audit drafts: one HTML report per article, an index, a summary."),
    "serve": ("serve", "A local page: paste a draft, see the report beside it."),
    "check": ("check", "Findings for a content repository; the exit code is the gate."),
    "score": ("score", "An archive in, tables out."),
    "summarize": ("summarize", "Figures by outlet, author, section and month of a scored archive."),
    "baseline": ("baseline", "Accept the findings of today; prune the accepted ones."),
    "cache": ("cache", "The audits kept on disk: where, how many; clear them."),
    "explain": ("explain", "Why a rule exists, its norm, its examples."),
    "rules": ("rules", "List, test, write and measure rules."),
    "train": ("train", "Fit the classifiers on annotated articles."),
    "evaluate": ("evaluate", "Measure the product on annotated articles."),
    "init": ("init", "Write a commented sourcecheck.toml."),
    "config": ("config", "The settings in force and where each comes from."),
    "lsp": ("lsp", "An editor server: findings while a draft is written."),
    "doctor": ("doctor", "What is installed and whether it works."),
}


class LazyGroup(click.Group):
    """A group that imports ``sourcecheck.cli.VERB`` when the verb is called, and not for the help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"sourcecheck.cli.{VERBS[cmd_name][0]}")
        command: click.Command = module.command
        return _spoken(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(said("Commands")):
            formatter.write_dl([(verb, said(summary)) for verb, (_, summary) in VERBS.items()])

    def get_help(self, ctx: click.Context) -> str:
        _spoken(self)
        return super().get_help(ctx)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[Any, Any, list[str]]:
        from sourcecheck.settings.read import nearest

        if args and args[0] not in VERBS and not args[0].startswith("-"):
            asked = said("No such command “{verb}”. Did you mean “{near}”?")
            ctx.fail(asked.format(verb=args[0], near=nearest(args[0], tuple(VERBS))))
        return super().resolve_command(ctx, args)


def _spoken(command: click.Command) -> click.Command:
    """The command, and those under it, with the help in the reader's language, if help was asked for."""
    if not ({"-h", "--help"} & set(sys.argv[1:]) or len(sys.argv) < 2):
        return command
    lang = spoken_language()
    for below in getattr(command, "commands", {}).values():
        in_language(below, lang)
    return in_language(command, lang)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sourcecheck")
def cli() -> None:
    """An offline auditor of sourcing and bias for French news articles.

    It shows who speaks, which claims nobody owns, and who was accused and not heard.
    """
