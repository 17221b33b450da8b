"""How the difference of two maps in one figure came about."""

from __future__ import annotations

from vsmstudio.analysis.comparison import Comparison, Judged, compare
from vsmstudio.analysis.explain.explanation import Explanation, Input
from vsmstudio.analysis.explain.words import covered, said
from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

_JUDGED = {
    Judged.BETTER: "better",
    Judged.WORSE: "worse",
    Judged.SAME: "the same",
    Judged.DIFFERS: "different; neither is better in itself",
    Judged.UNKNOWN: "unknown: one of the two is not known",
    Judged.INCOMPARABLE: "not comparable: the maps read lead time by two conventions",
}


def difference(document: Document, analysis: Analysis, before: Id, after: Id, figure: str) -> Explanation:
    """One row of the comparison of two maps. Raises `KeyError` where there is no such figure."""
    return difference_in(document, analysis, compare(document, analysis, before, after, match_steps=False), figure)


def difference_in(document: Document, analysis: Analysis, comparison: Comparison, figure: str) -> Explanation:
    """One row of a comparison that was made already."""
    delta = comparison.delta(figure)
    engagement = document.engagement
    explained = "" if figure.startswith("findings_") else figure
    inputs = []
    sides = ((comparison.after, delta.after, 1.0, delta.after_covers),
             (comparison.before, delta.before, -1.0, delta.before_covers))  # fmt: skip
    for map_id, value, sign, covers in sides:
        words = said(value, delta.kind, engagement.calendar, engagement.currency)
        note = "taken off" if sign < 0 else ""
        if covers is not None and covers[0] < covers[1]:
            note = ", ".join(part for part in (note, f"covers {covered(*covers)}") if part)
        number = None if value is None else sign * value
        inputs.append(Input(document.name(map_id), words, number, record=map_id, figure=explained, note=note))
    shown = said(delta.difference, delta.kind, engagement.calendar, engagement.currency)
    if delta.difference is not None and delta.difference > 0:
        shown = f"+{shown}"
    notes = [
        f"The later map is {_JUDGED[delta.judged]}"
        if delta.difference is not None
        else _JUDGED[delta.judged].capitalize()
    ]
    if not delta.sure:
        notes.append("Blank figures may turn this around")
    return Explanation(
        subject=comparison.before,
        key=f"compare:{comparison.after}:{figure}",
        title=f"Difference in {delta.title[0].lower()}{delta.title[1:]}",
        value=delta.difference,
        said=shown,
        rule="The figure of the later map less that of the earlier one.",
        formula="Difference = after − before",
        inputs=tuple(inputs),
        notes=tuple(notes),
    )
