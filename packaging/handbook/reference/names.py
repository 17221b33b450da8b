"""Where things stand in the handbook: the anchors of what its pages are made of."""

from __future__ import annotations

from docutils import nodes


def figure_anchor(key: str) -> str:
    """`lead_time` → `figure-lead-time`."""
    return "figure-" + key.replace("_", "-")


def finding_anchor(rule: str) -> str:
    """`owner.step-missing` → `finding-owner-step-missing`."""
    return "finding-" + rule.replace(".", "-")


def action_anchor(name: str) -> str:
    """`save` → `act-save`: the action in the list of all."""
    return f"act-{name}"


def command_anchor(name: str) -> str:
    """`check` → `command-check`."""
    return f"command-{name}"


def link(words: str, page: str, anchor: str = "") -> nodes.reference:
    """A link to a place in the handbook; all pages lie in one folder."""
    return nodes.reference("", words, internal=True, refuri=f"{page}.html" + (f"#{anchor}" if anchor else ""))


def in_a_sentence(words: str) -> str:
    """A name as it stands within a sentence: `Lead time` is said small, `PT` is not.

    >>> in_a_sentence("Lead time"), in_a_sentence("PT, processing time")
    ('lead time', 'PT, processing time')
    """
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
