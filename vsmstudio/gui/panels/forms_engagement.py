"""The forms of stakeholders, workshops and value measures, and what streams and engagement say beside the maps."""

from __future__ import annotations

from vsmstudio.gui.panels.specs import NOTES, Form, Spec, options
from vsmstudio.model.document import Document
from vsmstudio.model.records import (
    Audience,
    MapPaper,
    Measure,
    MeasureKind,
    PaperSize,
    PeopleShown,
    Record,
    Stakeholder,
    Workshop,
    WorkshopKind,
)

_A_DATE = "Such as 2026-02-14"
AUDIENCES = options(
    (Audience.CUSTOMER, "Customer"), (Audience.USER, "User"), (Audience.EMPLOYEE, "Employee"), blank=True
)


def _who(document: Document, held: Stakeholder) -> str:
    return document.name(held.who)


VALUE_AGREED = (
    Spec("value_agreed_on", "Value agreed on", "date", hint=_A_DATE),
    Spec("value_agreed_by", "Value agreed by", hint="Who was in the room"),
)
DELIVERED = (
    Spec("version", "Version of the deliverables", hint="Such as 1.0"),
    Spec("confidentiality", "Confidentiality", hint="Confidential"),
    Spec("ask", "What we ask of the client", "long", hint="Told from the figures where it is blank"),
    Spec("paper", "Paper", "choice", options(*((each, str(each)) for each in PaperSize))),
    Spec("map_paper", "Paper of maps", "choice", options(
        (MapPaper.AS_NEEDED, "Large where they need it"), (MapPaper.SAME, "As the other pages"),
        (MapPaper.LARGE, "Always large (A3, Tabloid)"))),
    Spec("people_shown", "People are shown", "choice", options(
        (PeopleShown.MIXED, "By role beside figures on quality"), (PeopleShown.ROLES, "Always by role"),
        (PeopleShown.NAMES, "Always by name"))),
)  # fmt: skip
CHARTER = (
    Spec("facilitator", "Facilitator", "person", hint="Choose or type a person"),
    Spec("first_step", "First step"),
    Spec("last_step", "Last step"),
    Spec("case", "The case that is mapped", "long"),
    Spec("in_scope", "In scope", "long"),
    Spec("out_of_scope", "Out of scope", "long"),
    Spec("problem", "Problem", "long"),
    Spec("target_conditions", "Target conditions, a line each", "long"),
    Spec("experience", "Experience in focus", "choice", AUDIENCES),
    Spec("briefings", "Briefings", "long"),
    Spec("chartered_on", "Charter agreed on", "date", hint=_A_DATE),
)

ENGAGEMENT_FORMS: dict[type[Record], Form] = {
    Stakeholder: Form(
        "Stakeholder",
        (
            Spec("stream", "Stake in", "stream", hint="The whole engagement"),
            Spec("interest", "Interest", "long"),
            Spec("value", "What value means to them", "long"),
            Spec("gains", "What they gain", "long"),
        ),
        (NOTES,),
        named="",
        title=_who,
    ),
    Workshop: Form(
        "Workshop",
        (
            Spec("kind", "Kind", "choice", options(
                (WorkshopKind.CHARTER, "Charter"), (WorkshopKind.VALUE, "Value agreement"),
                (WorkshopKind.MAPPING, "Mapping"), (WorkshopKind.AUDIT, "Audit"), (WorkshopKind.REVIEW, "Review"))),
            Spec("date", "Day", "date", hint=_A_DATE),
            NOTES,
        ),
    ),
    Measure: Form(
        "Value measure",
        (
            Spec("kind", "Measures", "choice", options(
                (MeasureKind.OUTCOME, "An outcome"), (MeasureKind.OUTPUT, "An output"),
                (MeasureKind.EXPERIENCE, "An experience"), (MeasureKind.COST, "Cost"),
                (MeasureKind.EFFORT, "The customer's effort"))),
            Spec("audience", "Whose", "choice", AUDIENCES),
            Spec("unit", "Unit", hint="Such as days"),
            Spec("baseline", "Baseline", "signed"),
            Spec("target", "Target", "signed"),
            Spec("actual", "Actual", "signed"),
            Spec("measured_on", "Measured on", "date", hint=_A_DATE),
        ),
        (NOTES,),
    ),
}  # fmt: skip
