"""The page of commands: what each does and takes, as its own help says it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from docutils import nodes
from docutils.parsers.rst import Directive

from reference.making import Words, code, paragraph, section, table
from reference.names import command_anchor
from vsmstudio.arguments import parser


class CommandsDirective(Directive):
    """``.. all-commands::``"""

    def run(self) -> list[nodes.Node]:
        whole = parser()
        commands = [
            _command(f"vsmstudio {name}", command_anchor(name), each) for name, each in _commands(whole).items()
        ]
        return [_command("vsmstudio", command_anchor("vsmstudio"), whole), *commands]


def names() -> tuple[str, ...]:
    """What the commands are called."""
    return tuple(_commands(parser()))


def _commands(whole: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    return next(dict(each.choices) for each in whole._actions if isinstance(each, argparse._SubParsersAction))


def _command(name: str, anchor: str, of: argparse.ArgumentParser) -> nodes.section:
    made = section(anchor, name, paragraph(_filled(of, of.description or "")))
    made += nodes.literal_block("", _usage(of))
    rows = list(_arguments(of))
    if rows:
        made += table(("Argument", "What it says"), rows, (34, 66))
    if of.epilog:
        made += paragraph(f"{of.epilog[:1].upper()}{of.epilog[1:]}".removesuffix(".") + ".")
    return made


def _usage(of: argparse.ArgumentParser) -> str:
    formatter = argparse.HelpFormatter(of.prog, width=84)
    shown = [each for each in of._actions if not isinstance(each, argparse._HelpAction)]
    formatter.add_usage(of.usage, shown, of._mutually_exclusive_groups, prefix="")
    return formatter.format_help().strip()


def _arguments(of: argparse.ArgumentParser) -> Iterator[list[Words]]:
    """Every argument but `--help`, with the values that it takes."""
    for each in of._actions:
        if isinstance(each, (argparse._HelpAction, argparse._SubParsersAction)):
            continue
        shown = each.metavar or ("{" + ",".join(map(str, each.choices)) + "}" if each.choices else each.dest.upper())
        takes = each.nargs != 0
        name = ", ".join(each.option_strings) + (f" {shown}" if takes else "") if each.option_strings else str(shown)
        words = _filled(of, each.help or "")
        yield [code(name), words[:1].upper() + words[1:]]


def _filled(of: argparse.ArgumentParser, words: str) -> str:
    """A help with its signs in place: `%%` is %."""
    return words % {"prog": of.prog} if "%" in words else words
