"""What the commands take: names, options and their help. Nothing is imported here but what reads them, and what they name."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

from vsmstudio import __version__

if TYPE_CHECKING:
    from datetime import date

SAFE_MODE = "--safe-mode"
SEVERITIES = ("critical", "high", "medium", "low")
RUNS, MOST_RUNS = 10_000, 1_000_000  # of a simulation
KINDS = ("table", "archimate", "drawio", "eventlog")  # of files that are imported
SET_KEYS = (
    "--set of every kind: title, client, currency, hours_per_day, days_per_week, weeks_per_year, convention (service, waits, "
    "waits+processing), rework (until-right, once), demand (920/d), available (920 min). Of event logs: case, activity (several "
    "joined by +), time or start and complete, lifecycle, resource, role, date_format (day, month), clock (elapsed, working), "
    "day_start (08:30), day_end (17:00), working_days (Mon-Fri), holidays (2026-12-25,…), keep (80%), "
    "typical (median, mean), most_steps, least_flow."
)


class Stop(Exception):
    """The command ends here: the message goes to standard error, a line each, and the status is 2."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Stop(f"{message}; see {self.prog} --help.")


def parser() -> argparse.ArgumentParser:
    from vsmstudio.export.sections import SECTIONS

    whole = _Parser(
        prog="vsmstudio", usage="vsmstudio [FILE] | --safe-mode [FILE] | COMMAND ...", allow_abbrev=False,
        description="Value stream mapping for consultants. Without a command it opens the application.",
    )  # fmt: skip
    whole.add_argument("--version", action="version", version=f"VSM Studio {__version__}")
    whole.add_argument(
        SAFE_MODE, action="store_true", help="open the application without reading settings, and without keeping any"
    )
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True, prog="vsmstudio")

    def command(name: str, words: str, epilog: str | None = None) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=words, description=words, epilog=epilog, allow_abbrev=False)

    added = command("demo", "Write the sample engagement and open it, or its report and workbook without a screen.")
    added.add_argument("folder", metavar="DIR", nargs="?", default="vsmstudio-demo", help="default: vsmstudio-demo")
    added.add_argument("--no-window", action="store_true", help="write the report and the workbook instead")

    added = command("analyse", "Figures, critical paths, services and findings.")
    added.add_argument("file", metavar="FILE", help="the model, a .vsm file")
    added.add_argument("--map", metavar="NAME", help="one map alone, by its name or “Stream · Map”")
    added.add_argument("--json", action="store_true", help="one JSON object")
    added.add_argument("--seed", metavar="N", type=_whole, default=1, help="of simulation and sampling")
    added.add_argument("--runs", metavar="N", type=_runs, default=RUNS, help=f"of simulation; default: {RUNS}")
    added.add_argument("--date", metavar="D", type=_date, help="the as-of date, such as 2026-02-14")

    added = command("check", "The findings alone.")
    added.add_argument("file", metavar="FILE", help="the model, a .vsm file")
    added.add_argument("--json", action="store_true", help="one JSON object")
    added.add_argument("--fail-on", choices=SEVERITIES, help="status 1 where a finding is as severe or more")
    added.add_argument("--date", metavar="D", type=_date, help="the as-of date, such as 2026-02-14")

    added = command(
        "report", "The deliverables: report, workbook, deck and pictures of the maps. What is not said here is as the engagement "
        "says. What one should know of its texts goes to standard error.",
        "sections of the report: " + ", ".join(each.key for each in SECTIONS),
    )  # fmt: skip
    added.add_argument("file", metavar="FILE", help="the model, a .vsm file")
    added.add_argument("-o", "--output", metavar="DIR", required=True, help="the folder to write to")
    added.add_argument(
        "--formats", metavar="LIST", default="pdf,xlsx",
        help="of pdf (report), xlsx (workbook), pptx (deck), svg and png (a picture of each map); default: pdf,xlsx",
    )  # fmt: skip
    added.add_argument("--date", metavar="D", type=_date, help="the as-of date, such as 2026-02-14")
    added.add_argument("--brand", metavar="FILE", help="colours, logo, font and footer, a .toml file")
    added.add_argument("--paper", metavar="SIZE", help="of the report, landscape: A4, A3, Letter or Tabloid")
    added.add_argument("--sections", choices=("board", "all"), help="those that a board reads, or all")
    added.add_argument(
        "--without", metavar="KEYS", default="", help="sections to leave out, such as capacity,stops; listed below"
    )
    added.add_argument(
        "--people", choices=("roles", "names", "mixed"),
        help="how people are shown; mixed: by role beside figures on quality, else by name",
    )  # fmt: skip
    added.add_argument(
        "--scale", metavar="N", default="2", help="pixels of a PNG for each of the map at 100 %%; default: 2"
    )

    added = command(
        "import", "A model from tables, ArchiMate models, draw.io drawings and event logs.", epilog=SET_KEYS
    )
    added.add_argument(
        "source",
        metavar="SOURCE",
        nargs="+",
        help=".csv, .tsv, .xlsx, .xml, .archimate, .drawio, .xes; logs also as .gz",
    )
    added.add_argument("-o", "--output", metavar="FILE", required=True, help="the .vsm file to write")
    added.add_argument("--kind", choices=KINDS, help="where a file is not recognised; of all sources")
    added.add_argument("--set", metavar="KEY=VALUE", action="append", default=[], help="such as hours_per_day=8")
    added.add_argument("--skip-bad-rows", action="store_true", help="go on without rows that cannot be read")

    added = command("export", "The model for other programs: ArchiMate exchange, draw.io, step table or JSON.")
    added.add_argument("file", metavar="FILE", help="the model, a .vsm file")
    added.add_argument(
        "-o", "--output", metavar="TARGET", required=True, help="the file to write: .xml, .drawio, .csv or .json"
    )
    added.add_argument("--map", metavar="NAME", help="one map alone, by its name or “Stream · Map”")

    added = command("diff", "What differs between two files: in sentences, then field by field.")
    added.add_argument("before", metavar="A", help="a .vsm file")
    added.add_argument("after", metavar="B", help="the same, later or elsewhere")
    added.add_argument("--json", action="store_true", help="one JSON object")

    added = command(
        "merge", "Bring two files together that came from one. What both changed is listed, and is as in OURS."
    )
    added.add_argument("base", metavar="BASE", help="the file that both came from; - where it is not known")
    added.add_argument("ours", metavar="OURS", help="your file as it is now")
    added.add_argument("theirs", metavar="THEIRS", help="what the others made of it")
    added.add_argument("-o", "--output", metavar="FILE", required=True, help="the file to write; it may be OURS")
    added.add_argument("--prefer", choices=("ours", "theirs"), help="whose value holds where both changed the same")
    added.add_argument("--json", action="store_true", help="one JSON object")

    added = command(
        "recover", "List what can be recovered, or write FILE with its unsaved changes, or what can be read of it."
    )
    added.add_argument("file", metavar="FILE", nargs="?", help="a model, or a journal from the list")
    added.add_argument(
        "-o", "--output", metavar="FILE", help="the file to write; default: beside it, “NAME (recovered)”"
    )

    command("schema", "The JSON Schema of the file format.")
    return whole


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"“{text[:30]}” is no whole number of at most 9 digits")
    return int(text)


def _runs(text: str) -> int:
    if not 1 <= (runs := _whole(text)) <= MOST_RUNS:
        raise argparse.ArgumentTypeError(f"{text} runs are not possible; 1 to {MOST_RUNS:,} are")
    return runs


def _date(text: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text[:30]}” is no date; write it as 2026-02-14") from None
