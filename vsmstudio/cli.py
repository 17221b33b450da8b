"""The commands. Nothing heavy is imported before a command needs it; the window only where one is wanted."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from vsmstudio import __version__

if TYPE_CHECKING:
    from vsmstudio.analysis.results import Analysis
    from vsmstudio.model.document import Document
    from vsmstudio.storage.codec import Content

SEVERITIES = ("critical", "high", "medium", "low")
LATER_FORMATS = ("pptx", "svg", "png")
LATER_KINDS = ("archimate", "drawio", "eventlog")
SHOWN_PROBLEMS = 20


class Stop(Exception):
    """The command ends here: the message goes to standard error, a line each, and the status is 2."""


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
    except Stop as stop:
        return _complain(str(stop))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # who read our output has gone; nothing more is to be said
        return 0
    except KeyboardInterrupt:
        _complain("interrupted.")
        return 130
    except Exception as error:
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
        print(f"vsmstudio: {line}", file=sys.stderr)
    return 2


def _run(arguments: list[str]) -> int:
    first = arguments[0] if arguments else ""
    if not arguments or (not first.startswith("-") and first not in COMMANDS):
        if len(arguments) > 1:
            raise Stop(f"{first} is no command; the commands are {', '.join(COMMANDS)}.")
        return open_window(Path(first) if first else None)
    chosen = _parser().parse_args(arguments)
    return COMMANDS[chosen.command](chosen)


# --- the commands ---------------------------------------------------------------------------------------------------


def open_window(path: Path | None) -> int:
    """Open the application, on a file where one is named."""
    if path is not None and not path.exists():
        raise Stop(f"{path} does not exist, and it is no command; the commands are {', '.join(COMMANDS)}.")
    if path is not None:
        _refuse_table(path)
    if not has_screen() and not os.environ.get("QT_QPA_PLATFORM"):
        raise Stop("there is no screen to open a window on; the commands work without one, see vsmstudio --help.")
    from vsmstudio.gui.app import run

    return run(path)


def demo(chosen: argparse.Namespace) -> int:
    """Write the sample engagement and show it."""
    from vsmstudio import resources
    from vsmstudio.files import SaveFailed, write_atomically

    folder = Path(chosen.folder)
    path = folder / "sample.vsm"
    sample = resources.read_bytes("examples", "sample.vsm")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.read_bytes() != sample:
            raise Stop(f"{path} was changed since; name another folder, or open it with: vsmstudio {path}")
        write_atomically(path, sample)
    except SaveFailed as error:
        raise Stop(str(error)) from None
    except OSError as error:
        raise Stop(f"{folder} cannot be used: {error.strerror}.") from None
    print(path, flush=True)
    if has_screen() and not chosen.no_window:
        return open_window(path)
    document = _load(path)
    for written in _deliver(document, folder, ("pdf", "xlsx"), None):
        print(written)
    return 0


def analyse(chosen: argparse.Namespace) -> int:
    """Figures, critical paths, services, findings."""
    document = _load(Path(chosen.file))
    analysis = _analysed(document, chosen.date, chosen.seed)
    if chosen.map:
        analysis = _only(document, analysis, chosen.map)
    if chosen.json:
        from vsmstudio.analysis.as_json import as_json

        _print_json(as_json(document, analysis))
    else:
        from vsmstudio.export.text import analysis_text

        print(analysis_text(document, analysis))
    return 0


def check(chosen: argparse.Namespace) -> int:
    """The findings alone; status 1 where one is as severe as `--fail-on`."""
    document = _load(Path(chosen.file))
    analysis = _analysed(document, chosen.date)
    if chosen.json:
        from vsmstudio.analysis.as_json import as_json

        whole = as_json(document, analysis)
        _print_json({key: whole[key] for key in ("format", "engagement", "findings")})
    else:
        from vsmstudio.export.text import findings_text

        print(findings_text(document, analysis))
    if chosen.fail_on is None:
        return 0
    live = [int(finding.severity) for finding in analysis.findings if not finding.future]
    worst = min(live, default=len(SEVERITIES))
    return 1 if worst <= SEVERITIES.index(chosen.fail_on) else 0


def report(chosen: argparse.Namespace) -> int:
    """The deliverables; the names of the files written, a line each."""
    from vsmstudio.export.deliver import FORMATS

    formats = [each.strip().lower() for each in chosen.formats.split(",") if each.strip()]
    for each in formats:
        if each not in FORMATS:
            why = "comes later" if each in LATER_FORMATS else "is no format"
            raise Stop(f"--formats: {each[:30]} {why}; available are {', '.join(FORMATS)}.")
    if not formats:
        raise Stop(f"--formats: name at least one of {', '.join(FORMATS)}.")
    document = _load(Path(chosen.file))
    for path in _deliver(document, Path(chosen.output), formats, chosen.date):
        print(path)
    return 0


def import_(chosen: argparse.Namespace) -> int:
    """A model from other programs' files, laid out and saved."""
    from vsmstudio.files import SaveFailed
    from vsmstudio.interchange.imported import BadSource
    from vsmstudio.interchange.settings import read_settings
    from vsmstudio.interchange.step_table import read_files
    from vsmstudio.notation.layout import laid_out
    from vsmstudio.storage.files import save

    target = Path(chosen.output)
    sources = [Path(each) for each in chosen.source]
    for source in sources:
        _refuse_kind(source, chosen.kind)
        if target.exists() and source.exists() and target.samefile(source):
            raise Stop(f"{target} is a source of the import; write to another file, such as {target.stem}.vsm.")
    try:
        imported = read_files(sources, read_settings(chosen.set))
    except BadSource as error:
        raise Stop(str(error)) from None
    document = imported.document
    if imported.problems and (not chosen.skip_bad_rows or not document.maps):
        raise Stop(_listed([str(each) for each in imported.problems], skippable=bool(document.maps)))
    try:
        save(laid_out(document), target)
    except SaveFailed as error:
        raise Stop(str(error)) from None
    for problem in imported.problems:
        print(f"vsmstudio: skipped: {problem}.", file=sys.stderr)
    for note in imported.notes:
        print(f"Note: {note}")
    print(target)
    return 0


def diff(chosen: argparse.Namespace) -> int:
    """What differs between two files, by identity and field."""
    from vsmstudio.export.comparing import difference_json, difference_text

    before, after = _load(Path(chosen.before)), _load(Path(chosen.after))
    if chosen.json:
        _print_json(difference_json(before, after))
    else:
        print(difference_text(before, after))
    return 0


def merge(chosen: argparse.Namespace) -> int:
    """Bring two files together that came from one; status 1 where both changed the same and nothing was preferred."""
    from vsmstudio.export.comparing import merge_json, merge_text
    from vsmstudio.files import SaveFailed
    from vsmstudio.model.merge import Choice
    from vsmstudio.model.merge import merge as merged
    from vsmstudio.session import MOST_ANCESTORS
    from vsmstudio.storage import versions
    from vsmstudio.storage.files import save

    base, ours, theirs = _sides(chosen)
    target = Path(chosen.output)
    plan = merged(base.document if base else None, ours.document, theirs.document, Path(chosen.theirs).name)
    choices = {each.key: Choice(chosen.prefer) for each in plan.clashes} if chosen.prefer else {}
    document = ours.document.apply(plan.change(choices))
    _refuse_taken(target, chosen, document)
    ancestors = dict.fromkeys((ours.version, theirs.version, *ours.ancestors, *theirs.ancestors))
    if target.exists():
        versions.keep_file(target)  # written over is our file; it can be gone back to
    try:
        save(document, target, list(ancestors)[:MOST_ANCESTORS])
    except SaveFailed as error:
        raise Stop(str(error)) from None
    if chosen.json:
        _print_json({**merge_json(plan, choices, ours.document), "file": str(target)})
    else:
        print(merge_text(plan, choices, ours.document, Path(chosen.ours).name))
        print(target)
    return 1 if plan.clashes and not chosen.prefer else 0


def schema(chosen: argparse.Namespace) -> int:
    """The JSON Schema of the file format."""
    from vsmstudio.storage.schema import schema as file_schema

    _print_json(file_schema())
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "demo": demo,
    "analyse": analyse,
    "check": check,
    "report": report,
    "import": import_,
    "diff": diff,
    "merge": merge,
    "schema": schema,
}


# --- what they share ------------------------------------------------------------------------------------------------


def has_screen() -> bool:
    """Can a window be shown? On Windows and macOS, or where a display is named; not with Qt's screenless platforms."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in {"offscreen", "minimal"}:
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _load(path: Path) -> Document:
    from vsmstudio.storage.files import BadFile, load

    _refuse_table(path)
    try:
        return load(path)
    except BadFile as error:
        raise Stop(str(error)) from None


def _sides(chosen: argparse.Namespace) -> tuple[Content | None, Content, Content]:
    """What the three files of a merge hold; None for a base that is not known."""
    from vsmstudio.storage.files import BadFile, load_content

    for name in (chosen.base, chosen.ours, chosen.theirs):
        _refuse_table(Path(name))
    try:
        base = None if chosen.base == "-" else load_content(Path(chosen.base))
        return base, load_content(Path(chosen.ours)), load_content(Path(chosen.theirs))
    except BadFile as error:
        raise Stop(str(error)) from None


def _refuse_taken(target: Path, chosen: argparse.Namespace, document: Document) -> None:
    """A merge is written over our own file, as version control wants it, and over no other that holds something else."""
    from vsmstudio.storage.files import BadFile, load

    try:
        if not target.exists() or target.samefile(chosen.ours) or target.stat().st_size == 0:
            return
        if load(target) == document:
            return
    except (BadFile, OSError, ValueError):
        pass
    raise Stop(f"{target} holds something else already; name another file for the merge, or {chosen.ours} itself.")


def _refuse_table(path: Path) -> None:
    if path.suffix.lower() in {".csv", ".tsv", ".xlsx"}:
        raise Stop(f"{path} is a table; import it first: vsmstudio import {path.name} -o {path.stem}.vsm")


def _refuse_kind(source: Path, kind: str | None) -> None:
    if kind in LATER_KINDS:
        raise Stop(f"--kind: {kind} comes later; available is table.")
    if kind is None and source.suffix.lower() not in {".csv", ".tsv", ".txt"}:
        later = "; workbooks come later, save the sheet as CSV" if source.suffix.lower() == ".xlsx" else ""
        raise Stop(
            f"{source} is of no kind that can be read; step tables (.csv, .tsv, .txt) are, or say --kind{later}."
        )


def _analysed(document: Document, on: date | None, seed: int = 1) -> Analysis:
    from vsmstudio.analysis.analyse import analyse as analyse_document

    return analyse_document(document, date=_as_of(document, on), seed=seed)


def _as_of(document: Document, on: date | None) -> date:
    return on or document.engagement.as_of or date.today()


def _only(document: Document, analysis: Analysis, name: str) -> Analysis:
    """The analysis of the map that is called so, alone or with its stream (`Order to cash · Current state`)."""
    from dataclasses import replace

    wanted = " ".join(name.casefold().split())
    found = [each for each in document.maps if wanted in {each.name.casefold(), document.name(each.id).casefold()}]
    if len(found) != 1:
        listed = "; ".join(document.name(each.id) for each in document.maps) or "none"
        why = f"{len(found)} maps are" if found else "no map is"
        raise Stop(f"--map: {why} named “{name[:60]}”; the maps are: {listed}.")
    drawn = found[0]

    def about(finding: Any) -> bool:
        return finding.map == drawn.id or (not finding.map and finding.stream in {"", drawn.stream})

    return replace(
        analysis,
        maps={drawn.id: analysis.maps[drawn.id]},
        findings=tuple(each for each in analysis.findings if about(each)),
        absorbed=tuple(each for each in analysis.absorbed if about(each)),
    )


def _deliver(document: Document, folder: Path, formats: Sequence[str], on: date | None) -> tuple[Path, ...]:
    from vsmstudio.export.deliver import deliver
    from vsmstudio.files import SaveFailed

    try:
        return deliver(document, _analysed(document, on), folder, formats, _as_of(document, on))
    except SaveFailed as error:
        raise Stop(str(error)) from None


def _listed(problems: list[str], skippable: bool) -> str:
    """The problems, a line each, and on the last line what can be done."""
    shown = [f"{each}." for each in problems[:SHOWN_PROBLEMS]]
    if (more := len(problems) - SHOWN_PROBLEMS) > 0:
        shown.append(f"… and {more} more problems.")
    if skippable:
        shown[-1] += " (--skip-bad-rows goes on without such rows)"
    return "\n".join(shown)


def _print_json(data: Any) -> None:
    import json

    plain = "utf" not in (sys.stdout.encoding or "").lower()
    print(json.dumps(data, indent=2, ensure_ascii=plain, allow_nan=False))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Stop(f"{message}; see {self.prog} --help.")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="vsmstudio", usage="vsmstudio [FILE] | COMMAND ...", allow_abbrev=False,
        description="Value stream mapping for consultants. Without a command it opens the application.",
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"VSM Studio {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, prog="vsmstudio")

    def command(name: str, words: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=words, description=words, allow_abbrev=False)

    added = command("demo", "Write the sample engagement and open it, or its report and workbook without a screen.")
    added.add_argument("folder", metavar="DIR", nargs="?", default="vsmstudio-demo", help="default: vsmstudio-demo")
    added.add_argument("--no-window", action="store_true", help="write the report and the workbook instead")

    added = command("analyse", "Figures, critical paths, services and findings.")
    added.add_argument("file", metavar="FILE")
    added.add_argument("--map", metavar="NAME", help="one map alone, by its name or “Stream · Map”")
    added.add_argument("--json", action="store_true", help="one JSON object")
    added.add_argument("--seed", metavar="N", type=_whole, default=1, help="of simulation and sampling")
    added.add_argument("--runs", metavar="N", type=_whole, help="of simulation")
    added.add_argument("--date", metavar="D", type=_date, help="the as-of date, such as 2026-02-14")

    added = command("check", "The findings alone.")
    added.add_argument("file", metavar="FILE")
    added.add_argument("--json", action="store_true", help="one JSON object")
    added.add_argument("--fail-on", choices=SEVERITIES, help="status 1 where a finding is as severe or more")
    added.add_argument("--date", metavar="D", type=_date, help="the as-of date, such as 2026-02-14")

    added = command("report", "The deliverables: report and workbook.")
    added.add_argument("file", metavar="FILE")
    added.add_argument("-o", "--output", metavar="DIR", required=True, help="the folder to write to")
    added.add_argument("--formats", metavar="LIST", default="pdf,xlsx", help="default: pdf,xlsx")
    added.add_argument("--date", metavar="D", type=_date, help="the as-of date, such as 2026-02-14")

    added = command("import", "A model from step tables (.csv).")
    added.add_argument("source", metavar="SOURCE", nargs="+")
    added.add_argument("-o", "--output", metavar="FILE", required=True, help="the .vsm file to write")
    added.add_argument("--kind", choices=("table", *LATER_KINDS), help="where the ending does not tell")
    added.add_argument("--set", metavar="KEY=VALUE", action="append", default=[], help="such as hours_per_day=8")
    added.add_argument("--skip-bad-rows", action="store_true", help="go on without rows that cannot be read")

    added = command("diff", "What differs between two files: in sentences, then field by field.")
    added.add_argument("before", metavar="A")
    added.add_argument("after", metavar="B")
    added.add_argument("--json", action="store_true", help="one JSON object")

    added = command(
        "merge", "Bring two files together that came from one. What both changed is listed, and is as in OURS."
    )
    added.add_argument("base", metavar="BASE", help="the file that both came from; - where it is not known")
    added.add_argument("ours", metavar="OURS")
    added.add_argument("theirs", metavar="THEIRS")
    added.add_argument("-o", "--output", metavar="FILE", required=True, help="the file to write; it may be OURS")
    added.add_argument("--prefer", choices=("ours", "theirs"), help="whose value holds where both changed the same")
    added.add_argument("--json", action="store_true", help="one JSON object")

    command("schema", "The JSON Schema of the file format.")
    return parser


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"“{text[:30]}” is no whole number of at most 9 digits")
    return int(text)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text[:30]}” is no date; write it as 2026-02-14") from None
