"""What the tour shows, station by station. Words alone: where each points and when it is done is in `targets` and `done`.

`{step}` is the step that is being worked on, `{owner}` who owns it, and `{moved}` what became of its map's lead time.
"""

from __future__ import annotations

from typing import NamedTuple


class Station(NamedTuple):
    """One thing to do: why (`words`), how (`how`), and what came of it (`done`)."""

    key: str
    title: str
    words: str
    how: str
    done: str


STATIONS = (
    Station(
        "look",
        "Look around the map",
        "This is how a motor claim flows, from the report to the payment. The strong line is the critical path: it makes "
        "the lead time.",
        "Hold Ctrl and turn the wheel, or press Ctrl and +, to zoom; drag with the middle button, or with Space held, to move "
        "the paper.",
        "Shift+1 shows the whole map again, whenever you want it.",
    ),
    Station(
        "add",
        "Add a step",
        "Say the map lacks a step: somebody looks at the photos before a claim is registered.",
        "Drag Step from the left onto the line after Report claim, type a name and press Tab. By keyboard: select Weekly "
        "payment run, press Enter and type.",
        "{step} is on the map, and its figures wait to be typed.",
    ),
    Station(
        "times",
        "Say how long it takes",
        "PT is the work on one claim, LT the time until it is passed on. What is blank is unknown, never zero.",
        "Select {step} and type 10 min as PT and 1 d as LT: on the map, in the panel at the right, or in the table.",
        "{moved}",
    ),
    Station(
        "explain",
        "Ask where a figure comes from",
        "Every figure can be explained: its rule, its source, and what went into it.",
        "Open Figures at the bottom and press Lead time.",
        "Each line leads to its record on the map. Esc closes the explanation.",
    ),
    Station(
        "finding",
        "Follow a finding",
        "Findings say what is missing or in the way, the worst first, each with its evidence and with what to do.",
        "Open Findings at the bottom and double-click the framed line, or press Enter on it.",
        "Every finding leads to what it is about.",
    ),
    Station(
        "owner",
        "Name who is accountable",
        "A step that nobody answers for stays as it is. Name one person, by role or by name.",
        "Drag a person from the left onto {step}, or choose one as its owner at the right.",
        "{owner} answers for {step}, and no finding asks for its owner any more.",
    ),
    Station(
        "service",
        "Underpin it with a service",
        "Steps rest on services, and these on contracts, applications and money. If one fails, the map says what stops.",
        "Drag a service from the left onto {step}, or add one under Services at the right.",
        "The service stands under the step. Its cost and its risk now count here, too.",
    ),
    Station(
        "handbook",
        "Look it up",
        "The handbook is part of the program and needs no network. It opens where you are.",
        "Press F1, or choose it in the Help menu. Then come back here.",
        "It says of every figure and every finding what it means.",
    ),
    Station(
        "deliver",
        "Deliver it",
        "The report and the workbook are what the client keeps. You see the pages before anything is written.",
        "Press Deliver at the top right, or Ctrl+P. Close the dialog again, and nothing is written.",
        "That is all it takes on the last day of an engagement.",
    ),
)  # fmt: skip
END = Station(
    "end",
    "That was the tour",
    "A step, its times, who answers for it, what it rests on: that is how a map grows, and its findings with it.",
    "Begin your own map with the name of its first step. The sample stays in the File menu, and the tour in Help.",
    "",
)
