"""What the templates say around their maps: charter, stakeholders, value measures and what each service is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vsmstudio.model.records import Audience, MeasureKind

C, U, E = Audience.CUSTOMER, Audience.USER, Audience.EMPLOYEE
OUTCOME, OUTPUT, EXPERIENCE = MeasureKind.OUTCOME, MeasureKind.OUTPUT, MeasureKind.EXPERIENCE
COST, EFFORT = MeasureKind.COST, MeasureKind.EFFORT
Measured = tuple[str, MeasureKind, str, float, float, Audience | None]  # name, kind, unit, baseline, target, whose
Stake = tuple[str, str, str, str]  # unit or role, interest, what value means to them, what they gain


@dataclass(frozen=True)
class Charter:
    """The charter of a stream's mapping, who has a stake, and how value is measured. Conditions are a line each."""

    in_scope: str
    out_of_scope: str
    case: str
    problem: str
    conditions: Sequence[str]
    experience: Audience
    stakes: Sequence[Stake]
    measures: Sequence[Measured]
    services: Mapping[str, str]  # what each service is for


BRIEFINGS = ("Sponsor and owner, every second Friday", "Everybody whose work is mapped, before and after each walk")

CHARTERS = {
    "service-value-stream": Charter(
        in_scope="From the first contact to the confirmed result, whoever does the work",
        out_of_scope="Complaints, and requests that need a contract first",
        case="Standard requests: about 80 % of what comes in",
        problem="Customers wait two weeks and ask twice where their request stands.",
        conditions=("Lead time of five working days or less", "90 % of requests complete at the first attempt",
                    "Every step on the critical path has an owner"),
        experience=C,
        stakes=(
            ("Customers", "To have it and get on", "A day that is named and that holds", "A week less to wait"),
            ("Head of Service", "A stream that can be steered", "No request lies where nobody looks",
             "One view from contact to delivery"),
            ("Specialists", "Cases that can be decided", "Complete requests", "Time for the hard ones"),
            ("Service Manager", "Services that carry the work", "Services that are used, not worked around",
             "An owner who decides what comes next"),
        ),
        measures=(
            ("Requests fulfilled by the day we named", OUTCOME, "%", 62, 90, C),
            ("Customers who would ask us again", EXPERIENCE, "%", 48, 70, C),
            ("Calls a customer makes for one request", EFFORT, "calls", 2.4, 1, C),
            ("Requests closed in a week", OUTPUT, "requests", 190, 200, None),
            ("Labour for one request", COST, "EUR", 120, 95, None),
        ),
        services={
            "Request portal": "Customers ask in five minutes, at any hour",
            "Case handling": "Every request has one file and one next action",
            "Identity check": "We know with whom we deal",
            "Scheduling": "A day can be named and kept",
        },
    ),
    "incident-to-resolution": Charter(
        in_scope="From the report to the confirmed fix, with second line, platform teams and change advisory",
        out_of_scope="Major incidents, requests, and problems behind repeated incidents",
        case="Incidents of normal priority: nine of ten",
        problem="Four of ten incidents change hands three times, and users ring to hear where they stand.",
        conditions=("80 % of incidents resolved within one working day", "Half as many that change hands",
                    "Users are told before they ask"),
        experience=U,
        stakes=(
            ("Users", "To go on working", "To be back at work and to know when", "Half a day for each incident"),
            ("Support Manager", "Fewer that come back", "Fixed once, and written down", "Calls that first line answers"),
            ("Platform Owner", "Quiet nights", "Incidents that say what happened", "Time to remove causes"),
            ("Service desk", "To help at once", "To be able to resolve, not to pass on", "Answers instead of tickets"),
        ),
        measures=(
            ("Users back at work within a working day", OUTCOME, "%", 55, 80, U),
            ("Users content with the help they got", EXPERIENCE, "%", 61, 80, U),
            ("Times a user asks where it stands", EFFORT, "times", 1.6, 0.5, U),
            ("Incidents closed in a week", OUTPUT, "incidents", 190, 200, None),
            ("Labour for one incident", COST, "EUR", 68, 50, None),
        ),
        services={
            "Ticketing": "Every incident has one record and one next step",
            "Knowledge base": "First line resolves what is known",
            "Monitoring": "We see it before users do",
            "Build and deploy": "A fix is out the same day, and can be taken back",
        },
    ),
    "order-to-cash": Charter(
        in_scope="From the order to the posted payment, the carrier too",
        out_of_scope="Returns, foreign orders, purchasing",
        case="Orders of goods in stock: 85 % of orders",
        problem="Money comes a month after the goods, and one invoice in eight is disputed.",
        conditions=("Goods at the customer within three working days", "97 % of invoices right the first time",
                    "Paid within 20 working days"),
        experience=C,
        stakes=(
            ("Customers", "The goods when they were promised", "What was ordered, on the day, at the price",
             "A day less to wait, no disputes"),
            ("Head of Sales", "Customers who order again", "Promises that are kept", "Time to sell instead of chase"),
            ("Head of Accounts", "Money in the bank", "Invoices nobody disputes", "Ten days less capital bound"),
            ("Carrier", "Full and ready loads", "Parcels with the right papers", "Fewer second trips"),
        ),
        measures=(
            ("Orders complete and on the promised day", OUTCOME, "%", 81, 95, C),
            ("Customers who would order again", EXPERIENCE, "%", 66, 80, C),
            ("Questions a customer asks for one order", EFFORT, "questions", 0.8, 0.3, C),
            ("Orders shipped in a day", OUTPUT, "orders", 116, 120, None),
            ("Labour for one order", COST, "EUR", 31, 25, None),
        ),
        services={
            "Web shop": "Customers order in ten minutes and see what is in stock",
            "Order management": "One order, one state, for everybody",
            "Warehouse system": "The right goods leave the first time",
            "Payment handling": "Money is matched on the day it comes",
        },
    ),
    "hire-to-productive": Charter(
        in_scope="From the approved vacancy to work done alone, with contract, workplace and access",
        out_of_scope="Approval of the vacancy itself, contractors, moves within the company",
        case="Office roles: three of four vacancies",
        problem="New people sit without access in their first week, and one in five good candidates leaves while we decide.",
        conditions=("An offer within 30 working days", "Everything ready on the first morning",
                    "Half of the time to work alone"),
        experience=E,
        stakes=(
            ("Hiring teams", "Somebody who can do the work", "The right person, soon", "A month of work that is done"),
            ("Head of Recruiting", "Candidates who stay", "Decisions within days", "Fewer searches begun anew"),
            ("Head of HR", "Fair and lawful hiring", "Contracts right the first time", "Fewer urgent exceptions"),
            ("IT Services Lead", "Known dates", "To know of a start two weeks before", "No rush on Monday mornings"),
        ),
        measures=(
            ("New people who work alone as planned", OUTCOME, "%", 57, 80, None),
            ("New people content with their first month", EXPERIENCE, "%", 58, 85, E),
            ("Forms a new colleague fills in", EFFORT, "forms", 11, 4, E),
            ("People hired in a quarter", OUTPUT, "people", 10, 12, None),
            ("Cost of hiring one person", COST, "EUR", 7400, 6000, None),
        ),
        services={
            "Applicant tracking": "Every candidate has an answer within days",
            "Personnel files": "Contracts and facts are right and private",
            "User access": "Everything opens on the first morning",
            "Training": "People learn what the work asks for",
        },
    ),
    "idea-to-release": Charter(
        in_scope="From the first description to measured use",
        out_of_scope="Faults, and work on the platform itself",
        case="Improvements of a few days' work: 70 % of ideas",
        problem="An idea takes three months to reach anybody, and nobody looks afterwards whether it is used.",
        conditions=("From idea to release in 25 working days", "Each release is looked at after a month",
                    "Half of the rework between test and build"),
        experience=U,
        stakes=(
            ("Users", "Work that is easier", "What they asked for, while they still need it", "Two months less to wait"),
            ("Product Owner", "What is built is used", "To know what to stop", "A shorter list that moves"),
            ("Development Lead", "Clear work that is finished", "To see it used", "Fewer things begun at once"),
            ("Platform Lead", "Calm releases", "Small ones that can be taken back", "No weekend releases"),
        ),
        measures=(
            ("Releases that do what was hoped for", OUTCOME, "%", 35, 60, U),
            ("Users who find it easier than before", EXPERIENCE, "%", 42, 65, U),
            ("Steps a user needs for the main task", EFFORT, "steps", 9, 5, U),
            ("Ideas released in a month", OUTPUT, "ideas", 9, 12, None),
            ("Labour for one idea", COST, "EUR", 6900, 5500, None),
        ),
        services={
            "Backlog board": "Everybody sees what comes next, and why",
            "Source control": "Nothing is lost, and every change has a reason",
            "Test environments": "What works here works there",
            "Build and deploy": "A release is a button, not an evening",
        },
    ),
}  # fmt: skip
