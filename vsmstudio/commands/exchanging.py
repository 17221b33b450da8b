"""Commands that take in other programs' files, and give the model out for them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from vsmstudio.arguments import Stop
from vsmstudio.commands.shared import analysed, load, map_called, refuse_ending, refuse_same, simulated, write

SHOWN_PROBLEMS = 20


def import_(chosen: argparse.Namespace) -> int:
    """A model from other programs' files, laid out and saved."""
    from vsmstudio.interchange.imported import BadSource
    from vsmstudio.interchange.settings import read_settings
    from vsmstudio.interchange.sources import arranged, read

    target = Path(chosen.output)
    sources = [Path(each) for each in chosen.source]
    for source in sources:
        other = f"{target.stem}{' 2' * (target.suffix == '.vsm')}.vsm"
        refuse_same(target, source, f"a source of the import; write to another file, such as {other}")
    refuse_ending(target)
    try:
        imported = read(sources, chosen.kind, read_settings(chosen.set))
    except BadSource as error:
        raise Stop(str(error)) from None
    document = imported.document
    nothing = all(each.type == "engagement" for each in document.records.values())
    if imported.problems and (not chosen.skip_bad_rows or nothing):
        raise Stop(_listed([str(each) for each in imported.problems], skippable=not nothing))
    write(arranged(document), target)
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
    document = load(file)
    refuse_same(target, file, "the model itself; write to another file")
    drawn = map_called(document, chosen.map) if chosen.map else None

    def figures() -> dict[str, Any]:
        from vsmstudio.analysis.as_json import as_json
        from vsmstudio.analysis.one_map import of_map

        analysis = analysed(document, None)
        return as_json(document, simulated(document, of_map(analysis, drawn) if drawn else analysis))

    try:
        write_atomically(target, written(document, ending, figures, [drawn.id] if drawn else None))
    except SaveFailed as error:
        raise Stop(str(error)) from None
    print(target)
    return 0


def _listed(problems: list[str], skippable: bool) -> str:
    """The problems, a line each, and on the last line what can be done."""
    shown = [f"{each}." for each in problems[:SHOWN_PROBLEMS]]
    if (more := len(problems) - SHOWN_PROBLEMS) > 0:
        shown.append(f"… and {more} more problems.")
    if skippable:
        shown[-1] += " (--skip-bad-rows goes on without such rows)"
    return "\n".join(shown)
