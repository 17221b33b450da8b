"""The rows of the effects: what each improvement contributes, and what it claims."""

from __future__ import annotations

from vsmstudio.analysis.comparison import Judged
from vsmstudio.analysis.engagement.contribution import Applied, Check, Contribution, Share
from vsmstudio.export.tables.words import UNKNOWN, money, percent
from vsmstudio.gui.pages.plan.words import signed
from vsmstudio.gui.panels.cells import Cell, Head, Row
from vsmstudio.model.document import Document
from vsmstudio.model.durations import number, show

_FIGURES = (
    ("lead_time", "Lead time", "minutes", False),
    ("process_time", "Processing time", "minutes", False),
    ("rolled_ca", "Rolled %C&A", "ratio", True),
    ("owner_coverage", "Owner coverage", "ratio", True),
    ("handoffs", "Handoffs", "count", False),
)
_EFFECTS = {
    "lead_time": "Lead time", "process_time": "Processing time", "ca": "%C&A", "cost": "Cost a year",
    "experience": "Experience",
}  # fmt: skip
CLAIM_HEADS = (
    Head("Improvement", "What is to become better", 180, wide=True),
    Head("Effect", "What becomes better", 110),
    Head("Claimed", "What the plan says it brings; of what it changes itself", 100, right=True),
    Head("Computed", "By the future map; without one, by the claim applied to today's map", 100, right=True),
    Head("", "Whether less comes than is claimed", 190, wide=True),
)
_TAKEN = {
    Applied.FUTURE: "Future map", Applied.CLAIM: "Its claims", Applied.DONE: "Done already", Applied.NOTHING: "Nothing yet",
}  # fmt: skip
_JUDGED = {
    Judged.SAME: ("As claimed", "muted"),
    Judged.WORSE: ("▼ Less than is claimed", "critical"),
    Judged.BETTER: ("▲ More than is claimed", "good"),
}


def effect_heads(before: str, after: str) -> tuple[Head, ...]:
    """The columns of contributions."""
    figures = tuple(
        Head(title, f"{title}: what changes by it", 74 + 2 * len(title), right=True) for _, title, _, _ in _FIGURES
    )
    return (
        Head("In plan order", f"From {before} to {after}, one improvement after the other", 190, wide=True),
        *figures,
        Head("Taken from", "Where the figures came from that it was given", 104),
    )


def effect_rows(document: Document, found: Contribution) -> tuple[Row, ...]:
    """The current map, each improvement's difference, what is not explained, and the future map."""
    last = document.name(found.future).rpartition(" · ")[2] if found.future else "All claims together"
    rows = [_values(document, "Current map", found.before)]
    rows += [_share(document, each) for each in found.shares]
    if found.future is not None:
        rest = tuple(_difference(document, found.rest.get(key), kind, more) for key, _, kind, more in _FIGURES)
        rows.append((Cell("Not explained", strong=True), *rest, Cell("")))
    rows.append(_values(document, last, found.after))
    return tuple(rows)


def _values(document: Document, title: str, held: object) -> Row:
    assert hasattr(held, "get")
    cells = tuple(Cell(_value(document, held.get(key), kind), strong=True) for key, _, kind, _ in _FIGURES)
    return (Cell(title, strong=True), *cells, Cell(""))


def _share(document: Document, share: Share) -> Row:
    cells = tuple(_difference(document, share.differences.get(key), kind, more) for key, _, kind, more in _FIGURES)
    name = document.name(share.improvement)
    taken = Cell(_TAKEN[share.applied], share.improvement, color="muted", hint=share.sentence)
    return (Cell(name, share.improvement, hint=share.sentence or name), *cells, taken)


def _value(document: Document, value: float | None, kind: str) -> str:
    if value is None:
        return UNKNOWN
    if kind == "minutes":
        return show(value, document.engagement.calendar)
    return percent(value) if kind == "ratio" else number(value)


def _difference(document: Document, value: float | None, kind: str, more_is_better: bool) -> Cell:
    if value is None:
        return Cell(UNKNOWN, color="muted")
    if abs(value) < 1e-9:
        return Cell("0", color="muted")
    better = (value > 0) is more_is_better
    said = _value(document, abs(value), kind) if kind != "ratio" else f"{number(abs(value) * 100)} points"
    return Cell(f"{'+' if value > 0 else '−'}{said}", color="good" if better else "critical")


def claim_rows(document: Document, found: Contribution) -> tuple[Row, ...]:
    """Each claimed effect beside the computed one."""
    return tuple(
        _claim(document, share, check) for share in found.shares for check in share.checks if check.claimed is not None
    )


def _claim(document: Document, share: Share, check: Check) -> Row:
    words, color = _JUDGED.get(check.judged, ("The future map does not say", "muted"))
    if check.computed is None:
        words, color = "The future map does not say", "muted"
    return (
        Cell(document.name(share.improvement), share.improvement),
        Cell(_EFFECTS.get(check.key, check.key)),
        Cell(_effect(document, check.key, check.claimed)),
        Cell(_effect(document, check.key, check.computed)),
        Cell(words, color=color),
    )


def _effect(document: Document, key: str, value: float | None) -> str:
    if value is None:
        return UNKNOWN
    if key in ("lead_time", "process_time"):
        return f"{show(abs(value), document.engagement.calendar)}{' more' if value < 0 else ''}"
    if key == "cost":
        return money(value, document.engagement.currency)
    return f"{signed(value * 100)} points" if key == "ca" else signed(value)


def lead_words(document: Document, found: Contribution) -> str:
    """What the way takes off lead time, and how much of it the plan explains."""
    whole, rest = found.whole.get("lead_time"), found.rest.get("lead_time")
    before, after = found.before.get("lead_time"), found.after.get("lead_time")
    calendar = document.engagement.calendar
    if before is None or after is None or whole is None:
        return "Lead time is not known on both maps yet."
    said = f"Lead time goes from {show(before, calendar)} to {show(after, calendar)}."
    if found.future is None:
        return f"{said} There is no future map yet: these are the claims alone."
    if rest is None or abs(whole) < 1e-9:
        return said
    if abs(rest) < max(abs(whole) * 0.01, 1e-6):
        return f"{said} The improvements explain all of it."
    if abs(whole - rest) < 1e-6:
        return f"{said} The improvements explain nothing of it yet."
    return f"{said} The improvements explain {show(abs(whole - rest), calendar)} of {show(abs(whole), calendar)}."
