"""What the value page says in plain words: kinds of measures, and why each of its findings matters."""

from __future__ import annotations

from vsmstudio.model.records import MeasureKind

KINDS: dict[MeasureKind, tuple[str, str]] = {
    MeasureKind.OUTCOME: ("Outcome", "What customers can do or have afterwards that they could not before"),
    MeasureKind.EXPERIENCE: ("Experience", "How it feels to get it. That is part of the value"),
    MeasureKind.EFFORT: ("Effort", "The time and ease that it takes of the customer"),
    MeasureKind.OUTPUT: ("Output", "What is handed over. Many outputs can come without any outcome"),
    MeasureKind.COST: ("Cost", "What it costs to deliver. A saving is not value to the customer"),
}

_REASONS = {
    "value.undefined": "Without an agreement everybody improves something else. All that follows is measured by it.",
    "value.no-customer": "Value is judged by whoever receives it. Without a customer nobody can say whether there is any.",
    "value.cost-only": "Customers do not feel a saving. It is value only once something becomes better for them.",
    "value.outputs-only": "A stream can deliver much and reach nothing: what counts is what customers do with what they get.",
    "value.no-experience": "The same outcome is worth less when getting it is a struggle. What nobody measures nobody improves.",
}
_NO_OUTCOME = (
    "Without an outcome a stream can only be judged by what it makes and what it costs, not by what it is for."
)


def reason(rule: str, aspect: str = "") -> str:
    """Why a finding about value matters, in plain words."""
    return _NO_OUTCOME if (rule, aspect) == ("value.undefined", "outcome") else _REASONS.get(rule, "")


def kinds_said(count: int) -> str:
    """How many measures of a kind there are."""
    return "none yet" if not count else "1 measure" if count == 1 else f"{count} measures"
