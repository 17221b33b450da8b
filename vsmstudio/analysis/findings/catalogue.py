"""Every rule in plain words: what it checks, what to do, how severe it is, where it comes from, which settings move it."""

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

    `title` names what is wrong, `checks` says when it is raised, `remedy` what to do, in an instruction without its stop
    (findings say it with names and numbers where they can), `severities` are those that it can have (worst first), `source`
    is whose idea it is (blank: plain consistency of the model), `settings` are the engagement's fields that it is measured
    by, and `stage` is the part of the work in which it begins to matter.
    """

    id: str
    title: str
    checks: str
    remedy: str
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
    Rule(
        "owner.stream-missing", "Stream without owner",
        "A value stream has no owner.",
        "Name one person in the business who is accountable for what its customers get",
        _C, DT,
    ),
    Rule(
        "owner.stream-in-it", "Stream owned in IT",
        "A stream with an external customer is owned on the IT side.",
        "Name an owner on the business side: an external customer judges the outcome",
        _H, DT,
    ),
    Rule(
        "owner.stream-outside", "Stream owned outside",
        "A stream's owner is on the supplier or the customer side.",
        "Name an owner on the business side, inside the organisation",
        _H, DT,
    ),
    Rule(
        "owner.service-missing", "Service without owner",
        "A service that is not retired has no owner.",
        "Name one person who answers for what it gives those who use it; for an IT service somebody in IT",
        _H, DT,
    ),
    Rule(
        "owner.service-misplaced", "Service owned in the wrong place",
        "A service with an external customer is owned on the IT or the supplier side. Proposed is the owner "
        "of the stream that it supports most, where that owner is in the business.",
        "Propose the owner of the stream that it supports most; where that stream has none in the business, "
        "begin there",
        _H, DT,
    ),
    Rule(
        "owner.service-not-stream-owner", "Service and stream owned by two",
        "A customer-facing service serves one stream, and the two have different owners.",
        "Propose the owner of the stream that it serves",
        _M, DT,
    ),
    Rule(
        "owner.it-service-outside-it", "IT service owned outside IT",
        "An IT service with internal customers only is owned in the business (medium) or at a supplier (high).",
        "Name an owner in IT, who answers for what it provides inside the organisation",
        ("high", "medium"), DT,
    ),
    Rule(
        "owner.step-missing", "Step without owner",
        "A step has no accountable owner: high on the critical path, else medium.",
        "Name an owner; who owns the steps before and after is proposed",
        ("high", "medium"), MO,
    ),
    Rule(
        "owner.gap-on-path", "Gap in accountability",
        "Two or more adjoining steps on a critical path have no accountable owner. It stands for those of its steps.",
        "Name an owner for the whole run of steps, best one who owns a step before or after it",
        _H, MO,
    ),
    Rule(
        "owner.vacant", "Vacant owner",
        "A stream, step or service is owned by a place that is marked vacant.",
        "Fill the place, or name someone who answers for it until then",
        _M, DT,
    ),
    Rule(
        "owner.overloaded", "One owner of many streams",
        "One person owns more streams than one person can.",
        "Share the streams out among more people",
        _L, DT, ("streams_per_owner",),
    ),
    Rule(
        "scope.not-end-to-end", "Not end to end",
        "A current map does not start and end at a customer, or all work on it is done by IT or suppliers.",
        "Follow the work from the customer's request to what the customer gets, and map the steps of the business too",
        _M, DT,
    ),
    Rule(
        "handoff.dead-end", "Dead end",
        "Where the map has an end: a step has no way onward and is not meant to end.",
        "Connect it to the next step or to the end, or mark that work ends here",
        _H, MO,
    ),
    Rule(
        "handoff.unreachable", "Not reached",
        "Where the map has a start: nothing leads to a step.",
        "Connect it to the step before or to the start, or remove it",
        _H, MO,
    ),
    Rule(
        "handoff.loop", "Loop of work",
        "Ordinary work flows lead back to where they came from.",
        "Make the flow that leads back a rework flow, or remove it; figures leave it out until then",
        _C,
    ),
    Rule(
        "handoff.unagreed", "Nothing agreed",
        "Work passes between two units, and they said that nothing is agreed; once for each pair of units on a map.",
        "Agree what is passed, when it is complete, and within what time",
        _M, MO,
    ),
    Rule(
        "handoff.poor-quality", "Poor quality handed over",
        "%C&A at a handoff is under the threshold; high under the floor.",
        "Ask both sides what is missing, and agree it",
        ("high", "medium"), MO, ("quality_threshold", "quality_floor"),
    ),
    Rule(
        "handoff.ping-pong", "There and straight back",
        "Work returns to a unit after just one other unit; once for each pair of units on a map.",
        "Ask whether the one unit can do what the other does in between, or get it before the work begins",
        _L, MO,
    ),
    Rule(
        "flow.bottleneck", "Bottleneck",
        "Utilisation of a step, or the load of a unit over all current maps, is over the threshold; critical "
        "over 100 %.",
        "Take work off it before any other (rework, waiting for answers, what adds no value), or add people",
        ("critical", "medium"), RS, ("bottleneck_threshold",),
    ),
    Rule(
        "flow.longest-wait", "One long wait",
        "One wait on a critical path (of a step, in a queue or on the way) takes more than the threshold "
        "share of lead time.",
        "Ask what the work waits for: a batch, a decision, missing information or capacity; shorten this wait first",
        _M, RS, ("longest_wait",),
    ),
    Rule(
        "flow.waste", "No value added",
        "Steps on the critical path add no value: summed once for each map; those that are necessary all the "
        "same apart.",
        "Ask why it is done and who would miss it; leave out what nobody needs, and make shorter what is necessary",
        _M, MO,
    ),
    Rule(
        "flow.drift", "Done otherwise than documented",
        "What is documented of a step and what is done differ.",
        "Ask why it is done so; then bring document and work into line",
        _L, DT,
    ),
    Rule(
        "data.missing", "Blank",
        "A figure is blank; once for each map and figure.",
        "Ask those who do the work; the finding names the question for each figure",
        _L,
    ),
    Rule(
        "data.lt-below-pt", "Lead time under processing time",
        "A step's lead time is under its processing time.",
        "Check both figures: lead time holds processing time and all waiting",
        _M, MO,
    ),
    Rule(
        "data.shares", "Shares that do not add up",
        "Shares of alternatives do not add up to 100 %, shares of money are over it, or rework from one step "
        "reaches it.",
        "Correct the shares; until then those of alternatives and of money are scaled to 100 %",
        _M,
    ),
    Rule(
        "data.wait-twice", "Wait counted twice",
        "In the service convention a queue has a typed wait in front of a step whose lead time holds that wait.",
        "Clear the queue's wait, or leave it out of the lead time behind it",
        _L, MO,
    ),
    Rule(
        "data.service-type", "Type and customers contradict",
        "The type of a service contradicts its customers.",
        "Correct the type, or the customers",
        _M, DT,
    ),
    Rule(
        "service.unlinked", "Service that supports no stream",
        "A service in the catalogue supports no stream, directly or through services that rest on it.",
        "Show which stream needs it and link it there, or plan to retire it",
        _M, DT,
    ),
    Rule(
        "service.single-point", "Single point of failure",
        "A service linked with high criticality under a step on a critical path has no fallback (high), or "
        "none on record (medium).",
        "Agree what people do when it fails, try it out, and record it",
        ("high", "medium"), ITIL, stage=Stage.READINESS,
    ),
    Rule(
        "service.retired-in-use", "Used, but not in the catalogue",
        "A map relies on a retired service, or a current map on one in the pipeline; directly or through others.",
        "Move what relies on it to a service that stays, or put it into the catalogue if it is live",
        _H, ITIL,
    ),
    Rule(
        "service.cost-incomplete", "Costs incomplete",
        "The costs of a service that is not retired name development only, or nothing at all.",
        "Ask what it costs a year beside development: infrastructure, maintenance, vendors, consumer support",
        _M, DT, stage=Stage.MONEY,
    ),
    Rule(
        "service.vendor-twice", "Vendor cost counted twice",
        "A service has vendor costs of its own, and running contracts that cover it.",
        "Keep under vendor costs only what no recorded contract covers",
        _L, stage=Stage.MONEY,
    ),
    Rule(
        "service.no-outcome", "Service without outcome",
        "A service that is not retired names no outcome: it is described as a thing.",
        "Ask its customers what they can do because of it; a system or a report is an output, not an outcome",
        _M, DT, stage=Stage.OUTCOMES,
    ),
    Rule(
        "service.readiness", "Not ready",
        "A service in use has a gap in its readiness (high under a critical step), or was not reviewed lately.",
        "Go through security, continuity, remote use, self-service and knowledge with its owner, and agree "
        "who closes each gap by when",
        ("high", "medium"), DT, ("review_months",), Stage.READINESS,
    ),
    Rule(
        "service.dependency-loop", "Services in a ring",
        "Services rest on each other in a ring.",
        "Ask what each really needs of the next, and take out the link that is not so; money leaves one out",
        _M, ITIL,
    ),
    Rule(
        "contract.expiring", "Contract that ends",
        "A contract under a service in use has ended (high), or ends soon (medium).",
        "Renew it, or agree what takes its place",
        ("high", "medium"), DT, ("expiring_days",), Stage.MONEY,
    ),
    Rule(
        "contract.missing", "Supplier without contract",
        "A supplier provides a service that is not retired, and no contract for it is recorded.",
        "Ask for the contract: what was agreed, what it costs, and until when it runs",
        _M, DT, stage=Stage.MONEY,
    ),
    Rule(
        "value.undefined", "Value not defined",
        "The engagement has no agreed definition of value, or a stream names no outcome.",
        "Ask customers, users and staff what value means to them, write one definition, agree on it, and name"
        " what each stream brings about",
        _H, DT, stage=Stage.VALUE,
    ),
    Rule(
        "value.no-customer", "Stream without customer",
        "A stream names no customer.",
        "Name who receives and judges its outcome",
        _H, DT, stage=Stage.VALUE,
    ),
    Rule(
        "value.cost-only", "Only cost is measured",
        "All value measures of a stream are about cost.",
        "Measure what its customers get as well: a saving is not value to them",
        _M, DT, stage=Stage.VALUE,
    ),
    Rule(
        "value.outputs-only", "Outputs, no outcome",
        "A stream measures outputs, and no outcome.",
        "Ask what customers do with what they get, and measure that",
        _M, DT, stage=Stage.VALUE,
    ),
    Rule(
        "value.no-experience", "Experience not measured",
        "No value measure of a stream is about experience, and nobody rated a step of its current map.",
        "Choose one experience, of customers, users or staff, and measure it, by a survey or step by step",
        _M, DT, stage=Stage.VALUE,
    ),
    Rule(
        "experience.poor", "Poor experience",
        "Customers, users or employees rate a step of a current map 2 or lower.",
        "Ask them what would make it better, and change that; first where it lies on the critical path",
        _M, DT, stage=Stage.EXPERIENCE,
    ),
    Rule(
        "stakeholder.it-only", "Not everybody mapped it",
        "Everyone at the mapping workshops of a stream was from IT, or a unit that performs steps was not "
        "represented. Not asked before the first workshop whose attendance is written down.",
        "Walk the map through with the business and the units that were missing, and note who attended",
        _M, DT, stage=Stage.PEOPLE,
    ),
    Rule(
        "improve.none", "No improvement",
        "A stream has findings that are high or critical, and no improvement.",
        "Make an improvement of one of them, with an owner and a date",
        _L, DT, stage=Stage.PLAN,
    ),
    Rule(
        "improve.overdue", "Improvement overdue",
        "The due date of an improvement that is open or running has passed.",
        "Ask its owner what holds it up, and agree on a new date",
        _M, DT, stage=Stage.PLAN,
    ),
    Rule(
        "improve.unowned", "Improvement without owner",
        "An improvement that is open or running has no owner.",
        "Name one person who sees it through",
        _M, MO, stage=Stage.PLAN,
    ),
    Rule(
        "improve.off-path", "Gain off the path",
        "An improvement claims lead time, and every step that it changes has slack: the stream gets no faster.",
        "Take lead time off a step on the critical path, or say what else it is good for",
        _L, MO, stage=Stage.PLAN,
    ),
    Rule(
        "improve.unlinked", "Improves no stream",
        "An improvement that is open or running touches no stream.",
        "Say which steps or services it changes, or leave it to another plan",
        _L, DT, stage=Stage.PLAN,
    ),
    Rule(
        "improve.not-audited", "Not kept up",
        "In the 12 months before the as-of date: no value agreement, no mapping with business and IT, no "
        "audit, or no improvement done; each its own.",
        "Hold what is missing, and note when it was and who attended",
        _M, DT, stage=Stage.PLAN,
    ),
)  # fmt: skip

RULES: Mapping[str, Rule] = {each.id: each for each in _ALL}
