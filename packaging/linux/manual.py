"""The manual page and the completion for bash, made from the commands' own arguments: neither can lack one.

python packaging/linux/manual.py page | completion
"""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from textwrap import wrap

from vsmstudio import __version__
from vsmstudio.arguments import parser

ENVIRONMENT = {
    "VSMSTUDIO_STATE": "A folder for settings, recovery journals, earlier versions and logs, as on a stick.",
    "VSMSTUDIO_TRACEBACK": "Show where in the program a command failed.",
}
FILES = {
    "~/.local/state/vsmstudio": "Settings, recovery journals, earlier versions of saved files, and the log. It may be deleted; "
    "unsaved work that could be recovered is lost with it.",
}
EXIT = {
    "0": "All went well.",
    "1": "A finding is as severe as asked for, or a merge left something to be decided.",
    "2": "The input or the arguments are at fault; standard error says what to do.",
    "130": "Interrupted.",
}
EXAMPLES = {
    "Open a file:": "vsmstudio claims.vsm",
    "Write the report, the workbook and the deck:": "vsmstudio report claims.vsm -o report --formats pdf,xlsx,pptx",
    "Begin from a table of steps:": "vsmstudio import steps.xlsx -o claims.vsm",
    "Fail where something critical is found:": "vsmstudio check claims.vsm --fail-on critical",
}
_SIGNS = {"“": "\\(lq", "”": "\\(rq", "…": "...", "–": "\\(en", "×": "\\(mu"}


def page(day: date) -> str:
    """The page in mdoc, dated."""
    whole = parser()
    commands = commands_of(whole)
    lines = [
        f".Dd {day:%B} {day.day}, {day.year}", ".Dt VSMSTUDIO 1", f".Os VSM Studio {__version__}",
        ".Sh NAME", ".Nm vsmstudio", ".Nd value stream mapping for consultants",
        ".Sh SYNOPSIS", ".Nm", ".Op Fl -safe-mode", ".Op Ar FILE", ".Nm", ".Ar COMMAND", ".Op Ar ...",
        ".Sh DESCRIPTION", _text(whole.description or ""), "In the window, F1 opens the handbook.",
        *_arguments(whole),
        ".Sh COMMANDS",
    ]  # fmt: skip
    for name, each in commands.items():
        lines += [f".Ss {name}", *_synopsis(name, each), ".Pp", _text(each.description or ""), *_arguments(each)]
        if each.epilog:
            lines += [".Pp", _text(each.epilog[:1].upper() + each.epilog[1:].removesuffix(".") + ".")]
    for title, tag, words in (("ENVIRONMENT", "Ev", ENVIRONMENT), ("FILES", "Pa", FILES), ("EXIT STATUS", "Li", EXIT)):
        lines += [f".Sh {title}", ".Bl -tag -width Ds"]
        lines += [line for name, text in words.items() for line in (f".It {tag} {_text(name)}", _text(text))]
        lines.append(".El")
    lines.append(".Sh EXAMPLES")
    for words, command in EXAMPLES.items():
        lines += [_text(words), ".Pp", f".Dl {_text(command)}", ".Pp"]
    return "\n".join(_broken("\n".join(lines[:-1]))) + "\n"


def completion() -> str:
    """Bash's completion: commands, their options, the values of those that have few, and files."""
    whole = parser()
    commands = commands_of(whole)
    cases, values = [], {}
    for name, each in commands.items():
        options = [option for action in each._actions for option in action.option_strings]
        cases.append(f"        {name}) options={shlex.quote(' '.join(options))} ;;")
        for action in each._actions:
            if action.option_strings and action.choices:
                for option in action.option_strings:
                    values[f"{name}:{option}"] = " ".join(map(str, action.choices))
    first = [*commands, *(option for action in whole._actions for option in action.option_strings)]
    chosen = "\n".join(f"        {key}) values={shlex.quote(words)} ;;" for key, words in values.items())
    return _COMPLETION.format(first=shlex.quote(" ".join(first)), cases="\n".join(cases), values=chosen)


def commands_of(whole: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    """Each command's name and its arguments."""
    inner = next(each for each in whole._actions if isinstance(each, argparse._SubParsersAction))
    return inner.choices


def _synopsis(name: str, of: argparse.ArgumentParser) -> Iterator[str]:
    yield ".Nm"
    yield f".Cm {name}"
    for each in _listed(of):
        if each.option_strings:
            if each.required:
                yield f".{_option(each)}"
            else:
                yield f".Op {_option(each)}"
        else:
            many = " ..." if each.nargs == "+" else ""
            yield f".{'Op ' if each.nargs == '?' else ''}Ar {each.metavar or each.dest.upper()}{many}"


def _arguments(of: argparse.ArgumentParser) -> Iterator[str]:
    """The list of arguments, with what each says."""
    listed = [each for each in _listed(of) if each.help]
    if not listed:
        return
    yield ".Bl -tag -width Ds"
    for each in listed:
        if each.option_strings:
            *others, last = each.option_strings
            names = " , ".join(f"Fl {name[1:]}" for name in others)
            yield f".It {names + ' , ' if names else ''}{_option(each, last)}"
        else:
            yield f".It Ar {each.metavar or each.dest.upper()}"
        yield _text(_help(of, each))
    yield ".El"


def _listed(of: argparse.ArgumentParser) -> list[argparse.Action]:
    return [each for each in of._actions if not isinstance(each, argparse._HelpAction | argparse._SubParsersAction)]


def _option(each: argparse.Action, name: str = "") -> str:
    takes = f" Ar {each.metavar or '|'.join(map(str, each.choices or [each.dest.upper()]))}" if each.nargs != 0 else ""
    return f"Fl {(name or each.option_strings[0])[1:]}{takes}"


def _help(of: argparse.ArgumentParser, each: argparse.Action) -> str:
    words = (each.help or "") % {"prog": of.prog}
    return words[:1].upper() + words[1:].removesuffix(".") + "."


def _text(words: str) -> str:
    """Words that mandoc takes as words; commands and paths can be copied from what it shows."""
    words = words.replace("\\", "\\e")
    if words.startswith(("vsmstudio ", "~")):
        words = words.replace("-", "\\-")
    for sign, escape in _SIGNS.items():
        words = words.replace(sign, escape)
    return f"\\&{words}" if words.startswith((".", "'")) else words


def _broken(text: str) -> Iterator[str]:
    """Each sentence on lines of its own of at most 80 characters, as the format asks."""
    for line in text.split("\n"):
        if line.startswith("."):
            yield line
            continue
        for sentence in re.split(r"(?<=[a-z)][.!?;:]) (?=[A-Z\\])", line):
            for part in wrap(sentence, 78, break_long_words=False, break_on_hyphens=False):
                yield f"\\&{part}" if part.startswith((".", "'")) else part


_COMPLETION = """\
# Completion of vsmstudio for bash.

_vsmstudio() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command=${{COMP_WORDS[1]}} options= values=
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W {first} -- "$word"; compgen -f -X '!*.vsm' -- "$word"; compgen -d -- "$word")
        return
    fi
    case $command:$before in
{values}
    esac
    if [ -n "$values" ]; then
        mapfile -t COMPREPLY < <(compgen -W "$values" -- "$word")
        return
    fi
    case $command in
{cases}
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}}
complete -o filenames -F _vsmstudio vsmstudio
"""


if __name__ == "__main__":
    sys.stdout.write(completion() if sys.argv[1:] == ["completion"] else page(date.today()))
