"""A card for each service, the catalogue first: who answers for it, whom it serves, what it costs, rests on and is ready for."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.portfolio import PortfolioRow, portfolio
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.engagement.fields import names
from vsmstudio.export.pdf.marks import diamond
from vsmstudio.export.pdf.paper import BOTTOM, LEFT, MIDDLE, SMALL, STRONG, Paper, Piece
from vsmstudio.export.tables.labels import owner_words
from vsmstudio.export.tables.words import day, kept, money, percent, plural
from vsmstudio.model.records import Fallback, LinkKind, Readiness, Service, ServiceState
from vsmstudio.notation import text

_GAP, _PAD, _LEADING, _SIZE = 10.0, 11.0, 9.8, 8.0
_LEFT_LABEL, _RIGHT_LABEL = 58.0, 54.0
_LINES = 9
_HEAD, _FOOT = 33.0, 17.0
_TALL = _HEAD + _LINES * _LEADING + _FOOT
_ORDER = (ServiceState.CATALOGUE, ServiceState.PIPELINE, ServiceState.RETIRED)
_READY = (
    ("security", "security"), ("continuity", "continuity"), ("remote_use", "remote use"),
    ("self_service", "self-service"), ("knowledge", "knowledge"),
)  # fmt: skip

Line = tuple[str, str, str]  # label, words, role of their colour


def draw_catalogue(paper: Paper, report: Report) -> None:
    """The cards, six a page; nothing while services are but names with owners."""
    rows = portfolio(report.document, report.analysis)
    if not any(_says(report, each) for each in rows):
        return
    listed = [each for state in _ORDER for each in rows if each.state is state]
    title = "Service catalogue"
    y = paper.open_page(title, _lead(report, listed), level=1)
    wide = (MIDDLE - _GAP) / 2
    for at, each in enumerate(listed):
        column = at % 2
        if at and not column:
            y += _TALL + _GAP
            if y + _TALL > BOTTOM + 1:
                y = paper.continued(title)
        _card(paper, report, each, LEFT + column * (wide + _GAP), y, wide)


def _says(report: Report, row: PortfolioRow) -> bool:
    """Is more known of a service than its name, type, state and owner?"""
    service = report.document.the(Service, row.service)
    texts = (service.outcomes, service.offerings, service.service_levels, service.warranty)
    return bool(
        any(texts)
        or service.manager
        or service.provider
        or row.money.own is not None
        or row.applications
        or row.contracts
        or row.fallback
        or any(each is not Readiness.NOT_ASKED for each in row.readiness.values())
    )


def _lead(report: Report, rows: Sequence[PortfolioRow]) -> str:
    counts = [(sum(each.state is state for each in rows), word) for state, word in
              zip(_ORDER, ("in the catalogue", "in the pipeline", "retired"), strict=True)]  # fmt: skip
    said = ", ".join(f"{count} {word}" for count, word in counts if count)
    used = [each for each in rows if each.state is ServiceState.CATALOGUE]
    gaps = [each for each in used if Readiness.GAP in each.readiness.values()]
    if gaps:
        listed = names([report.document.name(each.service) for each in gaps], 2)
        lacks = "lacks" if len(gaps) == 1 else "lack"
        return f"{plural(len(rows), 'service')}, {said}; {listed} {lacks} readiness."
    asked = [each for each in used if any(one is not Readiness.NOT_ASKED for one in each.readiness.values())]
    if not asked:
        return f"{plural(len(rows), 'service')}, {said}; nobody has asked yet how ready they are."
    return f"{plural(len(rows), 'service')}, {said}; no gap in readiness among those that were asked about."


def _card(paper: Paper, report: Report, row: PortfolioRow, x: float, y: float, wide: float) -> None:
    service = report.document.the(Service, row.service)
    retired = row.state is ServiceState.RETIRED
    paper.box(x, y, wide, _TALL, fill="sheet", stroke="hairline", radius=3)
    paper.box(x, y, 3, _TALL, fill="outline" if retired else "accent")
    state = row.state.value
    room = wide - 2 * _PAD - text.width(state, _SIZE, True) - 14
    paper.write(
        Piece(x + _PAD, y + 16, text.shorten(service.name, STRONG, room, True), STRONG, bold=True),
        Piece(x + wide - _PAD, y + 16, state, _SIZE, "muted" if retired else "accent", True, "right"),
        Piece(x + _PAD, y + 27, text.shorten(_kind(service), _SIZE, wide - 2 * _PAD), _SIZE, "muted"),
    )
    half = wide * 0.56
    _lines(paper, _answers(report, service, row), x + _PAD, y + _HEAD, half - _PAD - 8, _LEFT_LABEL)
    _lines(paper, _carries(report, row), x + half, y + _HEAD, wide - half - _PAD, _RIGHT_LABEL)
    _readiness(paper, service, row, x + _PAD, y + _TALL - _FOOT, wide - 2 * _PAD)


def _kind(service: Service) -> str:
    offered = "; ".join(each.strip() for each in service.offerings.splitlines() if each.strip())
    kind = f"{service.kind.value} service" if not service.kind.value.endswith("service") else service.kind.value
    return f"{kind[:1].upper()}{kind[1:]}" + (f" · {offered}" if offered else "")


def _answers(report: Report, service: Service, row: PortfolioRow) -> list[Line]:
    document = report.document
    owner = owner_words(document, service.owner)
    customers = ", ".join(document.name(key) for key in row.customers) or "internal"
    fallback = service.fallback.value if service.fallback else ""
    lines: list[Line] = [
        ("Owner", owner or "Nobody", "ink" if owner else "gap"),
        ("Manager", owner_words(document, service.manager) or "", "ink"),
        ("Provider", document.name(service.provider), "ink"),
        ("Customers", customers, "ink"),
        ("Outcomes", _joined(service.outcomes), "ink"),
        ("Service levels", _joined(service.service_levels), "ink"),
        ("Warranty", _joined(service.warranty), "ink"),
        ("Fallback", fallback, "gap" if service.fallback is Fallback.NONE else "ink"),
    ]
    return [each for each in lines if each[1] or each[0] not in {"Manager", "Provider"}]


def _carries(report: Report, row: PortfolioRow) -> list[Line]:
    document, held = report.document, row.money
    rests = [document.name(link.target) for link in document.links_from(row.service, LinkKind.RESTS_ON)]
    loose = held.unallocated
    currency = document.engagement.currency
    lines: list[Line] = [
        ("Own cost", money(held.own, currency), "ink"),
        ("TCO", money(held.tco, currency) if held.tco != held.own else "", "ink"),
        ("Revenue", money(held.revenue, currency) if held.revenue is not None else "", "ink"),
        ("Margin", money(held.margin, currency) if held.margin is not None else "", "ink"),
        ("Streams", ", ".join(document.name(key) for key in row.streams) or "none", "ink" if row.streams else "gap"),
        ("On the path", f"{percent(row.critical_share)} of LT" if row.critical_share else "", "ink"),
        ("Rests on", ", ".join(sorted(rests)), "ink"),
        ("Applications", ", ".join(document.name(key) for key in row.applications), "ink"),
        ("Contracts", ", ".join(document.name(key) for key in row.contracts), "ink"),
    ]
    if loose:
        lines.insert(1, ("Unallocated", money(loose, currency), "gap"))
    said = [each for each in lines if each[1]]
    return said if len(said) <= _LINES else [each for each in said if each[0] != "On the path"][:_LINES]


def _joined(words: str) -> str:
    return "; ".join(each.strip() for each in words.splitlines() if each.strip())


def _lines(paper: Paper, lines: Sequence[Line], x: float, y: float, width: float, label: float) -> None:
    """Labelled lines; texts take a second line while there is room for all."""
    pieces: list[Piece] = []
    room = width - label
    two = _longer(lines, room)
    for name, words, color in lines:
        shown = text.wrap(
            kept(words or "–"), _SIZE, room - (9 if color == "gap" else 0), False, 2 if name in two else 1
        )
        left = x + label
        pieces.append(Piece(x, y + _SIZE, name, SMALL, "muted"))
        if color == "gap":
            diamond(paper, left + 3.2, y + _SIZE * 0.66, "gap", 3.0)
            left += 9
        pieces += [
            Piece(left, y + _SIZE + at * _LEADING, line, _SIZE, color, color == "gap") for at, line in enumerate(shown)
        ]
        y += len(shown) * _LEADING
    paper.write_all(pieces)


def _longer(lines: Sequence[Line], room: float) -> set[str]:
    """The labels of those that get a second line: as many as there is room for, what a service is for before the rest."""
    wanting = [name for name, words, _ in lines if text.width(words, _SIZE) > room]
    wanting.sort(key=lambda name: name != "Outcomes")
    return set(wanting[: _LINES - len(lines)])


def _readiness(paper: Paper, service: Service, row: PortfolioRow, x: float, y: float, width: float) -> None:
    """The five kinds of readiness: a disc where it is, a diamond and bold words at a gap, a ring where nobody asked."""
    paper.line(x, y, x + width, y)
    asked = any(each is not Readiness.NOT_ASKED for each in row.readiness.values())
    if not asked:
        paper.write(Piece(x, y + 12, "Readiness not asked yet", SMALL, "muted"))
        return
    at = x
    for name, word in _READY:
        answer = row.readiness[name]
        gap = answer is Readiness.GAP
        if gap:
            diamond(paper, at + 3, y + 9.5, "gap", 3.4)
        elif answer is Readiness.OK:
            paper.disc(at + 3, y + 9.5, 2.8, "good")
        else:
            paper.ring(at + 3, y + 9.5, 2.6, "outline")
        color = "gap" if gap else "ink" if answer is Readiness.OK else "muted"
        paper.write(Piece(at + 9, y + 12, word, SMALL, color, gap))
        at += 9 + text.width(word, SMALL, gap) + 9
    if service.reviewed_on:
        said = f"reviewed {day(service.reviewed_on)}"
        if at + text.width(said, SMALL) <= x + width:
            paper.write(Piece(x + width, y + 12, said, SMALL, "muted", align="right"))
