"""What fields can say: the choices of every record, as the file writes them."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    BUSINESS = "business"
    IT = "IT"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"


class Convention(StrEnum):
    """What makes lead time: `service` [Martin & Osterling], `waits` [Rother & Shook], or waits and processing."""

    SERVICE = "service"
    WAITS = "waits"
    WAITS_PROCESSING = "waits+processing"


class ReworkRule(StrEnum):
    UNTIL_RIGHT = "until-right"
    ONCE = "once"


class MapState(StrEnum):
    CURRENT = "current"
    FUTURE = "future"


class ValueClass(StrEnum):
    VA = "VA"
    NNVA = "NNVA"
    NVA = "NVA"


class Split(StrEnum):
    ALL = "all"
    ONE = "one"


class EndpointKind(StrEnum):
    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    TRIGGER = "trigger"


class EndpointRole(StrEnum):
    START = "start"
    END = "end"


class FlowKind(StrEnum):
    WORK = "work"
    INFORMATION = "information"
    REWORK = "rework"


class FlowMode(StrEnum):
    PUSH = "push"
    PULL = "pull"
    FIFO = "FIFO"


class Medium(StrEnum):
    MANUAL = "manual"
    ELECTRONIC = "electronic"


class Handoff(StrEnum):
    NOT_ASKED = "not asked"
    NONE = "none"
    AGREED = "agreed"


class ServiceKind(StrEnum):
    CUSTOMER_FACING = "customer-facing"
    INTERNAL = "internal"
    IT = "IT"


class ServiceState(StrEnum):
    PIPELINE = "pipeline"
    CATALOGUE = "catalogue"
    RETIRED = "retired"


class RangeShape(StrEnum):
    """How a low–likely–high range is spread: PERT-beta, or a triangle."""

    PERT = "PERT-beta"
    TRIANGULAR = "triangular"


class Fallback(StrEnum):
    """What people do when a service stops."""

    NONE = "none"
    MANUAL = "manual"
    ALTERNATIVE = "alternative"


class Readiness(StrEnum):
    NOT_ASKED = "not asked"
    OK = "ok"
    GAP = "gap"


class Lifecycle(StrEnum):
    PLANNED = "planned"
    LIVE = "live"
    PHASING_OUT = "phasing out"
    RETIRED = "retired"


class LinkKind(StrEnum):
    """`underpins`: a service holds up a step or a stream. `serves`: a stream or a service has a unit as its customer.

    `rests on`: a service needs another one, and bears a share of its cost. `covers`: a contract pays for a share of its
    value in a service. `supports`: an application is part of a service. `carried by`: a stream carries a share of a
    service's own cost. `came from`: a future step stands where a step of another map of the stream stood.

    `works on`: a person is in the team that maps a stream. `is on call for`: a person can be asked while it is mapped.
    `attended`: a person, or somebody of a unit, was at a workshop. `looked at`: a workshop was about a stream.
    `changes`: an improvement alters a step, a service or a stream.
    """

    UNDERPINS = "underpins"
    SERVES = "serves"
    RESTS_ON = "rests on"
    COVERS = "covers"
    SUPPORTS = "supports"
    CARRIED_BY = "carried by"
    CAME_FROM = "came from"
    WORKS_ON = "works on"
    ON_CALL = "is on call for"
    ATTENDED = "attended"
    LOOKED_AT = "looked at"
    CHANGES = "changes"


class NoteKind(StrEnum):
    NOTE = "note"
    BURST = "kaizen burst"


class Criticality(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Audience(StrEnum):
    """Whose experience it is."""

    CUSTOMER = "customer"
    USER = "user"
    EMPLOYEE = "employee"


class MeasureKind(StrEnum):
    """What a value measure is about. `effort` is the customer's own time and ease; outputs are not outcomes."""

    OUTCOME = "outcome"
    OUTPUT = "output"
    EXPERIENCE = "experience"
    COST = "cost"
    EFFORT = "effort"


class WorkshopKind(StrEnum):
    CHARTER = "charter"
    VALUE = "value agreement"
    MAPPING = "mapping"
    AUDIT = "audit"
    REVIEW = "review"


class ImprovementKind(StrEnum):
    IMPROVEMENT = "improvement"
    INITIATIVE = "running initiative"


class Source(StrEnum):
    """Where an improvement came from."""

    FINDING = "finding"
    BURST = "kaizen burst"
    BARRIER = "barrier"
    AUDIT = "audit"
    SURVEY = "survey"
    OTHER = "other"


class Method(StrEnum):
    """How an improvement is carried out [Martin & Osterling]."""

    JUST_DO_IT = "just do it"
    KAIZEN = "kaizen event"
    PROJECT = "project"


class Horizon(StrEnum):
    """When an improvement is to be taken up."""

    NOW = "now"
    NEXT = "next"
    LATER = "later"


class ImprovementState(StrEnum):
    OPEN = "open"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


class Obstacle(StrEnum):
    """Why somebody does not become the owner who should be [Tedder]."""

    ATTITUDE = "attitude"
    CONTROL = "fear of losing control"
    BUSINESS = "business acumen"
    TECHNICAL = "technical acumen"
    STREAM = "stream not clear"
    SERVICE = "service not defined"
    OTHER = "other"


class PaperSize(StrEnum):
    """The paper of a report, always landscape."""

    A4 = "A4"
    A3 = "A3"
    LETTER = "Letter"
    TABLOID = "Tabloid"


class MapPaper(StrEnum):
    """The paper of a report's maps: the large sheet (A3, Tabloid) where they could not be read on the others, or always."""

    AS_NEEDED = "as needed"
    SAME = "same"
    LARGE = "large"


class PeopleShown(StrEnum):
    """How deliverables show people: by role where figures on quality stand beside them, else by name; or always one way."""

    MIXED = "roles beside quality"
    ROLES = "roles"
    NAMES = "names"
