"""The commands. Nothing heavy is imported before a command needs it; the window only where one is wanted."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vsmstudio.arguments import RUNS, SEVERITIES, Stop, parser

if TYPE_CHECKING:
    from vsmstudio.analysis.results import Analysis
    from vsmstudio.model.document import Document
    from vsmstudio.model.records import Map
    from vsmstudio.storage.codec import Content
    from vsmstudio.storage.recovery import Recording

LATER_FORMATS = ("pptx", "svg", "png")
SHOWN_PROBLEMS = 20


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
        # a file's name may hold what a terminal would obey
        print("vsmstudio:", "".join(char if char.isprintable() else "�" for char in line), file=sys.stderr)
    return 2


def _run(arguments: list[str]) -> int:
    first = arguments[0] if arguments else ""
    if not arguments or (not first.startswith("-") and first not in COMMANDS):
        if len(arguments) > 1:
            raise Stop(f"{first} is no command; the commands are {', '.join(COMMANDS)}.")
        return open_window(Path(first) if first else None)
    chosen = parser().parse_args(arguments)
    return COMMANDS[chosen.command](chosen)


# --- the commands ---------------------------------------------------------------------------------------------------


def open_window(path: Path | None) -> int:
    """Open the application, on a file where one is named."""
    if path is not None and not path.exists():
        raise Stop(f"{path} does not exist, and it is no command; the commands are {', '.join(COMMANDS)}.")
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
        from vsmstudio.analysis.one_map import of_map

        analysis = of_map(analysis, _map_called(document, chosen.map))
    analysis = _simulated(document, analysis, chosen.runs, chosen.seed)
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
    from vsmstudio.interchange.sources import arranged, read
    from vsmstudio.storage import versions
    from vsmstudio.storage.files import save

    target = Path(chosen.output)
    sources = [Path(each) for each in chosen.source]
    for source in sources:
        _refuse_same(target, source, f"a source of the import; write to another file, such as {target.stem}.vsm")
    try:
        imported = read(sources, chosen.kind, read_settings(chosen.set))
    except BadSource as error:
        raise Stop(str(error)) from None
    document = imported.document
    nothing = all(each.type == "engagement" for each in document.records.values())
    if imported.problems and (not chosen.skip_bad_rows or nothing):
        raise Stop(_listed([str(each) for each in imported.problems], skippable=not nothing))
    if target.exists():
        versions.keep_file(target)  # a model that is written over can be gone back to
    try:
        save(arranged(document), target)
    except SaveFailed as error:
        raise Stop(str(error)) from None
    for problem in imported.problems:
        print(f"vsmstudio: skipped: {problem}.", file=sys.stderr)
    for note in imported.notes:
        print(f"Note: {note}")
    print(target)
    return 0


def export(chosen: argparse.Namespace) -> int:
    """The model for another program, whole or not at all; the file's name goes to standard output."""
    from vsmstudio.files import SaveFailed, write_atomically
    from vsmstudio.interchange.outgoing import ending_of, written

    target, file = Path(chosen.output), Path(chosen.file)
    try:
        ending = ending_of(target)
    except ValueError as error:
        raise Stop(f"{target}: {error}.") from None
    document = _load(file)
    _refuse_same(target, file, "the model itself; write to another file")
    drawn = _map_called(document, chosen.map) if chosen.map else None

    def figures() -> dict[str, Any]:
        from vsmstudio.analysis.as_json import as_json
        from vsmstudio.analysis.one_map import of_map

        analysis = _analysed(document, None)
        return as_json(document, _simulated(document, of_map(analysis, drawn) if drawn else analysis))

    try:
        write_atomically(target, written(document, ending, figures, [drawn.id] if drawn else None))
    except SaveFailed as error:
        raise Stop(str(error)) from None
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


def recover(chosen: argparse.Namespace) -> int:
    """What a crash or a damaged disk left: listed, or written to a new file."""
    from vsmstudio import places
    from vsmstudio.storage.recovery import left

    found = left(places.journals())
    if chosen.file is None:
        if chosen.output is not None:
            raise Stop("recover: name the FILE that is to be recovered.")
        print("\n\n".join(_recoverable(each) for each in found) or "There is nothing to recover.")
        return 0
    file = Path(chosen.file)
    target = Path(chosen.output) if chosen.output else _free_name(file)
    if target.exists():
        raise Stop(f"{target} exists; name another file with -o.")
    document, ancestors, told = _recovered(file, found)
    if document is None:
        print(told[0])
        return 0
    from vsmstudio.files import SaveFailed
    from vsmstudio.storage.files import save

    try:
        save(document, target, ancestors)
    except SaveFailed as error:
        raise Stop(str(error)) from None
    for line in told:
        print(line)
    print(target)
    return 0


def _recoverable(recording: Recording) -> str:
    file = recording.path or recording.journal
    made = f"{recording.count} change{'' if recording.count == 1 else 's'}"
    what = f"{recording.path}: {made} after the last save" if recording.path else f"Never saved: {made}"
    notes = [f"{what}, the last on {recording.when:%Y-%m-%d at %H:%M}."]
    if not recording.fits:
        notes.append("The file was changed since; what is recovered is a copy.")
    if not recording.whole:
        notes.append(f"The end of the record is damaged; {len(recording.changes)} of the changes can be read.")
    return " ".join(notes) + f'\n  vsmstudio recover "{file}"'


def _recovered(file: Path, found: Sequence[Recording]) -> tuple[Document | None, tuple[str, ...], list[str]]:
    """The document that comes of a file's unsaved changes, of a journal, or of mending the file; None where it is sound."""
    from vsmstudio.storage.errors import BadFile
    from vsmstudio.storage.recovery import Recording
    from vsmstudio.storage.repair import repair_file

    mine = [each for each in found if file.absolute() in {each.path, each.journal.absolute()}]
    if not mine and file.suffix == ".journal" and file.is_file():
        mine = [Recording(file)]
    if mine and (document := mine[0].document) is not None:
        return document, mine[0].ancestors, [f"Recovered {len(mine[0].replayed)} changes."]
    if mine:
        raise Stop(f"{file} holds nothing that could be read.")
    try:
        repaired = repair_file(file)
    except BadFile as error:
        raise Stop(str(error)) from None
    if not repaired.done:
        return None, (), [f"{file} is sound, and there are no unsaved changes to it."]
    return repaired.document, (), list(repaired.done)


def _free_name(file: Path) -> Path:
    """Where a recovered document goes: beside its file; one that was never saved comes into the present folder."""
    if file.suffix == ".journal":
        return Path("recovered.vsm")
    return file.with_name(f"{file.stem} (recovered).vsm")


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
    "export": export,
    "diff": diff,
    "merge": merge,
    "recover": recover,
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
    from vsmstudio.interchange.recognising import BY_ENDING, MODEL, TABLE

    kind = BY_ENDING.get(path.suffix.lower(), MODEL if path.suffix.lower() not in {".xml", ".gz"} else "")
    if kind != MODEL:
        what = "a table" if kind == TABLE else "a file of another program"
        raise Stop(f"{path} is {what}; import it first: vsmstudio import {path.name} -o {path.stem}.vsm")


def _refuse_same(target: Path, source: Path, what: str) -> None:
    """What is read is never written over."""
    if target.exists() and source.exists() and target.samefile(source):
        raise Stop(f"{target} is {what}.")


def _analysed(document: Document, on: date | None, seed: int = 1) -> Analysis:
    from vsmstudio.analysis.analyse import analyse as analyse_document

    return analyse_document(document, date=_as_of(document, on), seed=seed)


def _simulated(document: Document, analysis: Analysis, runs: int = RUNS, seed: int = 1) -> Analysis:
    from vsmstudio.analysis.simulation import with_simulations

    return with_simulations(document, analysis, runs, seed)


def _as_of(document: Document, on: date | None) -> date:
    return on or document.engagement.as_of or date.today()


def _map_called(document: Document, name: str) -> Map:
    """The map that is called so, alone or with its stream (`Order to cash · Current state`)."""
    wanted = " ".join(name.casefold().split())
    found = [each for each in document.maps if wanted in {each.name.casefold(), document.name(each.id).casefold()}]
    if len(found) != 1:
        listed = "; ".join(document.name(each.id) for each in document.maps) or "none"
        why = f"{len(found)} maps are" if found else "no map is"
        raise Stop(f"--map: {why} named “{name[:60]}”; the maps are: {listed}.")
    return found[0]


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
