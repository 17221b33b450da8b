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
    from vsmstudio.model.document import Document
    from vsmstudio.model.records import Map


def load(path: Path) -> Document:
    from vsmstudio.storage.files import BadFile, load

    refuse_table(path)
    try:
        return load(path)
    except BadFile as error:
        raise Stop(str(error)) from None


def refuse_table(path: Path) -> None:
    from vsmstudio.interchange.recognising import BY_ENDING, MODEL, TABLE

    kind = BY_ENDING.get(path.suffix.lower(), MODEL if path.suffix.lower() not in {".xml", ".gz"} else "")
    if kind != MODEL:
        what = "a table" if kind == TABLE else "a file of another program"
        raise Stop(f"{path} is {what}; import it first: vsmstudio import {path.name} -o {path.stem}.vsm")


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


def deliver(document: Document, folder: Path, formats: Sequence[str], on: date | None) -> tuple[Path, ...]:
    from vsmstudio.export.deliver import deliver
    from vsmstudio.files import SaveFailed

    try:
        return deliver(document, analysed(document, on), folder, formats, as_of(document, on))
    except SaveFailed as error:
        raise Stop(str(error)) from None


def print_json(data: Any) -> None:
    import json

    plain = "utf" not in (sys.stdout.encoding or "").lower()
    print(json.dumps(data, indent=2, ensure_ascii=plain, allow_nan=False))
