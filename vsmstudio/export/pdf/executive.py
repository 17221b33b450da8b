"""The one page for those who read one page."""

from __future__ import annotations

from vsmstudio.export.executive import Executive, StreamLine, executive
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.foremost import asks_height, draw_asks, draw_foremost
from vsmstudio.export.pdf.paper import BODY, LEFT, MIDDLE, SMALL, STRONG, Paper, Piece
from vsmstudio.export.pdf.tiles import draw_tiles
from vsmstudio.export.tables.words import UNKNOWN, kept, plural
from vsmstudio.notation import text

_TITLE = "Executive summary"
_NAME, _GAP = 160.0, 7.0  # the room of a stream's name in its row; between rows
_ROWS = (46.0, 34.0)  # the height of a row where there is room, and where there is little
_WIDTHS = (0.41, 0.33, 0.26)  # of the three figures: beside the first stands most
_LOW, _ASKED = 500.0, 4  # a sheet that ends above this has little room: for so many lines of what is asked


def draw_executive(paper: Paper, report: Report) -> None:
    """Figures, findings that rank first and what is asked, of the whole engagement."""
    found = executive(report.document, report.analysis, report.on)
    y = paper.open_page(_TITLE, found.lead)
    if not found.streams:
        return
    low = paper.bottom < _LOW
    asked = found.asks[:_ASKED] if low else found.asks
    one = len(found.streams) == 1
    y = draw_tiles(paper, y + 2, found.streams[0].headlines) if one else _streams(paper, found, y + 2)
    if found.facts:
        y = paper.paragraph(LEFT, y + 6, MIDDLE, " ".join(found.facts), BODY, "muted", lines=2 if low else 4)
    nothing = "Nothing stands out: there is no finding."
    end = paper.bottom - (asks_height(asked) + 8 if asked else 0.0)
    y = draw_foremost(paper, found.findings, y + 10, end, nothing, found.finding_count)
    draw_asks(paper, asked, y + 8)


def _streams(paper: Paper, found: Executive, y: float) -> float:
    """A row for each stream: its name and its three figures."""
    height = _ROWS[0] if len(found.streams) <= 3 and paper.bottom >= _LOW else _ROWS[1]
    for at, each in enumerate(found.streams):
        y = _row(paper, each, y + (_GAP if at else 0.0), height)
    if found.stream_count > len(found.streams):
        words = f"{plural(found.stream_count - len(found.streams), 'more stream')} with shorter lead times."
        y = paper.paragraph(LEFT, y + 3, MIDDLE, words, SMALL, "muted")
    return y


def _below(words: str, width: float) -> tuple[str, ...]:
    """One line, or two that break between what is said and what it covers."""
    if text.width(words, SMALL) > width and "; " in words:
        return tuple(text.shorten(each, SMALL, width) for each in words.split("; ", 1))
    return text.wrap(kept(words), SMALL, width, lines=2)


def _row(paper: Paper, each: StreamLine, y: float, height: float) -> float:
    large = 19.0 if height >= _ROWS[0] else 15.0
    paper.box(LEFT, y, MIDDLE, height, fill="head", radius=3)
    middle = y + height / 2
    names = text.wrap(kept(each.name), STRONG, _NAME - 24, True, 2)
    first = middle + STRONG * 0.36 - (len(names) - 1) * STRONG * 0.65
    paper.write_all(
        Piece(LEFT + 14, first + row * STRONG * 1.3, line, STRONG, bold=True) for row, line in enumerate(names)
    )
    x, wide = LEFT + _NAME, 0.0
    for one, part in zip(each.headlines, _WIDTHS, strict=True):
        x, wide = x + wide, (MIDDLE - _NAME) * part
        known = one.value != UNKNOWN
        color = "muted" if not known else "critical" if one.warns else "accent"
        size = min(large, large * 70 / max(text.width(one.value, large, True), 1.0))
        beside = each.beside if one.name == each.headlines[0].name else ""
        below = _below(beside or one.below, wide - 86) if known else ("not known yet",)
        paper.write(
            Piece(x, middle + large * 0.36, one.value, size, color, bold=True),
            Piece(x + 78, middle - (2.5 if len(below) < 2 else 7.5), one.name, BODY, bold=True),
            *(
                Piece(x + 78, middle + (9.0 if len(below) < 2 else 3.5) + row * 9.5, line, SMALL, "muted")
                for row, line in enumerate(below)
            ),
        )
    return y + height
