"""Sheets of the engagement, its streams and their maps."""

from __future__ import annotations

from vsmstudio.export.tables.inputs.kinds import Input, InputKind, InputSheet
from vsmstudio.model.records import (
    Audience,
    Convention,
    Engagement,
    LinkKind,
    Map,
    MapPaper,
    MapState,
    PaperSize,
    PeopleShown,
    RangeShape,
    ReworkRule,
    ValueStream,
)

K = InputKind

ENGAGEMENT = InputSheet(
    "Engagement",
    (Engagement,),
    (
        Input("Client", field="client", hint="The organisation whose value streams these are."),
        Input("Title", field="title", hint="What the engagement is called."),
        Input("Consultant", field="consultant", hint="Who maps with the client."),
        Input("As-of date", K.DATE, "as_of", "The day that the figures speak of; today where it is blank."),
        Input("Currency", field="currency", hint="In which money is stated, such as EUR."),
        Input(
            "Agreed definition of value",
            field="value_definition",
            hint="What value means to the customer, as agreed.",
            width=40,
        ),
        Input("Value agreed on", K.DATE, "value_agreed_on", "The day on which the definition of value was agreed."),
        Input("Value agreed by", field="value_agreed_by", hint="Who agreed it.", width=40),
        Input("Working hours a day", K.NUMBER, "hours_per_day", "How many hours a day (d) has; 8 unless set."),
        Input("Working days a week", K.NUMBER, "days_per_week", "How many days a week (wk) has; 5 unless set."),
        Input("Working weeks a year", K.NUMBER, "weeks_per_year", "How many weeks a year has; 52 unless set."),
        Input(
            "Productive hours per person and year",
            K.NUMBER,
            "productive_hours",
            "For full-time equivalents; 1,680 unless set.",
        ),
        Input(
            "Rework rule",
            K.CHOICE,
            "rework",
            "until-right: repeated until it is right; once: at most once.",
            choice=ReworkRule,
        ),
        Input("%C&A under which quality is poor", K.SHARE, "quality_threshold", "A threshold of the findings."),
        Input("%C&A under which quality is very poor", K.SHARE, "quality_floor", "A threshold of the findings."),
        Input("Streams that one person can own", K.NUMBER, "streams_per_owner", "A threshold of the findings."),
        Input(
            "Share of lead time that is nearly critical",
            K.SHARE,
            "near_critical",
            "Slack below it counts as nearly critical.",
        ),
        Input(
            "Utilisation over which there is a bottleneck",
            K.SHARE,
            "bottleneck_threshold",
            "A threshold of the findings.",
        ),
        Input(
            "Share of lead time over which a wait is too long", K.SHARE, "longest_wait", "A threshold of the findings."
        ),
        Input(
            "Days before its end in which a contract is about to end",
            K.NUMBER,
            "expiring_days",
            "A threshold of the findings.",
        ),
        Input(
            "Months after which readiness is looked at again", K.NUMBER, "review_months", "A threshold of the findings."
        ),
        Input(
            "Shape of ranges",
            K.CHOICE,
            "range_shape",
            "How ranges of durations are spread in simulation.",
            choice=RangeShape,
        ),
        Input("Version", field="version", hint="The version of the deliverables, such as 1.0."),
        Input(
            "Confidentiality",
            field="confidentiality",
            hint="Words on the cover and in the footer; Confidential where it is blank.",
        ),
        Input("What we ask of you", field="ask", hint="Told from the figures where it is blank.", width=40),
        Input("Sections left out", field="left_out", hint="Keys of sections of the report, a comma between them."),
        Input("Paper", K.CHOICE, "paper", "The paper of the report.", choice=PaperSize),
        Input("Paper of maps", K.CHOICE, "map_paper", "The large sheet as needed, never or always.", choice=MapPaper),
        Input("People are shown", K.CHOICE, "people_shown", "By role or by name.", choice=PeopleShown),
    ),
    "Calendar, rules and thresholds of the whole engagement.",
    vertical=True,
)

STREAMS = InputSheet(
    "Streams",
    (ValueStream,),
    (
        Input("Stream", field="name", hint="The product or service family.", required=True, width=26),
        Input("Owner", K.REFERENCE, "owner", "Who is accountable for the whole stream.", refers=("person",), width=22),
        Input("Sponsor", K.REFERENCE, "sponsor", "Who backs the change.", refers=("person",), width=22),
        Input("Facilitator", K.REFERENCE, "facilitator", "Who leads the mapping.", refers=("person",), width=22),
        Input(
            "Team",
            K.REFERENCES,
            hint="People who map it, separated by ;",
            refers=("person",),
            link=LinkKind.WORKS_ON,
            backwards=True,
            width=34,
        ),
        Input(
            "On call",
            K.REFERENCES,
            hint="People who can be asked while it is mapped, separated by ;",
            refers=("person",),
            link=LinkKind.ON_CALL,
            backwards=True,
            width=28,
        ),
        Input(
            "Customers",
            K.REFERENCES,
            hint="Whom it serves, separated by ;",
            refers=("unit",),
            link=LinkKind.SERVES,
            width=28,
        ),
        Input("Demand", K.NUMBER, "demand", "How many items the customers ask for in one period."),
        Input(
            "Demand per",
            K.CHOICE,
            "demand_per",
            "The period of the demand: h, d, wk, mo or y.",
            choices=("h", "d", "wk", "mo", "y"),
        ),
        Input(
            "Available time per day",
            K.DURATION,
            "available",
            "Working time per day for takt, such as 7.5 h; the calendar's day where it is blank.",
        ),
        Input("Trigger", field="trigger", hint="What starts it.", width=26),
        Input("Outcomes", field="outcomes", hint="What the customer has when it is done.", width=36),
        Input("First step", field="first_step", hint="Where the map begins.", width=24),
        Input("Last step", field="last_step", hint="Where the map ends.", width=24),
        Input("In scope", field="in_scope", hint="What belongs to it.", width=32),
        Input("Out of scope", field="out_of_scope", hint="What is left aside.", width=32),
        Input("Case", field="case", hint="What is mapped of all that comes in, such as 80 % of demand.", width=32),
        Input("Problem", field="problem", hint="What is wrong today.", width=40),
        Input(
            "Target conditions",
            field="target_conditions",
            hint="What is to be true afterwards, measurable, a line each.",
            width=44,
        ),
        Input(
            "Experience in focus",
            K.CHOICE,
            "experience",
            "Whose experience counts most: customer, user or employee.",
            choice=Audience,
        ),
        Input("Briefings", field="briefings", hint="When who is told how it goes.", width=32),
        Input("Chartered on", K.DATE, "chartered_on", "The day on which its charter was agreed."),
        Input("Notes", field="notes", hint="Anything else.", width=36),
        Input("Order", K.NUMBER, "order", "Streams are listed by it, smallest first.", width=8),
        Input("Measured", K.MEASURED, hint="Available time per day where it was measured, else blank."),
    ),
    "One row for each value stream.",
    computed=("Available read", "Available", "From one item to the next", "Takt", "Demand a year"),
)

MAPS = InputSheet(
    "Maps",
    (Map,),
    (
        Input(
            "Stream", K.REFERENCE, "stream", "The stream that it shows.", required=True, refers=("stream",), width=26
        ),
        Input(
            "Map",
            field="name",
            hint="What the map is called, such as Current state or 90 days.",
            required=True,
            width=22,
        ),
        Input("State", K.CHOICE, "state", "current or future.", choice=MapState),
        Input("Date", K.DATE, "date", "The day that it shows."),
        Input(
            "Convention",
            K.CHOICE,
            "convention",
            "What makes lead time: service, waits, or waits+processing.",
            choice=Convention,
            width=18,
        ),
        Input("Swimlanes", K.YES_NO, "lanes", "yes: steps stand in lanes of their units."),
        Input("Order", K.NUMBER, "order", "Maps of a stream are listed by it, smallest first.", width=8),
    ),
    "One row for each map: a state of a stream.",
)
