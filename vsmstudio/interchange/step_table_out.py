"""Maps as a step table (CSV): one row for each step, queue, start and end, in the columns that step tables are read in.

What such a table cannot hold, and so does not bring back:

- of people, their name where they have a role; of units, their side and parent; of services, all but their names and
  whether they are IT services (others come back as internal);
- flows of information, and of work flows all but who precedes whom, one share for each row that work from alternatives
  leads to, and their delay, which becomes a queue of its own; digits of shares beyond the fifteenth;
- the figures of stream and map (demand, convention, dates), maps without steps, and whatever belongs to no map;
- names that are blank or a dash, names of services that hold `;`, outer spaces, control characters, and the end of a text
  beyond 32,767 characters. Records of one kind and name are one; streams and maps of one name get a number.

Columns that no row needs are left out, but for those that everybody expects.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from vsmstudio.export.tables.inputs.labels import NO_NAME, fold, is_end, key_fold, plain
from vsmstudio.export.tables.inputs.written import per_cent, share_of, work_into
from vsmstudio.interchange.cells import TOTAL
from vsmstudio.interchange.table_reader import LONGEST_CELL
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Endpoint,
    EndpointRole,
    Flow,
    FlowKind,
    LinkKind,
    Map,
    Node,
    Person,
    Placement,
    Queue,
    Service,
    ServiceKind,
    Split,
    Step,
)  # fmt: skip

COLUMNS = (
    "Step", "Id", "Predecessors", "Stream", "Map", "State", "Kind", "PT", "LT", "Wait", "Quantity", "%C&A", "People", "Crew",
    "Availability", "Batch", "Performer", "Owner", "Owner unit", "VA", "Split", "Share", "Rework to", "Rework %", "Services",
    "Systems", "Notes",
)  # fmt: skip
MORE = (
    "Barriers",
    "Measured",
    "Judged by",
    "Ends here",
    "As documented",
    "As done",
    "Why",
    "Stands for",
    "Starts stream",
)
ON_THE_WAY = "On the way"
UNNAMED = "Unnamed step"
_RUNS = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets would run as a formula
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
_SHORTENED = "… (shortened)"
_THREE_PLACES = re.compile(r"(?<![\d.,])(\d{1,3}\.\d{3})(?![\d.,e])")
_TIMES = (("PT", "process_time"), ("LT", "lead_time"), ("Wait", "wait"))

Row = dict[str, str]


def write(document: Document, map_ids: Collection[Id] | None = None) -> bytes:
    """The step table of all maps, or of some: UTF-8 with a mark, commas, and no cell that a spreadsheet would run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    found = rows(document, map_ids)
    titles = (*COLUMNS, *(title for title in MORE if any(row.get(title) for row in found)))
    writer.writerow(titles)
    for row in found:
        writer.writerow([_cell(row.get(title, "")) for title in titles])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def rows(document: Document, map_ids: Collection[Id] | None = None) -> list[Row]:
    """The rows by title of column."""
    chosen = [each for each in _ordered(document) if map_ids is None or each.id in map_ids]
    document = _with_delays_as_queues(document, chosen)
    places = _places(document, chosen)
    found: list[Row] = []
    for each in chosen:
        nodes = _nodes(document, each)
        names, ids = _called(nodes)
        found += [{**places[each.id], **_row(document, node, names, ids)} for node in nodes]
    # a last row that is called Total would be taken for one
    return sorted(found, key=lambda row: not (TOTAL.fullmatch(row["Step"].rstrip(": ")) and not row["Predecessors"]))


def _with_delays_as_queues(document: Document, maps: Sequence[Map]) -> Document:
    """The document with a queue in each work flow that takes time on the way, as a table has no other place for it."""
    records = dict(document.records)
    for flow in [flow for each in maps for flow in document.flows(each.id)]:
        source, target = document.node(flow.source), document.node(flow.target)
        if flow.kind is not FlowKind.WORK or flow.delay is None:
            continue
        if is_end(source, EndpointRole.END) or is_end(target, EndpointRole.START):
            continue
        between = f"{flow.id}/way"
        records[between] = Queue(id=between, map=flow.map, name=ON_THE_WAY, wait=flow.delay)
        records[flow.id] = Flow(id=flow.id, map=flow.map, source=flow.source, target=between, share=flow.share)
        records[f"{between}/on"] = Flow(id=f"{between}/on", map=flow.map, source=between, target=flow.target)
        at, to = document.position(source.id), document.position(target.id)
        if at is not None and to is not None:
            records[f"{between}/at"] = Placement(id=f"{between}/at", node=between, x=(at[0] + to[0]) / 2, y=at[1])
    return Document(records)


def _ordered(document: Document) -> Iterable[Map]:
    for stream in document.streams:
        yield from (each for each in document.maps if each.stream == stream.id)


def _nodes(document: Document, drawn: Map) -> list[Node]:
    """The nodes of a map: starts, then as people read them, then ends."""
    nodes = sorted(document.nodes(drawn.id), key=document.reading)
    side = {EndpointRole.START: 0, EndpointRole.END: 2}
    return sorted(nodes, key=lambda node: side[node.role] if isinstance(node, Endpoint) else 1)


def _places(document: Document, maps: Sequence[Map]) -> Mapping[Id, Row]:
    """Stream, map and state of each map, no two alike."""
    streams: dict[str, str] = {}
    taken: set[str] = set()
    for each in maps:
        if each.stream not in streams:
            name = _name(document.name(each.stream)) or "Value stream"
            streams[each.stream] = _free(name, taken)
    found: dict[Id, Row] = {}
    held: set[tuple[str, str]] = set()
    for each in maps:
        state = each.state.value
        name = _name(each.name) or f"{state.capitalize()} state"
        names = {called for stream, called in held if stream == each.stream}
        called = _free(name, names)
        held |= {(each.stream, called) for called in names}
        found[each.id] = {"Stream": streams[each.stream], "Map": called, "State": state}
    return found


def _free(name: str, taken: set[str]) -> str:
    """The name, or with the first number with which nobody bears it."""
    found, count = name, 1
    while found.casefold() in taken:
        count += 1
        found = f"{name} ({count})"
    taken.add(found.casefold())
    return found


def _called(nodes: Sequence[Node]) -> tuple[Mapping[Id, str], Mapping[Id, str]]:
    """What other rows call each node, and the ids that stand in their own rows."""
    keys = Counter(key_fold(node.key) for node in nodes)
    names = Counter(fold(_node_name(node)) for node in nodes if not is_end(node, EndpointRole.END))
    ids: dict[Id, str] = {}
    called: dict[Id, str] = {}
    count = 0
    for node in nodes:
        key, name = _name(node.key), _node_name(node)
        if key and _is_word(key) and keys[key_fold(key)] == 1:
            ids[node.id] = called[node.id] = key
        elif (
            _is_word(name)
            and names[fold(name)] == 1
            and key_fold(name) not in keys
            and not is_end(node, EndpointRole.END)
        ):
            called[node.id] = name
        else:
            count += 1
            while f"#{count}" in keys:
                count += 1
            ids[node.id] = called[node.id] = f"#{count}"
    return called, ids


def _is_word(text: str) -> bool:
    return text.casefold() not in NO_NAME and not any(mark in text for mark in ";,'")


def _node_name(node: Node) -> str:
    return _name(node.name) or (UNNAMED if isinstance(node, Step) else "")


def _row(document: Document, node: Node, called: Mapping[Id, str], ids: Mapping[Id, str]) -> Row:
    kind = node.role.value if isinstance(node, Endpoint) else node.type
    before = [] if kind == "start" else work_into(document, node)
    sources = [flow.source for flow in before if not is_end(document.node(flow.source), EndpointRole.END)]
    row = {
        "Step": _node_name(node),
        "Id": ids.get(node.id, ""),
        "Predecessors": "; ".join(sorted(called[each] for each in sources)),
        "Kind": "" if kind == "step" else kind,
        "Split": node.split.value if node.split is Split.ONE else "",
        "Share": _per_cent(share_of(document, node)) if kind != "start" else "",
        "Notes": node.notes,
        "Measured": "; ".join(title for title, field in _TIMES if _is_measured(getattr(node, field, None))),
    }
    if isinstance(node, Step):
        return row | _step(document, node, called)
    if isinstance(node, Queue):
        return row | {"Wait": _duration(node.wait), "Quantity": _number(node.quantity)}
    return row | {
        "Performer": _record_name(document, node.unit),
        "Stands for": node.kind.value,
        "Starts stream": _record_name(document, node.starts),
    }


def _is_measured(value: object) -> bool:
    return isinstance(value, Duration) and value.measured


def _step(document: Document, step: Step, called: Mapping[Id, str]) -> Row:
    rework = sorted(document.rework_from(step.id), key=lambda flow: called[flow.target])
    owner = document.of(Person, step.owner)
    services = _services(document, step)
    return {
        "PT": _duration(step.process_time),
        "LT": _duration(step.lead_time),
        "Wait": _duration(step.wait),
        "%C&A": _per_cent(step.ca),
        "People": _number(step.people),
        "Crew": _number(step.crew),
        "Availability": _per_cent(step.availability),
        "Batch": _number(step.batch),
        "Performer": _record_name(document, step.performer),
        "Owner": _owner(owner) if owner else "",
        "Owner unit": _record_name(document, owner.unit) if owner and _owner(owner) else "",
        "VA": step.value_class.value if step.value_class else "",
        "Rework to": "; ".join(called[flow.target] for flow in rework),
        "Rework %": _chances([flow.probability for flow in rework]),
        "Services": _listed(each for each in services if each.kind is not ServiceKind.IT),
        "Systems": _listed(each for each in services if each.kind is ServiceKind.IT),
        "Barriers": step.barriers,
        "Judged by": _record_name(document, step.judge),
        "Ends here": "yes" if step.ends_here else "",
        "As documented": step.as_documented,
        "As done": step.as_done,
        "Why": step.why,
    }


def _chances(chances: Sequence[float | None]) -> str:
    """How often rework goes back, in per cent; a dash where that is not known of one among others."""
    if all(each is None for each in chances):
        return ""
    return "; ".join("-" if each is None else _of_hundred(each) for each in chances)


def _services(document: Document, step: Step) -> list[Service]:
    links = document.links_to(step.id, LinkKind.UNDERPINS)
    found = [each for link in links if (each := document.of(Service, link.source)) is not None]
    return sorted(
        (each for each in found if _name(each.name) and ";" not in each.name), key=lambda each: (each.name, each.id)
    )


def _listed(services: Iterable[Service]) -> str:
    return "; ".join(sorted({_name(each.name) for each in services}))


def _owner(person: Person) -> str:
    name = _name(person.role) or _name(person.name)
    if not person.vacant:
        return name
    post = name.rstrip(", ")
    return f"{post} (vacant)" if fold(post) not in {"", "vacant"} else "Vacant"  # a post of which nothing is known


def _record_name(document: Document, key: Id | None) -> str:
    return _name(getattr(document.get(key), "name", ""))


def _name(text: str) -> str:
    """A name on one line; blank where a table would take it for none."""
    name = plain(_FORBIDDEN.sub("", text))
    return "" if name in NO_NAME else name


def _duration(duration: Duration | None) -> str:
    return "" if duration is None else _not_thousands(duration.text)


def _number(value: float | None) -> str:
    return "" if value is None else _not_thousands(str(int(value)) if value == int(value) else repr(float(value)))


def _per_cent(share: float | None) -> str:
    return "" if share is None else f"{_of_hundred(share)}%"


def _of_hundred(share: float) -> str:
    return _not_thousands(per_cent(float(f"{share:.15g}")))


def _not_thousands(text: str) -> str:
    """Figures with three decimals get a fourth, as 1.125 is more than a thousand where thousands have points."""
    return _THREE_PLACES.sub(r"\g<1>0", text)


def _cell(text: str) -> str:
    """A text that no spreadsheet runs, of characters that every program reads, and not too long."""
    text = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if text.startswith(_RUNS):
        text = "'" + text
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(_SHORTENED)] + _SHORTENED
