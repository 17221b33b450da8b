"""Putting what one looks at into the plan, with one key."""

from __future__ import annotations

from vsmstudio.gui.acts.act import Act

ACTS = (
    Act(
        "Improve this", "improve_this", "Ctrl+B",
        "Put the selected finding, kaizen burst or note, or the barriers of a step, into the plan",
    ),
)  # fmt: skip
