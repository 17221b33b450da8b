"""The workbook that the client keeps."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

from vsmstudio import __version__
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.options import SILENT, Options, Telling, options_of
from vsmstudio.export.prepared import Prepared, prepared
from vsmstudio.export.tables.words import confidentiality, day
from vsmstudio.model.document import Document


def workbook(
    document: Document,
    analysis: Analysis,
    on: date,
    options: Options | None = None,
    telling: Telling = SILENT,
    ready: Prepared | None = None,
) -> bytes:
    """The workbook's bytes: README and Summary, then a sheet for each table of which there is anything to tell.

    `on` is the as-of date that it bears; the same input gives the same bytes. Without `options` it is made as the engagement
    says; `ready` is the document as it is shown, where that is known already. Raises `Cancelled`. openpyxl is imported here,
    as it takes long.
    """
    from openpyxl import Workbook

    from vsmstudio.export.xlsx.finish import discard, refusal

    made = Workbook(write_only=True)
    asked = options or options_of(document)
    try:
        return _filled(made, ready or prepared(document, analysis, on, asked), on, asked, telling)
    except BaseException as error:
        discard(made)
        if (refused := refusal(error)) is not None:
            raise refused from error
        raise


def _filled(made: Any, ready: Prepared, on: date, asked: Options, telling: Telling) -> bytes:
    from vsmstudio.export.xlsx.around_maps import add_maps
    from vsmstudio.export.xlsx.cells import safe_text
    from vsmstudio.export.xlsx.dashboard import add_charts, chart_rows
    from vsmstudio.export.xlsx.finish import finish
    from vsmstudio.export.xlsx.gathering import gather
    from vsmstudio.export.xlsx.names import add_names
    from vsmstudio.export.xlsx.readme import add_readme
    from vsmstudio.export.xlsx.sheet import Book, add_table
    from vsmstudio.export.xlsx.states import add_states
    from vsmstudio.export.xlsx.styles import register
    from vsmstudio.export.xlsx.summary import Summary, add_summary

    document, analysis = ready.document, ready.analysis
    telling.tell(0.0)
    engagement = document.engagement
    title = engagement.title or "Value stream assessment"
    about = " · ".join(words for words in (engagement.client, day(on), engagement.consultant) if words)
    theme = asked.brand.theme
    footer = (asked.brand.footer, engagement.client, title, day(on), confidentiality(engagement))
    styles = register(made, theme, asked.brand.office_font)
    book = Book(made, styles, {}, " · ".join(words for words in footer if words), theme=theme, paper=asked.paper)
    held = gather(ready, on)
    summary = Summary(held, document, analysis, on, chart_rows(document, analysis, held))
    add_states(held.live, document, analysis, *summary.linked())
    add_maps(held.live, document, analysis, *summary.linked())
    add_readme(book, document, held, on, asked, f"VSM Studio {__version__}")
    first = add_summary(book, summary, title, about)
    for at, each in enumerate(held.listed):
        telling.tell(0.1 + 0.7 * at / len(held.listed))
        formulas = held.live.formulas.get(each.key)
        sheet = held.placed[each.key].sheet
        add_table(book, each.table, sheet, each.freeze, each.marks, formulas, each.calculated)
    add_charts(made, first, summary, theme)
    add_names(made, held.names | summary.names())
    made.properties.title, made.properties.creator = safe_text(title), safe_text(engagement.consultant) or "VSM Studio"
    made.properties.created = datetime(on.year, on.month, on.day)
    saved = BytesIO()
    made.save(saved)
    parts = {f"xl/worksheets/sheet{index}.xml": name for index, name in enumerate(made.sheetnames, start=1)}
    return finish(saved.getvalue(), book.cached, parts, on, book.rows)
