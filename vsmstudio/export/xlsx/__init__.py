"""The workbook that the client keeps."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from vsmstudio.analysis.results import Analysis
from vsmstudio.export.options import SILENT, Options, Telling, options_of
from vsmstudio.export.prepared import Prepared, prepared
from vsmstudio.export.tables.words import day
from vsmstudio.files import write_atomically
from vsmstudio.model.document import Document


def write_xlsx(
    document: Document,
    analysis: Analysis,
    path: Path,
    date: date,
    options: Options | None = None,
    telling: Telling = SILENT,
) -> None:
    """Write the workbook: Summary, then a sheet for each table of which there is anything to tell.

    `date` is the as-of date that it bears. The same input gives the same bytes. Without `options` it is made as the
    engagement says. Raises `SaveFailed` and `Cancelled`; a file that stood there before is then as it was.
    """
    write_atomically(Path(path), workbook(document, analysis, date, options, telling))


def workbook(
    document: Document,
    analysis: Analysis,
    on: date,
    options: Options | None = None,
    telling: Telling = SILENT,
    ready: Prepared | None = None,
) -> bytes:
    """The workbook's bytes. Raises `Cancelled`. openpyxl is imported here, as it takes long.

    `ready` is the document as it is shown, where that is known already.
    """
    from openpyxl import Workbook

    from vsmstudio.export.xlsx.finish import discard

    made = Workbook(write_only=True)
    try:
        return _filled(made, ready or prepared(document, analysis, on, options or options_of(document)), on, telling)
    except BaseException:
        discard(made)
        raise


def _filled(made: Any, ready: Prepared, on: date, telling: Telling) -> bytes:
    from vsmstudio.export.xlsx.cells import safe_text
    from vsmstudio.export.xlsx.finish import finish
    from vsmstudio.export.xlsx.gathering import gather
    from vsmstudio.export.xlsx.names import add_names
    from vsmstudio.export.xlsx.sheet import Book, add_table
    from vsmstudio.export.xlsx.styles import register
    from vsmstudio.export.xlsx.summary import add_summary

    document, analysis = ready.document, ready.analysis
    telling.tell(0.0)
    engagement = document.engagement
    title = engagement.title or "Value stream assessment"
    about = " · ".join(words for words in (engagement.client, day(on), engagement.consultant) if words)
    book = Book(made, register(made), {}, " · ".join(words for words in (engagement.client, title, day(on)) if words))
    held = gather(ready, on)
    add_summary(book, document, analysis, on, held.placed, title, about)
    for at, each in enumerate(held.listed):
        telling.tell(0.1 + 0.7 * at / len(held.listed))
        formulas = held.live.formulas.get(each.key)
        add_table(book, each.table, held.placed[each.key].sheet, each.freeze, each.marks, formulas)
    add_names(made, held.names)
    made.properties.title, made.properties.creator = safe_text(title), safe_text(engagement.consultant) or "VSM Studio"
    made.properties.created = datetime(on.year, on.month, on.day)
    saved = BytesIO()
    made.save(saved)
    parts = {f"xl/worksheets/sheet{index}.xml": name for index, name in enumerate(made.sheetnames, start=1)}
    return finish(saved.getvalue(), book.cached, parts, on, book.rows)
