"""What of a document stands in the data-collection workbook already, and which columns clients are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from vsmstudio.export.tables import inputs
from vsmstudio.export.tables.inputs import Input, InputSheet
from vsmstudio.export.tables.inputs.labels import fold, plain
from vsmstudio.export.tables.inputs.written import cell
from vsmstudio.export.tables.table import Cell
from vsmstudio.export.xlsx.cells import safe_text
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import OPEN_STATES
from vsmstudio.model.records import Endpoint, EndpointRole, Improvement, Record, ServiceState, Touchpoint
from vsmstudio.model.records import Side as UnitSide

_STEPS = (
    "Step", "Id", "Predecessors", "Kind", "PT", "LT", "Quantity", "%C&A", "People", "Performer", "Owner", "VA", "Rework to",
    "Rework %", "Services", "Systems", "Barriers", "Notes",
)  # fmt: skip
_SERVICES = (
    "Service", "Type", "State", "Owner", "Service manager", "Provider", "Customers", "Outcomes", "Offerings", "Service levels",
    "Fallback", "Security", "Continuity", "Remote use", "Self-service", "Knowledge", "Notes",
)  # fmt: skip
_CHOSEN: Mapping[str, tuple[str, ...]] = {
    "Steps": _STEPS,
    "Services": _SERVICES,
    "Contracts": ("Contract", "Supplier", "Value", "Start", "End", "Notice", "Covers", "Notes"),
    "Stakeholders": ("Stakeholder", "Interest", "What value means to them", "What they gain", "Notes"),
    "Measures": ("Measure", "Kind", "Audience", "Unit", "Baseline", "Target", "Measured on", "Notes"),
    "Improvements": ("Improvement", "Changes", "Kind", "Owner", "State", "Due", "Notes"),
}
_OF_STREAMS: Mapping[str, int] = {"Steps": 3, "Stakeholders": 1, "Measures": 1}  # where a column tells the stream
_LONGEST_LIST = 250  # characters of names that a cell offers


def columns_asked(document: Document, sheet: InputSheet) -> tuple[Input, ...]:
    """The columns that clients are asked for; rows bear their stream only where there is one already."""
    chosen = _CHOSEN.get(sheet.title)
    if chosen is None:
        return sheet.columns
    if document.streams and (at := _OF_STREAMS.get(sheet.title)) is not None:
        chosen = (*chosen[:at], "Stream", *chosen[at:])
    return tuple(sheet.column(each) for each in chosen)


def rows_held(document: Document, labels: inputs.Labels, sheet: InputSheet) -> list[tuple[Record, list[Cell]]]:
    """What a document holds of a sheet: steps of the current maps, what is still to become better, and all else but
    retired services.
    """
    current = {each.id for stream in document.streams if (each := document.current_map(stream.id)) is not None}
    steps = {step.id for key in current for step in document.steps(key)}
    short = _short_names(document, labels, steps)
    table = inputs.written(document, sheet, labels)
    records = [document.records[key] for key in table.ids]
    kept = [
        each
        for each in records
        if getattr(each, "map", None) in ({None} | current)
        and getattr(each, "state", None) is not ServiceState.RETIRED
        and (not isinstance(each, Touchpoint) or each.step in steps)
        and (not isinstance(each, Improvement) or each.state in OPEN_STATES)
        and not (
            sheet is inputs.UNITS and getattr(each, "side", None) is UnitSide.CUSTOMER
        )  # they have their own sheet
    ]
    if sheet is inputs.STEPS:  # as the work goes, queues and ends among the steps
        sides = {EndpointRole.START: 0, EndpointRole.END: 2}
        order = {
            node.id: (at, sides[node.role] if isinstance(node, Endpoint) else 1, document.reading(node))
            for at, drawn in enumerate(document.maps)
            for node in document.nodes(drawn.id)
        }
        kept.sort(key=lambda each: order[each.id])
    return [
        (
            each,
            [
                _shortened(cell(document, labels, each, column, sheet), short)
                if column.mixed
                else cell(document, labels, each, column, sheet)
                for column in columns_asked(document, sheet)
            ],
        )
        for each in kept
    ]


def _short_names(document: Document, labels: inputs.Labels, steps: Collection[Id]) -> dict[str, str]:
    """The names of steps by how the whole workbook calls them, where no other of these steps bears the name."""
    names = Counter(fold(document.name(key)) for key in steps)
    found = {labels.path(key): plain(document.name(key)) for key in steps}
    return {path: name for path, name in found.items() if names[fold(name)] == 1 and ";" not in name}


def _shortened(said: Cell, short: Mapping[str, str]) -> Cell:
    """Steps without their stream and map, as people call them."""
    return "; ".join(short.get(each, each) for each in said.split("; ")) if isinstance(said, str) else said


def streams_offered(document: Document, labels: inputs.Labels) -> dict[str, str]:
    """The streams that cells offer, where their names fit into a list."""
    names = [labels.one(each.id) or "" for each in document.streams]
    told = ",".join(names)
    fits = names and len(told) <= _LONGEST_LIST and not any(mark in name for name in names for mark in ',"')
    return {"Streams": f'"{safe_text(told)}"'} if fits else {}
