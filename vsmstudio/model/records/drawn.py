"""What is drawn: maps with their steps, queues, ends and connections, notes, and where all of it stands."""

from __future__ import annotations

import math
from datetime import date

from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import HomeId, MapId, NodeId, PersonId, PlacedId, StreamId, UnitId
from vsmstudio.model.records.base import Record, guard
from vsmstudio.model.records.kinds import (
    Convention,
    EndpointKind,
    EndpointRole,
    FlowKind,
    FlowMode,
    Handoff,
    MapState,
    Medium,
    NoteKind,
    Split,
    ValueClass,
)


class Map(Record, tag="map", frozen=True, kw_only=True):
    """One state of one stream: current, with a date, or a named future; and the convention that makes its lead time.

    `lanes`: it shows swimlanes, one for each unit that performs steps.
    """

    stream: StreamId
    name: str = "Current state"
    state: MapState = MapState.CURRENT
    date: date | None = None
    convention: Convention = Convention.SERVICE
    order: float = 0.0
    lanes: bool = False

    def __post_init__(self) -> None:
        guard(self, finite=("order",))


class Step(Record, tag="step", frozen=True, kw_only=True):
    """Work that a unit does on an item: times, quality, and who is accountable.

    `ca` is %C&A as a share (0..1), judged by the receiver `judge`; `people` do this work, taking turns; `crew` work on one
    item at once (1 unless set); `availability` is the share of their time (100 % unless set); `key` is the id in the
    client's own table. `split` says whether work goes on to all successors or to one of them.
    """

    map: MapId
    name: str
    performer: UnitId | None = None
    owner: PersonId | None = None
    process_time: Duration | None = None
    lead_time: Duration | None = None
    wait: Duration | None = None
    ca: float | None = None
    judge: UnitId | None = None
    people: float | None = None
    crew: float | None = None
    availability: float | None = None
    batch: float | None = None
    value_class: ValueClass | None = None
    split: Split = Split.ALL
    ends_here: bool = False
    barriers: str = ""
    as_documented: str = ""
    as_done: str = ""
    why: str = ""
    notes: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        guard(self, positive=("crew", "batch"), zero_up=("people",), shares=("ca", "availability"))
        if self.availability == 0:
            raise ValueError("availability must be above 0 %")


class Queue(Record, tag="queue", frozen=True, kw_only=True):
    """Inventory or an in-box: a typed wait, or a quantity that waits."""

    map: MapId
    name: str = ""
    wait: Duration | None = None
    quantity: float | None = None
    split: Split = Split.ALL
    notes: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        guard(self, zero_up=("quantity",))


class Endpoint(Record, tag="endpoint", frozen=True, kw_only=True):
    """Where the stream starts or ends: a customer, a supplier or a trigger; `unit` where it is a known unit.

    `starts` is the stream that goes on from an end.
    """

    map: MapId
    name: str = ""
    kind: EndpointKind = EndpointKind.CUSTOMER
    role: EndpointRole = EndpointRole.START
    unit: UnitId | None = None
    starts: StreamId | None = None
    split: Split = Split.ALL
    notes: str = ""
    key: str = ""

    @property
    def word(self) -> str:
        """A start or end is called by what stands there."""
        return self.kind.value


Node = Step | Queue | Endpoint


class Flow(Record, tag="flow", frozen=True, kw_only=True):
    """Work, information or rework passing from one node of a map to another.

    `share` is the part (0..1) of the items that go this way where `source` splits to one of its successors; `delay` is
    working time on the way; `probability` is how often rework goes back (0..1, under 1). Work flows alone make lead time.
    The handoff says whether the two sides agreed on what is passed, when it is complete, and within what time.
    """

    map: MapId
    source: NodeId
    target: NodeId
    kind: FlowKind = FlowKind.WORK
    mode: FlowMode = FlowMode.PUSH
    medium: Medium | None = None
    delay: Duration | None = None
    share: float | None = None
    probability: float | None = None
    handoff: Handoff = Handoff.NOT_ASKED
    handoff_what: str = ""
    handoff_complete: str = ""
    handoff_within: Duration | None = None
    handoff_since: date | None = None

    def __post_init__(self) -> None:
        guard(self, shares=("share", "probability"))


class Note(Record, tag="note", frozen=True, kw_only=True):
    """What somebody wrote down while mapping: a free note, or a kaizen burst, which is an idea for improvement.

    It stands on a map, or waits in the parking lot of the whole engagement while `map` is blank. `about` is the node that
    it belongs to; it keeps standing where that node goes. `done` is ticked off.
    """

    map: HomeId | None = None
    kind: NoteKind = NoteKind.NOTE
    text: str = ""
    about: NodeId | None = None
    done: bool = False
    by: str = ""
    order: float = 0.0

    def __post_init__(self) -> None:
        guard(self, finite=("order",))

    @property
    def parked(self) -> bool:
        """Does it wait in the parking lot?"""
        return self.map is None

    @property
    def word(self) -> str:
        return self.kind.value


class Placement(Record, tag="placement", frozen=True, kw_only=True):
    """Where a node or note stands on its map: the upper left corner, in pixels at 100 %."""

    node: PlacedId
    x: float = 0.0
    y: float = 0.0

    def __post_init__(self) -> None:
        if not (math.isfinite(self.x) and math.isfinite(self.y)) or max(abs(self.x), abs(self.y)) > 1e7:
            raise ValueError("a position must be a plain number of pixels")
