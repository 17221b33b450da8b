"""What the analysis answers: frozen results that every view shows. Times are working minutes, ratios 0..1, None unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, NamedTuple

from vsmstudio.analysis.capacity_results import Capacity, UnitLoad
from vsmstudio.analysis.dependencies import Dependencies
from vsmstudio.analysis.money_results import Chains, Money
from vsmstudio.analysis.simulation_result import Simulation
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Acceptance


class Severity(IntEnum):
    """How much a finding matters; sorts from critical to low."""

    CRITICAL = 0
    HIGH = 1
    MEDIUM = 2
    LOW = 3

    @property
    def word(self) -> str:
        return self.name.lower()


class NodeTimes(NamedTuple):
    """One node against the headline lead time; `latest_start` and `slack` are None off every counting path."""

    earliest_start: float
    latest_start: float | None
    slack: float | None
    critical: bool
    near_critical: bool


class PathPart(NamedTuple):
    """One node on the timeline critical path, endpoints included.

    `adds` is what it adds to lead time by the map's convention (None where nothing is known of it); `delay` is the delay of the
    flow that led to it; `process_time` is its PT (None where blank, and for queues and endpoints).
    """

    node: Id
    adds: float | None
    process_time: float | None
    delay: float = 0.0


class Scenario(NamedTuple):
    """One choice at every split to one of several: how likely, how long, and the nodes along it (endpoints left out)."""

    probability: float
    lead_time: float
    path: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one map, as DOMAIN section 5 defines them.

    With alternatives `lead_time` is the longest that can happen, `lead_time_probability` how likely it is, and
    `most_likely_lead_time` that of the most likely scenario; without any these are 1 and the lead time itself.

    `bottleneck` is the step of the highest utilisation; labour is of all steps, its cost in the engagement's currency.
    """

    lead_time: float | None = None
    process_time: float | None = None
    activity_ratio: float | None = None
    va_ratio: float | None = None
    rolled_ca: float | None = None
    total_process_time: float | None = None
    takt: float | None = None
    work_in_process: float | None = None
    handoffs: int = 0
    handoffs_on_path: int = 0
    steps: int = 0
    owner_coverage: float | None = None
    expected_lead_time: float | None = None
    expected_lead_time_with_rework: float | None = None
    lead_time_probability: float | None = None
    most_likely_lead_time: float | None = None
    bottleneck: Id | None = None
    labour_hours_per_year: float | None = None
    fte: float | None = None
    labour_cost_per_year: float | None = None
    cost_per_unit: float | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """(known, of how many) steps: on the path for process and lead time, all steps for the others."""

    process_time: tuple[int, int] = (0, 0)
    lead_time: tuple[int, int] = (0, 0)
    ca: tuple[int, int] = (0, 0)
    total_process_time: tuple[int, int] = (0, 0)
    utilisation: tuple[int, int] = (0, 0)
    labour_hours_per_year: tuple[int, int] = (0, 0)
    labour_cost_per_year: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Gap:
    """A run of adjoining steps on the critical path that nobody is accountable for (a run of one is a single step)."""

    steps: tuple[Id, ...]
    minutes: float
    share: float


@dataclass(frozen=True, slots=True)
class MapAnalysis:
    """Everything that is computed of one map.

    `critical_paths` and the scenarios' paths leave endpoints out; up to 100 critical paths are listed, all are counted.
    `scenarios` begin with the most likely; `scenario_count` says how many there are, `seed` by which some were sampled
    (None: all figures are exact). `minutes_by_step` is how much of the path's lead time belongs to each step along it.

    `path` is the first critical path with all it adds; `critical_nodes` and `critical_flows` are of every critical path;
    `numbers` are the step numbers that people read (`1`, `2`, `3a`, `3b`); `loops` are the rings of ordinary work flows,
    node ids each, and `left_out` the flows that were ignored to break them; `notes` are sentences on how to read the figures
    (a rework loop that lies beside the path, scenarios that were sampled, ...).
    """

    map: Id
    figures: Figures
    coverage: Coverage
    nodes: Mapping[Id, NodeTimes]
    path: tuple[PathPart, ...]
    critical_nodes: frozenset[Id]
    critical_flows: frozenset[Id]
    critical_paths: tuple[tuple[Id, ...], ...]
    critical_path_count: int
    scenarios: tuple[Scenario, ...]
    numbers: Mapping[Id, str]
    gaps: tuple[Gap, ...] = ()
    loops: tuple[tuple[Id, ...], ...] = ()
    left_out: frozenset[Id] = frozenset()
    notes: tuple[str, ...] = ()
    scenario_count: int = 0
    seed: int | None = None
    minutes_by_step: Mapping[Id, float] = field(default_factory=dict)
    capacity: Capacity = field(default_factory=Capacity)

    @property
    def worst(self) -> Scenario | None:
        """The longest of the listed scenarios, of several the most likely; its length is the headline. None without any."""
        return max(self.scenarios, key=lambda each: (round(each.lead_time, 6), each.probability), default=None)

    @property
    def most_likely(self) -> Scenario | None:
        """The scenario that comes about most often, of several the longest. None where no path counts."""
        return self.scenarios[0] if self.scenarios else None

    def scenarios_of(self, node: Id) -> tuple[int, ...]:
        """Which of the listed scenarios' paths a node lies on, as places in `scenarios`."""
        return tuple(at for at, each in enumerate(self.scenarios) if node in each.path)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or missing: the rule, how much it matters, the evidence in numbers, and what to do.

    `map` and `stream` are ids, blank where the finding is not about one; `share` (of lead time, 0..1) ranks within a severity;
    `part_of` names the finding (its `key`) that absorbed this one; `future` marks findings of future maps, listed apart.
    `aspect` tells findings of one rule and subject apart (which figure is blank, which pair of units).
    `money` is what it is about a year, in the engagement's currency, and ranks after `share`. `accepted` is what the room said
    when it decided to live with it; `lapsed` is an acceptance that no longer holds, as the severity rose or its date passed.
    """

    rule: str
    severity: Severity
    subject: Id
    message: str
    recommendation: str
    map: Id = ""
    stream: Id = ""
    share: float = 0.0
    evidence: Mapping[str, Any] = field(default_factory=dict)
    part_of: str | None = None
    future: bool = False
    aspect: str = ""
    money: float = 0.0
    accepted: Acceptance | None = None
    lapsed: Acceptance | None = None

    @property
    def key(self) -> str:
        """The same finding has the same key in every analysis."""
        key = f"{self.rule}:{self.subject}:{self.map}"
        return f"{key}:{self.aspect}" if self.aspect else key


@dataclass(frozen=True, slots=True)
class ServiceUse:
    """Where one service is used (current maps): the streams that it reaches, and those whose critical path rests on it.

    Both count what services resting on it reach; `directly` are the streams that it underpins itself.
    """

    service: Id
    streams: tuple[Id, ...]
    on_critical_path_of: tuple[Id, ...]
    directly: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """The whole document analysed.

    `findings` are open and ranked; they hold neither those that others absorbed (`absorbed`) nor those that the room
    accepted (`accepted`, ranked too), which count no more.

    `units` are those that perform steps of current maps.

    `simulations` are by map; they take their time, so `simulation.with_simulations` adds them where they are wanted.

    `known` is what the next analysis may take over (`known.Known`), no result.

    `service_shares` are by map, then by service: the part (0..1) of its lead time in steps that rest on it.
    """

    maps: Mapping[Id, MapAnalysis]
    services: Mapping[Id, ServiceUse]
    findings: tuple[Finding, ...]
    absorbed: tuple[Finding, ...] = ()
    accepted: tuple[Finding, ...] = ()
    simulations: Mapping[Id, Simulation] = field(default_factory=dict)
    units: Mapping[Id, UnitLoad] = field(default_factory=dict)
    dependencies: Dependencies = field(default_factory=Dependencies)
    money: Money = field(default_factory=Money)
    service_shares: Mapping[Id, Mapping[Id, float]] = field(default_factory=dict)
    known: Any = field(default=None, compare=False, repr=False)
    chains: Chains = field(default_factory=Chains)

    def about(self, key: Id) -> tuple[Finding, ...]:
        """Open findings, absorbed ones too, whose subject is this record."""
        return tuple(each for each in self.findings + self.absorbed if each.subject == key and each.accepted is None)
