"""Every rule in plain words: what it checks, how severe it is, where it comes from, and which settings move it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vsmstudio.analysis.findings.stages import Stage

MO = "Martin & Osterling, Value Stream Mapping"
RS = "Rother & Shook, Learning to See"
DT = "Tedder, essays on service management"
ITIL = "ITIL 4"
OWN = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the findings.

    `title` names what is wrong, `checks` says when it is raised, `severities` are those that it can have (worst first),
    `source` is whose idea it is (blank: plain consistency of the model), `settings` are the engagement's fields that
    it is measured by, and `stage` is the part of the work in which it begins to matter.
    """

    id: str
    title: str
    checks: str
    severities: tuple[str, ...]
    source: str = OWN
    settings: tuple[str, ...] = ()
    stage: Stage = Stage.MAP

    @property
    def family(self) -> str:
        """`owner`, `flow`, ..."""
        return self.id.partition(".")[0]


_C, _H, _M, _L = ("critical",), ("high",), ("medium",), ("low",)

_ALL = (
    Rule("owner.stream-missing", "Stream without owner", "A value stream has no owner.", _C, DT),
    Rule(
        "owner.stream-in-it", "Stream owned in IT",
        "A stream with an external customer is owned on the IT side.", _H, DT,
    ),
    Rule(
        "owner.stream-outside", "Stream owned outside",
        "A stream's owner is on the supplier or the customer side.", _H, DT,
    ),
    Rule("owner.service-missing", "Service without owner", "A service that is not retired has no owner.", _H, DT),
    Rule(
        "owner.service-misplaced", "Service owned in the wrong place",
        "A service with an external customer is owned on the IT or the supplier side. Proposed is the owner of the stream "
        "that it supports most, where that owner is in the business.", _H, DT,
    ),
    Rule(
        "owner.service-not-stream-owner", "Service and stream owned by two",
        "A customer-facing service serves one stream, and the two have different owners.", _M, DT,
    ),
    Rule(
        "owner.it-service-outside-it", "IT service owned outside IT",
        "An IT service with internal customers only is owned in the business (medium) or at a supplier (high).",
        ("high", "medium"), DT,
    ),
    Rule(
        "owner.step-missing", "Step without owner",
        "A step has no accountable owner: high on the critical path, else medium.", ("high", "medium"), MO,
    ),
    Rule(
        "owner.gap-on-path", "Gap in accountability",
        "Two or more adjoining steps on a critical path have no accountable owner. It stands for those of its steps.", _H, MO,
    ),
    Rule("owner.vacant", "Vacant owner", "A stream, step or service is owned by a place that is marked vacant.", _M, DT),
    Rule(
        "owner.overloaded", "One owner of many streams", "One person owns more streams than one person can.", _L, DT,
        ("streams_per_owner",),
    ),
    Rule(
        "scope.not-end-to-end", "Not end to end",
        "A current map does not start and end at a customer, or all work on it is done by IT or suppliers.", _M, DT,
    ),
    Rule(
        "handoff.dead-end", "Dead end", "Where the map has an end: a step has no way onward and is not meant to end.", _H, MO,
    ),
    Rule("handoff.unreachable", "Not reached", "Where the map has a start: nothing leads to a step.", _H, MO),
    Rule("handoff.loop", "Loop of work", "Ordinary work flows lead back to where they came from.", _C),
    Rule(
        "handoff.unagreed", "Nothing agreed",
        "Work passes between two units, and they said that nothing is agreed; once for each pair of units on a map.", _M, MO,
    ),
    Rule(
        "handoff.poor-quality", "Poor quality handed over",
        "%C&A at a handoff is under the threshold; high under the floor.", ("high", "medium"), MO,
        ("quality_threshold", "quality_floor"),
    ),
    Rule(
        "handoff.ping-pong", "There and straight back",
        "Work returns to a unit after just one other unit; once for each pair of units on a map.", _L, MO,
    ),
    Rule(
        "flow.bottleneck", "Bottleneck",
        "Utilisation of a step, or the load of a unit over all current maps, is over the threshold; critical over 100 %.",
        ("critical", "medium"), RS, ("bottleneck_threshold",),
    ),
    Rule(
        "flow.longest-wait", "One long wait",
        "One wait on a critical path (of a step, in a queue or on the way) takes more than the threshold share of lead time.",
        _M, RS, ("longest_wait",),
    ),
    Rule(
        "flow.waste", "No value added",
        "Steps on the critical path add no value: summed once for each map; those that are necessary all the same apart.",
        _M, MO,
    ),
    Rule("flow.drift", "Done otherwise than documented", "What is documented of a step and what is done differ.", _L, DT),
    Rule("data.missing", "Blank", "A figure is blank; once for each map and figure.", _L),
    Rule("data.lt-below-pt", "Lead time under processing time", "A step's lead time is under its processing time.", _M, MO),
    Rule(
        "data.shares", "Shares that do not add up",
        "Shares of alternatives do not add up to 100 %, shares of money are over it, or rework from one step reaches it.", _M,
    ),
    Rule(
        "data.wait-twice", "Wait counted twice",
        "In the service convention a queue has a typed wait in front of a step whose lead time holds that wait.", _L, MO,
    ),
    Rule("data.service-type", "Type and customers contradict", "The type of a service contradicts its customers.", _M, DT),
    Rule(
        "service.unlinked", "Service that supports no stream",
        "A service in the catalogue supports no stream, directly or through services that rest on it.", _M, DT,
    ),
    Rule(
        "service.single-point", "Single point of failure",
        "A service linked with high criticality under a step on a critical path has no fallback (high), or none on record "
        "(medium).", ("high", "medium"), ITIL, stage=Stage.READINESS,
    ),
    Rule(
        "service.retired-in-use", "Used, but not in the catalogue",
        "A map relies on a retired service, or a current map on one in the pipeline; directly or through others.", _H, ITIL,
    ),
    Rule(
        "service.cost-incomplete", "Costs incomplete",
        "The costs of a service that is not retired name development only, or nothing at all.", _M, DT, stage=Stage.MONEY,
    ),
    Rule(
        "service.vendor-twice", "Vendor cost counted twice",
        "A service has vendor costs of its own, and running contracts that cover it.", _L, stage=Stage.MONEY,
    ),
    Rule(
        "service.no-outcome", "Service without outcome",
        "A service that is not retired names no outcome: it is described as a thing.", _M, DT, stage=Stage.OUTCOMES,
    ),
    Rule(
        "service.readiness", "Not ready",
        "A service in use has a gap in its readiness (high under a critical step), or was not reviewed lately.",
        ("high", "medium"), DT, ("review_months",), Stage.READINESS,
    ),
    Rule("service.dependency-loop", "Services in a ring", "Services rest on each other in a ring.", _M, ITIL),
    Rule(
        "contract.expiring", "Contract that ends",
        "A contract under a service in use has ended (high), or ends soon (medium).", ("high", "medium"), DT,
        ("expiring_days",), Stage.MONEY,
    ),
    Rule(
        "contract.missing", "Supplier without contract",
        "A supplier provides a service that is not retired, and no contract for it is recorded.", _M, DT, stage=Stage.MONEY,
    ),
    Rule(
        "value.undefined", "Value not defined",
        "The engagement has no agreed definition of value, or a stream names no outcome.", _H, DT, stage=Stage.VALUE,
    ),
    Rule("value.no-customer", "Stream without customer", "A stream names no customer.", _H, DT, stage=Stage.VALUE),
    Rule(
        "value.cost-only", "Only cost is measured", "All value measures of a stream are about cost.", _M, DT,
        stage=Stage.VALUE,
    ),
    Rule(
        "value.outputs-only", "Outputs, no outcome", "A stream measures outputs, and no outcome.", _M, DT, stage=Stage.VALUE,
    ),
    Rule(
        "value.no-experience", "Experience not measured",
        "No value measure of a stream is about experience, and nobody rated a step of its current map.", _M, DT,
        stage=Stage.VALUE,
    ),
    Rule(
        "experience.poor", "Poor experience", "Customers, users or employees rate a step of a current map 2 or lower.", _M, DT,
        stage=Stage.EXPERIENCE,
    ),
    Rule(
        "stakeholder.it-only", "Not everybody mapped it",
        "Everyone at the mapping workshops of a stream was from IT, or a unit that performs steps was not represented. "
        "Not asked before the first workshop whose attendance is written down.", _M, DT, stage=Stage.PEOPLE,
    ),
    Rule(
        "improve.none", "No improvement", "A stream has findings that are high or critical, and no improvement.", _L, DT,
        stage=Stage.PLAN,
    ),
    Rule(
        "improve.overdue", "Improvement overdue", "The due date of an improvement that is open or running has passed.", _M, DT,
        stage=Stage.PLAN,
    ),
    Rule(
        "improve.unowned", "Improvement without owner", "An improvement that is open or running has no owner.", _M, MO,
        stage=Stage.PLAN,
    ),
    Rule(
        "improve.off-path", "Gain off the path",
        "An improvement claims lead time, and every step that it changes has slack: the stream gets no faster.", _L, MO,
        stage=Stage.PLAN,
    ),
    Rule(
        "improve.unlinked", "Improves no stream", "An improvement that is open or running touches no stream.", _L, DT,
        stage=Stage.PLAN,
    ),
    Rule(
        "improve.not-audited", "Not kept up",
        "In the 12 months before the as-of date: no value agreement, no mapping with business and IT, no audit, or no "
        "improvement done; each its own.", _M, DT, stage=Stage.PLAN,
    ),
)  # fmt: skip

RULES: Mapping[str, Rule] = {each.id: each for each in _ALL}
