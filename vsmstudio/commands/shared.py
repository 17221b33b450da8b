"""What commands share: files that are opened, figures that are worked out, what goes to standard output."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vsmstudio.arguments import RUNS, Stop

if TYPE_CHECKING:
    from vsmstudio.analysis.results import Analysis
    from vsmstudio.export.options import Options
    from vsmstudio.model.document import Document
    from vsmstudio.model.records import Map

_OTHERS = (".docx", ".html", ".json", ".pdf", ".png", ".pptx", ".svg", ".zip")


def load(path: Path) -> Document:
    from vsmstudio.storage.files import BadFile, load

    refuse_table(path)
    try:
        return load(path)
    except BadFile as error:
        raise Stop(str(error)) from None


def refuse_table(path: Path) -> None:
    if (what := _other(path)) is not None:
        raise Stop(f"{path} is {what}; import it first: vsmstudio import {path.name} -o {path.stem}.vsm")


def refuse_ending(target: Path) -> None:
    """A model is not written under the name of another program's file: nothing would open it, and such a file may be there."""
    what = "a file of another program" if target.suffix.lower() in _OTHERS else _other(target)
    if what is not None:
        raise Stop(f"{target} is the name of {what}; a model ends in .vsm, such as {target.stem}.vsm")


def _other(path: Path) -> str | None:
    """What a file is by the ending of its name; None where it may be a model."""
    from vsmstudio.interchange.recognising import BY_ENDING, MODEL, TABLE

    kind = BY_ENDING.get(path.suffix.lower(), "" if path.suffix.lower() in {".xml", ".gz"} else MODEL)
    return {MODEL: None, TABLE: "a table"}.get(kind, "a file of another program")


def write(document: Document, target: Path, ancestors: Sequence[str] = ()) -> None:
    """Save a model; one that is written over can be gone back to."""
    from vsmstudio.files import SaveFailed
    from vsmstudio.storage import versions
    from vsmstudio.storage.files import save

    if target.exists():
        versions.keep_file(target)
    try:
        save(document, target, ancestors)
    except SaveFailed as error:
        raise Stop(str(error)) from None


def refuse_same(target: Path, source: Path, what: str) -> None:
    """What is read is never written over."""
    if target.exists() and source.exists() and target.samefile(source):
        raise Stop(f"{target} is {what}.")


def map_called(document: Document, name: str) -> Map:
    """The map that is called so, alone or with its stream (`Order to cash · Current state`)."""
    wanted = " ".join(name.casefold().split())
    found = [each for each in document.maps if wanted in {each.name.casefold(), document.name(each.id).casefold()}]
    if len(found) != 1:
        listed = "; ".join(document.name(each.id) for each in document.maps) or "none"
        why = f"{len(found)} maps are" if found else "no map is"
        raise Stop(f"--map: {why} named “{name[:60]}”; the maps are: {listed}.")
    return found[0]


def analysed(document: Document, on: date | None, seed: int = 1) -> Analysis:
    from vsmstudio.analysis.analyse import analyse as analyse_document

    return analyse_document(document, date=as_of(document, on), seed=seed)


def simulated(document: Document, analysis: Analysis, runs: int = RUNS, seed: int = 1) -> Analysis:
    from vsmstudio.analysis.simulation import with_simulations

    return with_simulations(document, analysis, runs, seed)


def as_of(document: Document, on: date | None) -> date:
    return on or document.engagement.as_of or date.today()


def deliver(
    document: Document, folder: Path, formats: Sequence[str], on: date | None, options: Options | None = None
) -> tuple[Path, ...]:
    """Write the deliverables; what one should know of them goes to standard error."""
    from vsmstudio.export.deliver import deliver
    from vsmstudio.files import SaveFailed

    try:
        delivered = deliver(document, analysed(document, on), folder, formats, as_of(document, on), options)
    except SaveFailed as error:
        raise Stop(str(error)) from None
    for warning in delivered.warnings:
        print(f"vsmstudio: {warning}", file=sys.stderr)
    return delivered.paths


def print_json(data: Any) -> None:
    import json

    plain = "utf" not in (sys.stdout.encoding or "").lower()
    print(json.dumps(data, indent=2, ensure_ascii=plain, allow_nan=False))
