"""How a service looks on the portfolio's board: what it is, who answers for it, what it costs, and how ready it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vsmstudio.analysis.portfolio import PortfolioRow, portfolio, readiness_words
from vsmstudio.analysis.results import Analysis
from vsmstudio.gui.panels.readiness import PITCH, marks
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.money import short_money
from vsmstudio.model.records import Readiness, Service
from vsmstudio.notation import text
from vsmstudio.notation.gap_words import gap_words
from vsmstudio.notation.gaps import owner_gaps
from vsmstudio.notation.parts import BODY, LABEL, diamond, fitted
from vsmstudio.notation.service import WORD
from vsmstudio.notation.shapes import Box, Oval, Rect, Shape, Words

HEIGHT = 138.0
_PAD = 12.0


class CardFacts(NamedTuple):
    """What a card says. `findings` counts those that are open about the service; `cost` and `tco` are in few characters."""

    name: str
    kind: str
    owner: str
    gap: str
    customers: str
    cost: str
    tco: str
    streams: str
    readiness: Mapping[str, Readiness]
    findings: int

    @property
    def sentence(self) -> str:
        """The card as it is read out."""
        said = [
            f"{self.name}, {self.kind}",
            self.gap or f"owner {self.owner}",
            f"customers: {self.customers or 'inside the organisation'}",
        ]
        said.append(f"own cost {self.cost or 'unknown'}, TCO {self.tco or 'unknown'} a year")
        said.append(f"streams: {self.streams or 'none'}")
        said.append(f"readiness: {readiness_words(self.readiness)}")
        return "; ".join([*said, counted(self.findings)])


def cards(document: Document, analysis: Analysis) -> dict[Id, CardFacts]:
    """What the card of every service says."""
    gaps = owner_gaps(document, analysis)
    open_about: dict[Id, int] = {}
    for each in analysis.findings:
        open_about[each.subject] = open_about.get(each.subject, 0) + 1
    return {row.service: _card(document, row, gaps, open_about) for row in portfolio(document, analysis)}


def _card(document: Document, row: PortfolioRow, gaps: Mapping[Id, str], open_about: Mapping[Id, int]) -> CardFacts:
    service = document.the(Service, row.service)
    money = row.money
    return CardFacts(
        name=service.name or "Unnamed service",
        kind=WORD[service.kind],
        owner=document.name(row.owner),
        gap=gap_words(document, service, gaps, used=bool(row.streams)),
        customers=", ".join(document.name(key) for key in row.customers),
        cost="" if money.own is None else short_money(money.own),
        tco="" if money.tco is None else short_money(money.tco),
        streams=", ".join(document.name(key) for key in row.streams),
        readiness=row.readiness,
        findings=open_about.get(row.service, 0),
    )


def counted(findings: int) -> str:
    """`1 finding`."""
    return "no findings" if not findings else f"{findings} finding{'' if findings == 1 else 's'}"


def card_shapes(facts: CardFacts, area: Rect, chosen: bool = False) -> list[Shape]:
    """The card in its area, `HEIGHT` high."""
    x, right, inner = area.x + _PAD, area.right - _PAD, area.width - 2 * _PAD
    y = area.y
    shapes: list[Shape] = [
        Box(
            *area,
            fill="accent_soft" if chosen else "sheet",
            stroke="accent" if chosen else "gap_line" if facts.gap else "outline",
            line=2.0 if chosen else 1.0,
            radius=6,
        )
    ]
    room = inner
    if facts.findings:
        words = str(facts.findings)
        room -= 18 + text.width(words, LABEL, True)
        shapes.append(diamond(right - text.width(words, LABEL, True) - 8, y + 18, 8, fill="gap"))
        shapes.append(Words(right, y + 22, words, LABEL, "gap", bold=True, align="right"))
    shapes.append(Words(x, y + 22.5, text.shorten(facts.name, 13.0, room, True), 13.0, bold=True))
    about = f"{facts.kind}, for {facts.customers}" if facts.customers else facts.kind
    shapes.append(Words(x, y + 39, text.shorten(about, LABEL, inner), LABEL, "muted"))
    shapes += _owner(facts, x, y + 50, inner)
    streams = facts.streams or "Supports no stream"
    shapes.append(Words(x, y + 88, text.shorten(streams, LABEL, inner), LABEL, "muted"))
    shapes.append(Words(x, y + 105, _cost(facts, inner), LABEL))
    shapes += marks(list(facts.readiness.values()), x + 5, y + 121)
    ready, room = _ready(facts), inner - 5 * PITCH - 4
    if text.width(ready, LABEL) > room:
        ready = ready.replace("not asked", "open")
    if text.width(ready, LABEL) <= room:  # the marks say it, too
        shapes.append(Words(x + 5 * PITCH + 4, y + 125, ready, LABEL, "muted"))
    return shapes


def _cost(facts: CardFacts, room: float) -> str:
    """Own cost and TCO, in fewer words on a narrow card."""
    own, tco = facts.cost or "–", facts.tco or "–"
    said = (f"Own cost {own}, TCO {tco}", f"Own {own}, TCO {tco}", f"{own}, TCO {tco}")
    return next((each for each in said if text.width(each, LABEL) <= room), text.shorten(said[-1], LABEL, room))


def _ready(facts: CardFacts) -> str:
    """How ready it is, in two words."""
    answers = list(facts.readiness.values())
    gaps, blank = answers.count(Readiness.GAP), answers.count(Readiness.NOT_ASKED)
    if gaps:
        return "1 gap" if gaps == 1 else f"{gaps} gaps"
    return "not asked" if blank == len(answers) else f"{blank} not asked" if blank else "ready"


def _owner(facts: CardFacts, x: float, y: float, inner: float) -> list[Shape]:
    """Who owns it, or a badge with what is wrong with that; 20 high."""
    if not facts.gap:
        return [
            Oval(x, y + 7, 6, 6, fill="ink"),
            Words(x + 12, y + 14, text.shorten(facts.owner, BODY, inner - 12), BODY),
        ]
    size = fitted(facts.gap, LABEL, inner - 30, bold=True, least=9.5)
    return [
        Box(x, y, inner, 20, fill="gap_soft", stroke="gap_line", radius=10),
        diamond(x + 12, y + 10, 8, fill="gap"),
        Words(x + 22, y + 14, text.shorten(facts.gap, size, inner - 30, True), size, "gap", bold=True),
    ]
