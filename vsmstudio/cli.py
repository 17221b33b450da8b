"""The door for commands: which one was called, and how it ends. What each does is in `commands/`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from vsmstudio.commands.showing import open_window

COMMANDS = {  # each with the module that it is in, and the function; the window starts without any of them
    "demo": ("showing", "demo"),
    "analyse": ("telling", "analyse"),
    "check": ("telling", "check"),
    "report": ("reporting", "report"),
    "import": ("exchanging", "import_"),
    "export": ("exchanging", "export"),
    "diff": ("telling", "diff"),
    "merge": ("merging", "merge"),
    "recover": ("recovering", "recover"),
    "schema": ("telling", "schema"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0, 1 (`check --fail-on`, `merge`), 2 (bad input), 130 (interrupted)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        status = _run(arguments)
        if sys.stdout is not None:  # there is none in a program without a console
            sys.stdout.flush()
        return status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # who read our output has gone; nothing more is to be said
        return 0
    except KeyboardInterrupt:
        _complain("interrupted.")
        return 130
    except Exception as error:
        from vsmstudio.arguments import Stop

        if isinstance(error, Stop):
            return _complain(str(error))
        if os.environ.get("VSMSTUDIO_TRACEBACK"):
            raise
        if isinstance(error, OSError) and error.filename:
            from vsmstudio.files import reason as why

            return _complain(f"{os.fsdecode(error.filename)} could not be used: {why(error)}.")
        reason = " ".join(str(error).split())[:200]
        about = f" ({' '.join(arguments[:2])})" if arguments else ""
        return _complain(f"something went wrong{about}: {type(error).__name__}: {reason}. Nothing was half-written.")


def _complain(words: str) -> int:
    for line in words.splitlines():
        # a file's name may hold what a terminal would obey
        print("vsmstudio:", "".join(char if char.isprintable() else "�" for char in line), file=sys.stderr)
    return 2


def _run(arguments: list[str]) -> int:
    if not arguments:
        return open_window(None)
    from vsmstudio.arguments import SAFE_MODE, Stop, parser

    if SAFE_MODE in arguments and not {"-h", "--help"} & set(arguments):
        return _open_safely([each for each in arguments if each != SAFE_MODE])
    first = arguments[0]
    if not first.startswith("-") and first not in COMMANDS:
        if len(arguments) > 1:
            raise Stop(f"{first} is no command; the commands are {', '.join(COMMANDS)}.")
        if not Path(first).exists():
            raise Stop(f"{first} does not exist, and it is no command; the commands are {', '.join(COMMANDS)}.")
        return open_window(Path(first))
    chosen = parser().parse_args(arguments)
    module, name = COMMANDS[chosen.command]
    status: int = getattr(import_module(f"vsmstudio.commands.{module}"), name)(chosen)
    return status


def _open_safely(others: list[str]) -> int:
    """The window without settings: alone, or with one file."""
    from vsmstudio.arguments import SAFE_MODE, Stop

    if not others:
        return open_window(None, safe=True)
    if command := next((each for each in others if each in COMMANDS), ""):
        raise Stop(f"{SAFE_MODE} is for the window; {command} is a command, and reads no settings anyway.")
    if option := next((each for each in others if each.startswith("-")), ""):
        raise Stop(f"{SAFE_MODE} goes with a file or nothing, not with {option}.")
    if len(others) > 1:
        raise Stop(f"{SAFE_MODE} opens one file; {len(others)} were named.")
    if not Path(others[0]).exists():
        raise Stop(f"{others[0]} does not exist.")
    return open_window(Path(others[0]), safe=True)
