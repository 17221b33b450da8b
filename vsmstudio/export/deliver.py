"""The deliverables in one go: what `vsmstudio report` and the window write for the client to keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path

from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.simulation import with_simulations
from vsmstudio.export.options import Options, Progress, Telling, options_of
from vsmstudio.export.pictures import Made, png_files, remarks, svg_files
from vsmstudio.export.prepared import Prepared, prepared
from vsmstudio.export.warnings import warnings
from vsmstudio.files import SaveFailed, reason, safe_name, write_together
from vsmstudio.model.document import Document

Maker = Callable[[Prepared, Date, Options, Telling], Iterable[Made]]


@dataclass(frozen=True)
class Delivered:
    """The files that were written, in the order of their formats, and sentences on what one should know of them."""

    paths: tuple[Path, ...]
    warnings: tuple[str, ...]


def _pdf(ready: Prepared, on: Date, options: Options, telling: Telling) -> Iterable[Made]:
    from vsmstudio.export.pdf import report

    return [Made(_named(ready), report(ready.document, ready.analysis, on, options, telling, ready))]


def _xlsx(ready: Prepared, on: Date, options: Options, telling: Telling) -> Iterable[Made]:
    from vsmstudio.export.xlsx import workbook

    return [Made(_named(ready), workbook(ready.document, ready.analysis, on, options, telling, ready))]


def _pptx(ready: Prepared, on: Date, options: Options, telling: Telling) -> Iterable[Made]:
    from vsmstudio.export.pptx import deck

    return [Made(_named(ready), deck(ready.document, ready.analysis, on, options, telling, ready))]


def _svg(ready: Prepared, on: Date, options: Options, telling: Telling) -> Iterable[Made]:
    return svg_files(ready, _named(ready), options, telling)


def _png(ready: Prepared, on: Date, options: Options, telling: Telling) -> Iterable[Made]:
    return png_files(ready, _named(ready), options, telling)


FORMATS: dict[str, Maker] = {"pdf": _pdf, "xlsx": _xlsx, "pptx": _pptx, "svg": _svg, "png": _png}
_EFFORT = {"pdf": 5.0, "pptx": 2.0, "xlsx": 3.0, "png": 2.0}  # how long each takes, against one another
_SIMULATING = 0.1  # of the whole


def deliver(
    document: Document,
    analysis: Analysis,
    folder: Path,
    formats: Sequence[str],
    date: Date,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Delivered:
    """Write the deliverables into a folder, made where it is missing.

    `formats` are keys of `FORMATS`; `date` is the as-of date; without `options` they are made as the engagement says. Ranges
    are simulated where `analysis` holds no simulation. Files are named after client and title, pictures after their map, too.

    `progress` is told what share is done, and says False where nobody wants them any more. Raises `Cancelled`, and `SaveFailed`
    where a file could not be written. All files are made before the first is put in its place: each is then the old or the
    new one, whole, and after `Cancelled` everything is as it was.
    """
    makers = {name: FORMATS[name] for name in dict.fromkeys(formats)}
    options = options or options_of(document)
    telling = Telling(progress)
    telling.tell(0.0)
    if not analysis.simulations:
        analysis = with_simulations(document, analysis, progress=_wanted(telling.part(0.0, _SIMULATING)))
    ready = prepared(document, analysis, date, options)
    made: dict[Path, bytes] = {}
    said: list[str] = []
    whole, done = sum(_EFFORT.get(each, 1.0) for each in makers), 0.0
    for ending, make in makers.items():
        begin = _SIMULATING + (1 - _SIMULATING) * done / whole
        done += _EFFORT.get(ending, 1.0)
        part = telling.part(begin, _SIMULATING + (1 - _SIMULATING) * done / whole)
        for each in _making(make, ready, date, options, part):
            made[folder / f"{each.stem}.{ending}"] = each.content
            said += [each.remark] if each.remark else []
    telling.tell(1.0)
    _put(folder, made)
    if makers.keys() & {"svg", "png"}:
        said += remarks(document, analysis)
    return Delivered(tuple(made), (*warnings(document, options), *said))


def _making(make: Maker, ready: Prepared, on: Date, options: Options, telling: Telling) -> Iterator[Made]:
    """The files of a format. Libraries keep parts of them on the disk until they are whole, and it may be full."""
    try:
        yield from make(ready, on, options, telling)
    except OSError as error:
        raise SaveFailed(f"The deliverables could not be made: {reason(error)}.") from error


def _wanted(telling: Telling) -> Progress:
    """Tells on, and goes on unless that raises."""

    def progress(share: float) -> bool:
        telling.tell(share)
        return True

    return progress


def _put(folder: Path, made: Mapping[Path, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise SaveFailed(f"The folder {folder} could not be made: {reason(error)}.") from error
    write_together(made)


def _named(ready: Prepared) -> str:
    return deliverable_name(ready.document)


def deliverable_name(document: Document) -> str:
    """The file name, without ending, of what the client gets: `ACME - Order to cash`."""
    engagement = document.engagement
    said = [words for words in (engagement.client, engagement.title) if words.strip()]
    return safe_name(" - ".join(said), fallback="Value stream assessment")
