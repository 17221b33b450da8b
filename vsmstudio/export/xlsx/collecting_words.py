"""What the data-collection workbook says to the people who fill it."""

from __future__ import annotations

from vsmstudio.export.tables.inputs import READ_ME

SHEET = "Read me first"
TITLE = READ_ME
INTRODUCTION = (
    "We are going to map how work flows from a customer's request to its fulfilment. This workbook gathers ahead of the "
    "workshop what you already know, so that we can spend the time together on what nobody knows yet."
)
HOW = (
    "Fill the sheets in any order. Steps matters most; the others may stay short or empty.",
    "Leave blank what you do not know. A blank is not zero: we ask about it in the workshop.",
    "A careful guess is welcome. Ranges are fine, such as 3-5 d.",
    "Rows in grey that begin with “Example:” show what is meant. They are left out when the workbook is read.",
    "Click a cell to see what belongs there. Where a list opens, choose from it.",
    "Keep the titles of the columns and the names of the sheets. Rows and columns may be moved, and rows added.",
)
SHEETS = (
    (
        "Steps",
        "What is done, in order: 10 to 20 steps are enough. Who does it, how long it takes, how often it arrives right.",
    ),
    ("Units", "Departments, teams and suppliers that take part, and on which side they stand."),
    ("People", "Roles or people who are accountable for steps and services."),
    ("Services", "What IT, suppliers or other departments provide so that the steps can be done."),
    ("Costs", "What each service costs a year, by category."),
    ("Contracts", "Contracts with suppliers behind these services."),
    ("Applications", "The software behind these services."),
    ("Customers", "Who receives what the work delivers."),
    ("Stakeholders", "Who cares how it goes, what makes it worth it for them, and what they would gain."),
    ("Measures", "By which figures you tell whether customers get what they need: before, and as it is to be."),
    (
        "Experience",
        "How customers, users and staff find single steps, from 1 (very poor) to 5 (very good), and what they say.",
    ),
    ("Improvements", "What you change already, or would change if you could, and who sees to it."),
)
TIMES = (
    ("20 min", "twenty minutes"),
    ("1.5 h", "an hour and a half; 1h 30m is the same"),
    ("2 d", "two working days of {hours} hours"),
    ("3 wk", "three weeks of {days} working days"),
    ("1 mo", "a month of working days"),
    ("3-5 d", "between three and five working days"),
    ("2-3-6 d", "at least two, most often three, at most six working days"),
    ("2 cd", "two calendar days, weekends included"),
)
WORDS = (
    ("PT, processing time", "How long the work on one item takes, without interruption and without waiting."),
    (
        "LT, lead time",
        "How long it takes from when the item arrives at the step until it is passed on, waiting included.",
    ),
    (
        "%C&A",
        "Complete and accurate: how often the receiver can use what arrives without asking back or correcting it.",
    ),
    (
        "VA, NNVA, NVA",
        "Adds value for the customer; does not, yet is necessary (a legal check); is neither (chasing, redoing).",
    ),
    (
        "Predecessors",
        "The steps that hand work to this one, by number or name: 1; 2. Blank where work starts. Leave all blank where "
        "each step follows the one above.",
    ),
    (
        "Outcome, output",
        "What the customer has when it is done (a claim paid in five days), and how much was done (claims handled a week).",
    ),
    ("Effort", "The customer's own time and ease: calls, forms, visits."),
    (
        "Touchpoint",
        "A step as somebody meets it: the customer who asks, the user at the screen, the employee who does it.",
    ),
    ("Customer, user", "Who receives and pays, and who works with it day by day. Both may be the same person."),
    ("Kind", "step: work is done. queue: work lies and waits. start and end: where it comes from and goes to."),
)
THANKS = "Please send it back to {who}."
EXAMPLE_NOTE = "The grey row is an example and is not read."
