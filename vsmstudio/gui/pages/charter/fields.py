"""What a charter asks for, part by part, as fields that are typed on the sheet."""

from __future__ import annotations

from vsmstudio.gui.panels.specs import Spec, options
from vsmstudio.model.records import Audience

AUDIENCES = options(
    (Audience.CUSTOMER, "Customer"), (Audience.USER, "User"), (Audience.EMPLOYEE, "Employee"), blank=True
)
PER = options(("h", "an hour"), ("d", "a day"), ("wk", "a week"), ("mo", "a month"), ("y", "a year"))

WHO = (
    Spec("sponsor", "Executive sponsor", "person", hint="Who asks for it and clears the way"),
    Spec("owner", "Value stream owner", "person", hint="Who is accountable for the outcome", owner=True),
    Spec("facilitator", "Facilitator", "person", hint="Who leads the mapping"),
)
DEMAND = (
    Spec("demand", "Demand", "positive", hint="How many"),
    Spec("demand_per", "Is per", "choice", PER),
)
FAR = (
    Spec("trigger", "Trigger", hint="What sets it off"),
    Spec("first_step", "First step", hint="Where the map begins"),
    Spec("last_step", "Last step", hint="Where it ends"),
    Spec("case", "The case that is mapped", "long", hint="Such as 80 % of demand: own damage, no injury"),
    Spec("in_scope", "In scope", "long", hint="What the map covers"),
    Spec("out_of_scope", "Out of scope", "long", hint="What it leaves out"),
)
WHY = (
    Spec("problem", "Problem", "long", hint="What is wrong today, for whom, since when"),
    Spec("outcomes", "Outcomes", "long", hint="What the customer gets of it, in their words"),
)
TARGETS = (
    Spec("target_conditions", "Target conditions, a line each", "long", hint="Measurable: from what, to what, by when"),
)
TELL = (
    Spec("briefings", "Briefings", "long", hint="When who is told: before, during and after"),
    Spec("experience", "Experience in focus", "choice", AUDIENCES),
    Spec("chartered_on", "Agreed on", "date", hint="Such as 2026-02-14"),
)
ALL = (*WHO, *DEMAND, *FAR, *WHY, *TARGETS, *TELL)
# What may be left open without the sheet calling it blank.
MAY_BE_BLANK = {"out_of_scope", "briefings", "demand_per"}
