"""A card for each service, the catalogue first: who answers for it, whom it serves, what it costs, rests on and is ready for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vsmstudio.analysis.portfolio import PortfolioRow, portfolio
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.engagement.fields import names
from vsmstudio.export.pdf.marks import diamond
from vsmstudio.export.pdf.paper import LEFT, MIDDLE, SMALL, STRONG, Paper, Piece
from vsmstudio.export.tables.labels import owner_words
from vsmstudio.export.tables.words import day, kept, money, percent, plural
from vsmstudio.model.records import Fallback, LinkKind, Readiness, Service, ServiceState
from vsmstudio.notation import text

_GAP, _PAD, _LEADING, _SIZE = 8.0, 11.0, 9.2, 8.0
_LEFT_LABEL, _RIGHT_LABEL = 58.0, 54.0
_ROWS = 3  # of one text on a card
_HEAD, _FOOT = 31.0, 18.0
_WIDE = (MIDDLE - _GAP) / 2
_HALF = _WIDE * 0.61
_ORDER = (ServiceState.CATALOGUE, ServiceState.PIPELINE, ServiceState.RETIRED)
_READY = (
    ("security", "security"), ("continuity", "continuity"), ("remote_use", "remote use"),
    ("self_service", "self-service"), ("knowledge", "knowledge"),
)  # fmt: skip

Line = tuple[str, str, str]  # label, words, role of their colour
Laid = tuple[str, Sequence[str], str]  # the same with the words wrapped


class _Card(NamedTuple):
    row: PortfolioRow
    left: list[Laid]
    right: list[Laid]

    @property
    def height(self) -> float:
        return _HEAD + max(_height(self.left), _height(self.right)) + _FOOT


def draw_catalogue(paper: Paper, report: Report) -> None:
    """The cards in pairs, as high as what they say; nothing while services are but names with owners."""
    rows = portfolio(report.document, report.analysis)
    if not any(_says(report, each) for each in rows):
        return
    listed = [each for state in _ORDER for each in rows if each.state is state]
    title = "Service catalogue"
    y = paper.open_page(title, _lead(report, listed), level=1)
    cards = [_made(report, each) for each in listed]
    pairs = [cards[at : at + 2] for at in range(0, len(cards), 2)]
    for at, page in enumerate(_paged([max(each.height for each in pair) for pair in pairs], paper.bottom - y)):
        if at:
            y = paper.continued(title)
        for index in page:
            tall = max(each.height for each in pairs[index])
            for column, card in enumerate(pairs[index]):
                _draw(paper, report, card, LEFT + column * (_WIDE + _GAP), y, tall)
            y += tall + _GAP


def _paged(heights: Sequence[float], room: float) -> list[list[int]]:
    """Which rows of cards stand on each page: on as few as need be, each about as full as the others."""
    fewest = len(_filled(heights, room))
    return next(
        pages for part in range(1, 41) if len(pages := _filled(heights, room * part / 40)) == fewest or part == 40
    )


def _filled(heights: Sequence[float], room: float) -> list[list[int]]:
    pages: list[list[int]] = []
    left = 0.0
    for at, height in enumerate(heights):
        if not pages or height > left:
            pages.append([])
            left = room
        pages[-1].append(at)
        left -= height + _GAP
    return pages


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


def _made(report: Report, row: PortfolioRow) -> _Card:
    service = report.document.the(Service, row.service)
    left = _laid(_answers(report, service, row), _HALF - _PAD - 8 - _LEFT_LABEL)
    return _Card(row, left, _laid(_carries(report, row), _WIDE - _HALF - _PAD - _RIGHT_LABEL))


def _draw(paper: Paper, report: Report, card: _Card, x: float, y: float, tall: float) -> None:
    service = report.document.the(Service, card.row.service)
    retired, wide = card.row.state is ServiceState.RETIRED, _WIDE
    paper.box(x, y, wide, tall, fill="sheet", stroke="hairline", radius=3)
    paper.box(x, y, 3, tall, fill="outline" if retired else "accent")
    state = card.row.state.value
    room = wide - 2 * _PAD - text.width(state, _SIZE, True) - 14
    paper.write(
        Piece(x + _PAD, y + 16, text.shorten(service.name, STRONG, room, True), STRONG, bold=True),
        Piece(x + wide - _PAD, y + 16, state, _SIZE, "muted" if retired else "accent", True, "right"),
        Piece(x + _PAD, y + 27, text.shorten(_kind(service), _SIZE, wide - 2 * _PAD), _SIZE, "muted"),
    )
    _lines(paper, card.left, x + _PAD, y + _HEAD, _LEFT_LABEL)
    _lines(paper, card.right, x + _HALF, y + _HEAD, _RIGHT_LABEL)
    _readiness(paper, service, card.row, x + _PAD, y + tall - _FOOT + 2, wide - 2 * _PAD)


def _kind(service: Service) -> str:
    offered = _joined(service.offerings)
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
    return [each for each in lines if each[1]]


def _joined(words: str) -> str:
    return "; ".join(each.strip() for each in words.splitlines() if each.strip())


def _laid(lines: Sequence[Line], room: float) -> list[Laid]:
    """The lines with their words wrapped; a text of more than a few rows ends with an ellipsis."""
    return [
        (name, text.wrap(kept(words or "–"), _SIZE, room - (9 if color == "gap" else 0), False, _ROWS), color)
        for name, words, color in lines
    ]


def _height(lines: Sequence[Laid]) -> float:
    return sum(len(words) for _, words, _ in lines) * _LEADING


def _lines(paper: Paper, lines: Sequence[Laid], x: float, y: float, label: float) -> None:
    """Labelled lines, one under another."""
    pieces: list[Piece] = []
    for name, shown, color in lines:
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
