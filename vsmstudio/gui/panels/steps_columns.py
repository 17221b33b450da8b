"""The columns of the steps table: what a cell shows, and what a typed text does to the document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vsmstudio.export.tables.words import percent
from vsmstudio.gui.panels import deeds, reference
from vsmstudio.gui.panels.reading import plain_number, plain_percent, read_number, read_percent
from vsmstudio.model.document import Change, Document
from vsmstudio.model.durations import Duration, number, parse, typed
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, Node, Queue, Split, Step, ValueClass

Read = Callable[[Document, Node, str], Any]


@dataclass(frozen=True)
class Column:
    """One column. `text` is what can be typed again, `shown` what the cell shows; `read` raises `ValueError`."""

    field: str
    title: str
    meaning: str
    width: int
    text: Callable[[Document, Node], str]
    read: Read
    shown: Callable[[Document, Node], str] | None = None
    right: bool = False
    queues: bool = False
    offers: Callable[[Document], list[str]] | None = None
    kind: str = ""
    computed: bool = False  # shown by the table from the analysis, and never typed


def _name(field: str) -> Callable[[Document, Node], str]:
    return lambda document, node: document.name(getattr(node, field))


def _reader(options: Callable[[Document], list[reference.Option]], what: str, field: str) -> Read:
    return lambda document, node, text: reference.read_name(text, options(document), what, getattr(node, field))


def _duration(field: str, title: str, meaning: str, queues: bool = False) -> Column:
    def text(document: Document, node: Node) -> str:
        value: Duration | None = getattr(node, field)
        return typed(value) if value else ""

    def read(document: Document, node: Node, said: str) -> Duration | None:
        value: Duration | None = getattr(node, field)
        return parse(said, value.measured if value else False)

    def shown(document: Document, node: Node) -> str:
        if field == "wait" and isinstance(node, Queue) and node.wait is None and node.quantity is not None:
            return f"{number(node.quantity)} waiting"
        return typed(getattr(node, field))

    return Column(field, title, meaning, 76 if queues else 72, text, read, shown, right=True, queues=queues)


_CLASSES = {
    "va": ValueClass.VA, "value adding": ValueClass.VA,
    "nnva": ValueClass.NNVA, "bva": ValueClass.NNVA, "necessary": ValueClass.NNVA,
    "nva": ValueClass.NVA, "waste": ValueClass.NVA,
}  # fmt: skip


def _read_class(document: Document, node: Node, text: str) -> ValueClass | None:
    if not text.strip():
        return None
    if (found := _CLASSES.get(text.strip().casefold())) is None:
        raise ValueError("Type VA (value adding), NNVA (necessary, not value adding) or NVA (not value adding).")
    return found


def _read_split(document: Document, node: Node, text: str) -> Split:
    word = text.strip().casefold()
    if word not in {"", "all", "one"}:
        raise ValueError("Type all (work goes on to all of the next) or one (to one of them).")
    return Split(word or "all")


def _services(document: Document, node: Node) -> str:
    names = {document.name(link.source) for link in document.links_to(node.id, LinkKind.UNDERPINS)}
    return "; ".join(sorted(names))


def _read_name(document: Document, node: Node, text: str) -> str:
    if not (name := " ".join(text.split())) and isinstance(node, Step):
        raise ValueError("A step needs a name. Type one, or press Esc.")
    return name


CRITICALITY = "criticality"

COLUMNS: tuple[Column, ...] = (
    Column("name", "Step or queue", "Its name", 180, lambda d, n: n.name, _read_name,
           lambda d, n: n.name or ("Queue" if isinstance(n, Queue) else "Unnamed step"), queues=True),
    Column("performer", "Performer", "The unit that does the work", 120, _name("performer"),
           _reader(reference.units, "units", "performer"), offers=lambda d: [each.name for each in d.units], kind="unit"),
    Column("owner", "Accountable owner", "The person who is accountable", 158, _name("owner"),
           _reader(reference.people, "people", "owner"), offers=lambda d: [each.label for each in d.people], kind="person"),
    _duration("process_time", "PT", "Processing time of one item"),
    _duration("lead_time", "LT", "Lead time: the wait in front of the step and its processing time"),
    _duration("wait", "Wait", "Wait in front of the step, or in the queue", queues=True),
    Column("ca", "%C&A", "How often the work arrives complete and accurate", 60,
           lambda d, n: plain_percent(getattr(n, "ca", None)), lambda d, n, text: read_percent(text),
           lambda d, n: percent(getattr(n, "ca", None)), right=True),
    Column("people", "People", "How many people do this work", 56, lambda d, n: plain_number(getattr(n, "people", None)),
           lambda d, n, text: read_number(text), lambda d, n: plain_number(getattr(n, "people", None)) or "–", right=True),
    Column("value_class", "Value", "VA: value adding, NNVA: necessary, NVA: not value adding", 60,
           lambda d, n: n.value_class.value if isinstance(n, Step) and n.value_class else "", _read_class,
           offers=lambda d: ["VA", "NNVA", "NVA"]),
    Column("split", "Goes to", "Work goes on to all of the next, or to one of them", 60, lambda d, n: n.split.value, _read_split,
           queues=True, offers=lambda d: ["all", "one"]),
    Column(CRITICALITY, "Criticality index", "How often it is critical when ranges are drawn: the share of the runs", 104,
           lambda d, n: "", lambda d, n, text: None, right=True, computed=True),
    Column("services", "Services", "Services that underpin the step, with ; between them", 120, _services,
           lambda d, n, text: [part.strip() for part in text.split(";") if part.strip()],
           offers=lambda d: [each.name for each in d.services]),
)  # fmt: skip


def change_of(document: Document, column: Column, key: Id, text: str) -> Change:
    """What typing `text` into a cell does. Raises `ValueError` or `Refused` with a sentence."""
    if column.computed:
        return Change("", {})
    node = document.node(key)
    value = column.read(document, node, text)
    if column.field == "services":
        return deeds.set_services(document, key, value)
    if value == getattr(node, column.field):
        return Change("", {})
    return deeds.set_field(document, [key], column.field, value, column.kind, column.title)


def cleared(document: Document, cells: list[tuple[Id, Column]]) -> Change:
    """Blank some cells as one change. Names stay, for a step without a name is no step."""
    change = Change("Clear cells", {})
    for key, column in cells:
        grown = document.apply(change)
        node = grown.node(key)
        if column.field == "name" or not takes(column, node):
            continue
        if column.field == "services":
            part = deeds.set_services(grown, key, [])
        else:
            blank: Any = Split.ALL if column.field == "split" else None
            part = deeds.set_field(grown, [key], column.field, blank)
        change = change.then(part, "Clear cells")
    return change


def takes(column: Column, node: Node) -> bool:
    """Can this column be filled in for the node?"""
    return not column.computed and (column.queues or isinstance(node, Step))
