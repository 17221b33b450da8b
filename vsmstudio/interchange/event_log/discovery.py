"""What an event log says about the stream: its variants, steps with their times, and the ways between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vsmstudio.interchange.event_log.flows import Way
from vsmstudio.interchange.event_log.spread import Spread
from vsmstudio.interchange.event_log.variants import Variants
from vsmstudio.interchange.log_choices import LogSettings


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity in the kept cases. Times are minutes by the chosen clock.

    `executions` in `cases`; `visits` count executions that follow one another at once as one. `process` is from start to
    completion, without suspensions; `wait` from the completion of what the case did before to the start; `lead` both.
    Where the log has one time stamp only, `process` and `wait` are unknown and `lead` is the time since what the case did
    before (of states: until what it did after). `visit_process` and `visit_lead` are the same of a visit. `open`: share of
    executions of which no time is known, as they begin their case (of states: end it); they count as 0. `once`: share of
    the cases in which it was done once, without repeat. `repeated`: share of executions that follow themselves at once;
    `returns`: share of visits after which work went back to an earlier step. `performer` did `performer_share` of the
    executions; `people` different resources did it.
    """

    name: str
    executions: int
    cases: int
    visits: int
    process: Spread | None
    wait: Spread | None
    lead: Spread | None
    visit_process: Spread | None
    visit_lead: Spread | None
    open: float
    once: float
    repeated: float
    returns: float
    performer: str = ""
    performer_share: float = 0.0
    people: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Discovery:
    """What was found. `steps` are in the map's order; `work` and `rework` name them by their places there.

    `events`, `cases` and `activities` count all of the log, `lead_time` is that of all its cases, `kept_lead_time` of the
    cases of the first `kept` variants, from the first start to the last completion. `left_out` are activities of kept
    cases that fewer cases pass than others, and that became no steps. `overlap` is the share of executions that began
    before the case's execution before was completed. `demand` is cases per week that arrive.
    """

    name: str
    settings: LogSettings
    events: int
    cases: int
    activities: int
    first: np.datetime64
    last: np.datetime64
    variants: Variants
    kept: int
    kept_cases: int
    steps: tuple[Activity, ...]
    work: tuple[Way, ...]
    rework: tuple[Way, ...]
    lead_time: Spread
    kept_lead_time: Spread
    left_out: tuple[str, ...] = ()
    out_of_order: float = 0.0
    overlap: float = 0.0
    demand: float | None = None
    timed: bool = False
    states: bool = False
    notes: tuple[str, ...] = ()

    @property
    def kept_share(self) -> float:
        """The share of all cases that the map stands for."""
        return self.kept_cases / self.cases

    @property
    def undrawn(self) -> float:
        """The share of all moves of work that goes along ways that are not drawn."""
        total = sum(way.count for way in self.work)
        return sum(way.count for way in self.work if not way.drawn) / total if total else 0.0
