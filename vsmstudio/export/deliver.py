"""The deliverables in one go: what `vsmstudio report` and the window write for the client to keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date as Date
from pathlib import Path

from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.simulation import with_simulations
from vsmstudio.files import SaveFailed, safe_name
from vsmstudio.model.document import Document

Writer = Callable[[Document, Analysis, Path, Date], None]


def _pdf(document: Document, analysis: Analysis, path: Path, date: Date) -> None:
    from vsmstudio.export.pdf import write_pdf

    write_pdf(document, analysis, path, date)


def _xlsx(document: Document, analysis: Analysis, path: Path, date: Date) -> None:
    from vsmstudio.export.xlsx import write_xlsx

    write_xlsx(document, analysis, path, date)


FORMATS: dict[str, Writer] = {"pdf": _pdf, "xlsx": _xlsx}


def deliver(
    document: Document, analysis: Analysis, folder: Path, formats: Sequence[str], date: Date
) -> tuple[Path, ...]:
    """Write the deliverables into a folder, made where it is missing, and give their paths in the order of `formats`.

    `formats` are keys of `FORMATS`; `date` is the as-of date. Ranges are simulated where `analysis` holds no simulation.
    Files are named after client and title. Raises `SaveFailed`; every file is then either the old one or the new one.
    """
    writers = [(name, FORMATS[name]) for name in dict.fromkeys(formats)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SaveFailed(f"The folder {folder} could not be made: {reason}.") from error
    if not analysis.simulations:
        analysis = with_simulations(document, analysis)
    name = deliverable_name(document)
    paths = []
    for ending, write in writers:
        path = folder / f"{name}.{ending}"
        write(document, analysis, path, date)
        paths.append(path)
    return tuple(paths)


def deliverable_name(document: Document) -> str:
    """The file name, without ending, of what the client gets: `ACME - Order to cash`."""
    engagement = document.engagement
    said = [words for words in (engagement.client, engagement.title) if words.strip()]
    return safe_name(" - ".join(said), fallback="Value stream assessment")
