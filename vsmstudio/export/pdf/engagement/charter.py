"""The charter of a stream on one page: what is wrong, where it is to lead, what is looked at, and who does it."""

from __future__ import annotations

from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.engagement.fields import Field, bulleted, draw_fields, fit_all, names, sentence
from vsmstudio.export.pdf.marks import diamond
from vsmstudio.export.pdf.paper import BODY, LEFT, MIDDLE, SMALL, STRONG, Paper, Piece
from vsmstudio.export.tables.labels import owner_words
from vsmstudio.export.tables.words import day
from vsmstudio.model.durations import number
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, ValueStream
from vsmstudio.notation import text

_TALL, _GAP = 46.0, 26.0  # the row of people, and what lies between columns
PER = {"h": "an hour", "d": "a day", "wk": "a week", "mo": "a month", "y": "a year"}
_NEEDED = (
    ("sponsor", "a sponsor"), ("owner", "an owner"), ("facilitator", "a facilitator"), ("problem", "the problem"),
    ("target_conditions", "target conditions"), ("in_scope", "its scope"), ("trigger", "a trigger"),
    ("briefings", "briefings"),
)  # fmt: skip
_OF_A_CHARTER = (
    "facilitator", "first_step", "last_step", "in_scope", "out_of_scope", "case", "problem", "target_conditions",
    "experience", "briefings", "chartered_on",
)  # fmt: skip


def draw_charters(paper: Paper, report: Report) -> None:
    """One page for each stream that has a charter."""
    listed = [each for each in report.document.streams if chartered(report, each)]
    for stream in listed:
        _charter(paper, report, stream, level=0)


def chartered(report: Report, stream: ValueStream) -> bool:
    """Does a stream say more than who owns it and what it delivers?"""
    joined = _joined(report, stream.id, LinkKind.WORKS_ON) or _joined(report, stream.id, LinkKind.ON_CALL)
    return bool(joined) or any(getattr(stream, name) not in (None, "") for name in _OF_A_CHARTER)


def _charter(paper: Paper, report: Report, stream: ValueStream, level: int) -> None:
    title = f"Charter: {stream.name}"
    y = paper.open_page(text.shorten(title, 19, MIDDLE, True), _lead(stream), level=level, outline=title)
    y = _people(paper, report, stream, y) + 16
    wide = (MIDDLE - 2 * _GAP) / 3
    room = paper.bottom - y - 14
    columns = fit_all(_columns(report, stream), wide, room)
    for at, fitted in enumerate(columns):
        x = LEFT + at * (wide + _GAP)
        draw_fields(paper, x, y, fitted)
        if at:
            paper.line(x - _GAP / 2, y, x - _GAP / 2, y + max(each.height for each in columns))
    if any(each.clipped for each in columns):
        words = "Long texts end here with “…”; the whole stands in the workbook."
        paper.write(Piece(LEFT, paper.bottom - 1, words, SMALL, "muted"))


def _lead(stream: ValueStream) -> str:
    """What is to be solved, and what the charter still lacks."""
    lacking = [words for name, words in _NEEDED if not getattr(stream, name)]
    said = sentence(stream.problem) or sentence(stream.target_conditions.strip().split("\n")[0])
    if not lacking:
        return said
    more = f"The charter still lacks {names(lacking)}."
    return f"{said} {more}" if said else more


def _people(paper: Paper, report: Report, stream: ValueStream, y: float) -> float:
    """Sponsor, owner, facilitator and the day of the charter, side by side; the y under them."""
    cells = [
        ("Sponsor", owner_words(report.document, stream.sponsor)),
        ("Value stream owner", owner_words(report.document, stream.owner)),
        ("Facilitator", owner_words(report.document, stream.facilitator)),
        ("Chartered on", day(stream.chartered_on)),
    ]
    wide = (MIDDLE - 3 * 12) / 4
    for at, (label, words) in enumerate(cells):
        x = LEFT + at * (wide + 12)
        known = bool(words)
        paper.box(x, y, wide, _TALL, fill="head" if known else "gap_soft", stroke="" if known else "gap_line", radius=3)
        paper.write(Piece(x + 11, y + 16, label, SMALL, "muted", bold=True))
        if known:
            whole = text.width(words or "", STRONG, True) <= wide - 22
            lines = text.wrap(words or "", STRONG if whole else BODY, wide - 22, True, 2)
            first = 33.0 if len(lines) == 1 else 28.0
            paper.write_all(
                [
                    Piece(x + 11, y + first + 11 * row, line, STRONG if whole else BODY, bold=True)
                    for row, line in enumerate(lines)
                ]
            )
        else:
            diamond(paper, x + 15, y + 29.5, "gap")
            missing = "Not said when" if label == "Chartered on" else "Nobody yet"
            paper.write(Piece(x + 23, y + 33, missing, BODY, "gap", bold=True))
    return y + _TALL


def _columns(report: Report, stream: ValueStream) -> tuple[list[Field], list[Field], list[Field]]:
    document = report.document
    customers = ", ".join(document.name(link.target) for link in document.links_from(stream.id, LinkKind.SERVES))
    demand = f"{number(stream.demand)} {PER[stream.demand_per]}" if stream.demand else ""
    ends = " → ".join(each for each in (stream.first_step, stream.last_step) if each)
    why = [
        Field("Problem", stream.problem, lacking=not stream.problem),
        Field("Target conditions", bulleted(stream.target_conditions), True, not stream.target_conditions),
        Field("Outcomes", bulleted(stream.outcomes)),
    ]
    scope = [
        Field("Trigger", stream.trigger),
        Field("From the first to the last step", ends),
        Field("In scope", bulleted(stream.in_scope), lacking=not stream.in_scope),
        Field("Out of scope", bulleted(stream.out_of_scope)),
        Field("The case that is mapped", stream.case),
        Field("Customers", customers),
        Field("Demand", demand),
    ]
    who = [
        Field("Team", _joined(report, stream.id, LinkKind.WORKS_ON)),
        Field("On call", _joined(report, stream.id, LinkKind.ON_CALL)),
        Field("Experience in focus", stream.experience.value.capitalize() if stream.experience else ""),
        Field("Briefings", bulleted(stream.briefings)),
        Field("Notes", stream.notes),
    ]
    return _said(why), _said(scope), _said(who)


def _said(fields: list[Field]) -> list[Field]:
    """Every field, so that the page is the same for all streams: a dash for what is blank, its need for what matters."""
    kept = [each for each in fields if each.words or each.label != "Notes"]
    return [each if each.words else each._replace(words="Not said yet" if each.lacking else "–") for each in kept]


def _joined(report: Report, stream: Id, kind: LinkKind) -> str:
    found = [owner_words(report.document, link.source) or "" for link in report.document.links_to(stream, kind)]
    return "\n".join(sorted(each for each in found if each))
