"""The sheets of the workbook behind its summary, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.states import comparisons
from vsmstudio.export.prepared import Prepared
from vsmstudio.export.tables import every as tables
from vsmstudio.export.tables import inputs, money_flow
from vsmstudio.export.tables.around import contribution, followed
from vsmstudio.export.tables.table import Table
from vsmstudio.export.xlsx.around_maps import with_note
from vsmstudio.model.document import Document
from vsmstudio.model.records import Improvement


class Sheet(NamedTuple):
    """A table, and the column up to which it stays in view.

    `marks`: the columns of people hold marks. `typed`: it is read back. `calculated`: other sheets refer to its cells, so
    that its rows keep their order.
    """

    key: str
    table: Table
    freeze: str
    marks: bool = False
    typed: bool = False
    calculated: bool = False


_BY_NAME = (inputs.PEOPLE, inputs.STAKEHOLDERS, inputs.WORKSHOPS)  # sheets without figures on quality


def sheets(ready: Prepared, on: date) -> Iterator[Sheet]:
    """Every table of which there is anything to tell: charter and value, time, capacity, findings, owners, services and
    money, states, improvements, method. `on` is the as-of date.

    What was typed stands at the right of the computed table of the same records, or else on a sheet of its own at the end.
    """
    left = _typed(ready)
    for each in _all(ready, on):
        title = each.table.title
        if (typed := left.pop(title, None)) is not None:
            renamed = {"customers": "Customers in effect"} if title == "Services" else {}
            each = each._replace(table=inputs.merged(each.table, typed, inputs.BY_TITLE[title], renamed), typed=True)
        if each.table.rows:
            yield each._replace(table=with_note(each.key, each.table))
    for title, typed in left.items():
        if typed.rows:
            yield Sheet(f"typed {title}", typed, typed.columns[0].key, typed=True)


def _typed(ready: Prepared) -> dict[str, Table]:
    """The sheets that are read back, by title: people by name where no figures on quality stand, else as was asked."""
    shown, named = inputs.Labels(ready.typed, ready.named), inputs.Labels(ready.named)
    return {
        sheet.title: inputs.written(ready.named, sheet, named)
        if sheet in _BY_NAME
        else inputs.written(ready.typed, sheet, shown)
        for sheet in inputs.SHEETS
        if sheet.written
    }


def _all(ready: Prepared, on: date) -> Iterator[Sheet]:
    document, analysis = ready.document, ready.analysis
    yield Sheet("charter", tables.charter(ready.named), "field")
    yield Sheet("stakeholders", tables.stakeholders(ready.named), "who")
    yield Sheet("workshops", tables.workshops(ready.named, on), "workshop")
    yield Sheet("attendance", tables.attendance(ready.named, on), "stream")
    yield Sheet("measures", tables.measures(document), "measure")
    yield Sheet("steps", tables.steps(document, analysis), "step")
    yield Sheet("path", tables.path(document, analysis), "node")
    yield Sheet("ties", tables.critical_paths(document, analysis), "order")
    yield Sheet("alternatives", tables.alternatives(document, analysis), "probability")
    yield Sheet("range", tables.lead_time_range(document, analysis), "figure")
    yield Sheet("histogram", tables.histogram(document, analysis), "map")
    yield Sheet("criticality", tables.criticality(document, analysis), "step")
    yield Sheet("chains", tables.chains(document, analysis), "chain")
    yield Sheet("capacity", tables.capacity(document, analysis), "step")
    yield Sheet("units", tables.units(document, analysis), "unit")
    found = comparisons(document, analysis)
    yield Sheet("deltas", tables.deltas(document, found), "figure")
    yield Sheet("matched", tables.step_changes(document, found), "fate")
    yield Sheet("findings", tables.findings(document, analysis), "severity")
    yield Sheet("accepted", tables.accepted(document, analysis), "standing")
    yield Sheet("notes", tables.notes(document), "text")
    yield Sheet("audit", tables.audit(document, analysis), "step")
    yield Sheet("experience", tables.experience(document, analysis), "step")
    yield Sheet("voices", tables.voices(document, analysis), "audience")
    yield Sheet("owners", tables.owners(document, analysis), "gap", True)
    if document.people:
        yield Sheet("ownership", tables.ownership(document, analysis), "person")
    yield Sheet("proposals", tables.proposals(document, analysis), "subject")
    yield Sheet("services", tables.services(document, analysis), "service")
    yield Sheet("portfolio", tables.portfolio(document, analysis), "service")
    if analysis.money.own is not None:
        yield Sheet("costs", tables.costs(document, analysis, every=True), "service")
    if analysis.money.own is not None or analysis.money.revenue is not None:
        yield Sheet("money", money_flow.service_money(document, analysis), "service", calculated=True)
    if analysis.money.own is not None:
        yield Sheet("hidden", tables.services_not_projects(document, analysis, every=True), "service")
        yield Sheet("cost shares", money_flow.cost_shares(document, analysis), "by", calculated=True)
        yield Sheet("allocation", tables.allocation(document, analysis, every=True), "service")
        by_stream = tables.cost_by_stream(document, analysis, every=True)
        yield Sheet("by stream", money_flow.with_ids(by_stream), "stream")
    yield Sheet("contracts", tables.contracts(document, analysis), "contract")
    yield Sheet("applications", tables.applications(document), "application")
    yield Sheet("revenue", tables.revenue(document, analysis), "customer")
    yield Sheet("customers", money_flow.customer_money(document, analysis), "customer")
    yield Sheet("dependencies", tables.dependencies(document, analysis), "rests_on")
    yield Sheet("impact", tables.impact(document, analysis), "service")
    yield from _improving(document, analysis, on)
    yield Sheet("explained", tables.explained(document, analysis), "figure")
    if document.maps or document.services:
        yield Sheet("settings", tables.settings(document), "setting")
        yield Sheet("rules", tables.rules(analysis), "rule")


def _improving(document: Document, analysis: Analysis, on: date) -> Iterator[Sheet]:
    """What is to become better, in which order, what it contributes, and what came of it."""
    if document.all(Improvement):
        yield Sheet("improvements", tables.improvements(document, analysis, on), "improvement")
        yield Sheet("roadmap", tables.roadmap(document, analysis, on), "improvement")
        yield Sheet("priorities", money_flow.with_ids(tables.priorities(document, analysis)), "improvement")
        contributed = contribution.found_in(document, analysis)
        yield Sheet("contribution", contribution.contribution(document, contributed), "improvement", calculated=True)
        yield Sheet("claims", money_flow.with_ids(contribution.claims(document, contributed)), "improvement")
    came = followed.found_in(document, analysis)
    yield Sheet("followed", followed.figures(document, came), "figure")
    yield Sheet("came", money_flow.with_ids(followed.improvements(document, came)), "improvement")
    yield Sheet("health", tables.health(document, on), "question")
