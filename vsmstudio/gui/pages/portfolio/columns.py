"""The columns of the portfolio's table, in groups: what is typed, and what is worked out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from vsmstudio.analysis.hidden_cost import HiddenCosts, hidden_cost
from vsmstudio.analysis.impact import single_points
from vsmstudio.analysis.portfolio import PortfolioRow, portfolio
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.words import money, percent
from vsmstudio.gui.pages.cols import Col
from vsmstudio.gui.pages.portfolio.links import (
    APPLICATIONS,
    CONTRACTS,
    CUSTOMERS,
    RESTS_ON,
    USED_BY,
    Joined,
    join,
    names_of,
)
from vsmstudio.gui.panels.forms_services import SERVICE_FORMS
from vsmstudio.gui.panels.specs import Spec
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Contract, Fallback, Readiness, Service, ServiceState
from vsmstudio.notation.gap_words import gap_words
from vsmstudio.notation.gaps import owner_gaps

_SPECS = {spec.field: spec for form in [SERVICE_FORMS[Service]] for spec in (*form.main, *form.more)}


@dataclass
class Figures:
    """What is worked out of all services, as the cells ask for it."""

    rows: dict[Id, PortfolioRow] = field(default_factory=dict)
    hidden: HiddenCosts | None = None
    single: frozenset[Id] = frozenset()
    findings: dict[Id, int] = field(default_factory=dict)
    gaps: dict[Id, str] = field(default_factory=dict)  # what is wrong with who owns a service

    def show(self, document: Document, analysis: Analysis) -> None:
        """Take in a document and its analysis."""
        self.rows = {each.service: each for each in portfolio(document, analysis)}
        self.hidden = hidden_cost(document, analysis)
        self.single = frozenset(each.service for each in single_points(document, analysis.maps, analysis.services))
        self.gaps = owner_gaps(document, analysis)
        self.findings = {}
        for each in analysis.findings:
            self.findings[each.subject] = self.findings.get(each.subject, 0) + 1

    def hidden_of(self, key: Id) -> float | None:
        """What development does not show of a service's own cost."""
        found = next((each for each in self.hidden.services if each.service == key), None) if self.hidden else None
        return found.hidden if found else None


@dataclass(frozen=True)
class PortfolioColumn:
    """A column with the group that it stands in, and what rows are sorted by: a figure, or the words of the cell."""

    group: str
    col: Col
    rank: Callable[[Document, Service], float | None] | None = None


def columns(figures: Figures) -> tuple[PortfolioColumn, ...]:
    """All columns. The computed ones read `figures` whenever they are shown."""
    who = "Who"
    found = [
        PortfolioColumn("Service", _fact("name", "Name", 176, bold=True)),
        PortfolioColumn(who, _fact("kind", "Type", 124)),
        PortfolioColumn(who, _fact("state", "State", 112)),
        PortfolioColumn(who, _owner(figures)),
        PortfolioColumn(who, _fact("manager", "Manager", 140)),
        PortfolioColumn(who, _fact("provider", "Provider", 128)),
        PortfolioColumn(who, _linked(CUSTOMERS, "Customers", "Who consumes it; those of its streams unless named", 150,
                                     lambda d, s: _implied(d, s, figures))),
        *(PortfolioColumn("What it is for", _fact(name, title, 190)) for name, title in _PURPOSE.items()),
        *_costs(figures),
        *_earned(figures),
        *_depends(figures),
        PortfolioColumn("If it stops", _fallback(figures)),
        *(PortfolioColumn("Readiness", _ready(name)) for name in _READY),
        PortfolioColumn("Readiness", _fact("reviewed_on", "Reviewed on", 136)),
        PortfolioColumn("Findings", _computed("Findings", 72, "Open findings about the service", "number",
                        lambda d, s: str(figures.findings.get(s.id, 0) or "")),
                        lambda d, s: float(figures.findings.get(s.id, 0))),
    ]  # fmt: skip
    return tuple(found)


# --- what is typed ----------------------------------------------------------------------------------------------------

_PURPOSE = {
    "outcomes": "Outcomes",
    "offerings": "Offerings",
    "service_levels": "Service levels",
    "warranty": "Warranty",
}
_READY = ("security", "continuity", "remote_use", "self_service", "knowledge")


def _fact(name: str, title: str, width: int, **more: Any) -> Col:
    held = _SPECS.get(name)
    spec = Spec(name, title, held.kind, held.options, held.hint) if held else Spec(name, title)
    return Col(spec, width, meaning=f"{title}. Type to change it", **more)


def _owner(figures: Figures) -> Col:
    def wrong(document: Document, service: Service) -> str:
        held = gap_words(document, service, figures.gaps, used=False)
        return "" if service.state is ServiceState.RETIRED else held

    def shown(document: Document, service: Service) -> str:
        gap, name = wrong(document, service), document.name(service.owner)
        return f"{gap}: {name}" if gap and name and name not in gap else gap or name

    return _fact("owner", "Owner", 190, shown=shown, gap=lambda document, service: bool(wrong(document, service)))


def _ready(name: str) -> Col:
    words = {"": "", Readiness.OK: "OK", Readiness.GAP: "Gap", Readiness.NOT_ASKED: "Not asked"}
    return _fact(
        name,
        _SPECS[name].label,
        92,
        shown=lambda document, service: words[getattr(service, name)],
        gap=lambda document, service: getattr(service, name) is Readiness.GAP,
    )


def _fallback(figures: Figures) -> Col:
    words = {
        None: "Not recorded",
        Fallback.NONE: "None",
        Fallback.MANUAL: "Manual",
        Fallback.ALTERNATIVE: "Alternative",
    }
    return _fact(
        "fallback",
        "Fallback",
        108,
        shown=lambda document, service: words[service.fallback],
        gap=lambda document, service: service.id in figures.single,
    )


def _linked(
    joined: Joined, title: str, meaning: str, width: int, implied: Callable[[Document, Service], str] | None = None
) -> Col:
    def shown(document: Document, service: Service) -> str:
        named = names_of(document, service.id, joined).replace("; ", ", ")
        return named or (implied(document, service) if implied else "")

    return Col(
        Spec("", title),
        width,
        meaning=f"{meaning}. Type names with ; between them",
        shown=shown,
        text=lambda document, service: names_of(document, service.id, joined),
        change=lambda document, key, typed: join(document, key, joined, typed),
    )


def _implied(document: Document, service: Service, figures: Figures) -> str:
    row = figures.rows.get(service.id)
    return ", ".join(document.name(key) for key in row.customers) if row else ""


# --- what is worked out -----------------------------------------------------------------------------------------------


def _computed(title: str, width: int, meaning: str, kind: Any, shown: Callable[[Document, Service], str]) -> Col:
    return Col(Spec("", title, kind), width, meaning=f"{meaning}. Worked out", shown=shown, text=shown, computed=True)


def _figure(
    group: str, title: str, meaning: str, width: int, read: Callable[[Service], float | None], share: bool = False
) -> PortfolioColumn:
    say = percent if share else money
    return PortfolioColumn(
        group,
        _computed(title, width, meaning, "money", lambda document, service: _known(say, read(service))),
        lambda document, service: read(service),
    )


def _known(say: Callable[[float | None], str], value: float | None) -> str:
    return "" if value is None else say(value)


def _costs(figures: Figures) -> list[PortfolioColumn]:
    group = "Cost a year"

    def typed(name: str) -> PortfolioColumn:
        title = "Vendors" if name == "cost_vendor" else "Support" if name == "cost_support" else _SPECS[name].label
        return PortfolioColumn(group, _fact(name, title, 100), lambda document, service: getattr(service, name))

    def row(service: Service) -> Any:
        return figures.rows[service.id].money if service.id in figures.rows else None

    names = [name for name in _SPECS if name.startswith("cost_")]
    return [
        *(typed(name) for name in names),
        _figure(group, "Contract shares", "Its shares of running contracts", 112,
                lambda s: sum(held.contracts.values()) if (held := row(s)) and held.contracts else None),
        _figure(group, "Own cost", "Its six categories and its shares of contracts", 92,
                lambda s: held.own if (held := row(s)) else None),
        _figure(group, "Development hides", "Own cost that development alone does not show", 124,
                lambda s: figures.hidden_of(s.id)),
        _figure(group, "TCO", "Own cost, and its part of the services that it rests on. TCOs overlap and are never added up", 92,
                lambda s: held.tco if (held := row(s)) else None),
    ]  # fmt: skip


def _earned(figures: Figures) -> list[PortfolioColumn]:
    def row(service: Service) -> Any:
        return figures.rows[service.id].money if service.id in figures.rows else None

    return [
        _figure("Revenue", "Revenue", "What customers pay for it a year", 92,
                lambda s: held.revenue if (held := row(s)) else None),
        _figure("Revenue", "Margin", "Revenue − TCO", 92, lambda s: held.margin if (held := row(s)) else None),
    ]  # fmt: skip


def _depends(figures: Figures) -> list[PortfolioColumn]:
    def streams(document: Document, service: Service) -> str:
        row = figures.rows.get(service.id)
        return ", ".join(document.name(key) for key in row.streams) if row else ""

    def suppliers(document: Document, service: Service) -> str:
        row = figures.rows.get(service.id)
        found = [document.of(Contract, key) for key in (row.contracts if row else ())]
        return ", ".join(dict.fromkeys(document.name(each.supplier) for each in found if each and each.supplier))

    return [
        PortfolioColumn("Depends", _computed("Streams", 150, "The value streams that it supports, through others too", "text",
                        streams)),
        _figure("Depends", "Of the path", "The largest part of a stream's critical lead time in steps that rest on it", 92,
                lambda s: figures.rows[s.id].critical_share if s.id in figures.rows else None, share=True),
        PortfolioColumn("Depends", _linked(RESTS_ON, "Rests on", "The services that it needs", 170)),
        PortfolioColumn("Depends", _linked(USED_BY, "Used by", "The services that need it", 170)),
        PortfolioColumn("Behind it", _linked(APPLICATIONS, "Applications", "The applications that it is made of", 150)),
        PortfolioColumn("Behind it", _linked(CONTRACTS, "Contracts", "The contracts that pay for it", 170)),
        PortfolioColumn("Behind it", _computed("Suppliers", 140, "Who is behind those contracts", "text", suppliers)),
    ]  # fmt: skip
