"""Deleting steps without leaving a hole in the chain, and closing the hole afterwards."""

from __future__ import annotations

from vsmstudio.gui.acts.act import Act

ACTS = (
    Act(
        "Delete and connect", "delete_and_connect", "Ctrl+Del",
        "Delete what is selected, and lead what reached it on to what followed", needs="nodes",
    ),
)  # fmt: skip
