"""The audit of workflows: as it is documented, as it is done, and why it is done so. Discovery, not blame."""

from __future__ import annotations

from vsmstudio.analysis.drift import differs
from vsmstudio.export.pdf.blocks import Block
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.engagement.fields import names
from vsmstudio.export.pdf.engagement.plain import table
from vsmstudio.export.pdf.joined import draw_section
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, spread
from vsmstudio.export.tables.labels import listed_maps
from vsmstudio.export.tables.words import plural
from vsmstudio.model.records import MapState, Step


def draw_audit(paper: Paper, report: Report) -> None:
    """The steps of the streams' current maps of which something was found out."""
    document = report.document
    current = {held.id for stream in document.streams if (held := document.current_map(stream.id))}
    found: list[tuple[str, Step, str]] = []
    for held in listed_maps(document, report.analysis):
        if held.state is not MapState.CURRENT or held.id not in current:
            continue
        numbers = report.analysis.maps[held.id].numbers
        found += [
            (document.name(held.stream), step, numbers.get(step.id, ""))
            for step in document.steps(held.id)
            if step.as_documented.strip() or step.as_done.strip() or step.why.strip()
        ]
    if not found:
        return
    title = "Audit of workflows"
    differing = [at for at, (_, step, _) in enumerate(found) if differs(step)]
    rows = [
        (stream, f"{number} {step.name}".strip(), step.as_documented or None, step.as_done or None, step.why or None)
        for stream, step, number in found
    ]
    columns = (
        ("stream", "Stream"), ("step", "Step"), ("documented", "As documented"), ("done", "As done"),
        ("why", "Why it is done so"),
    )  # fmt: skip
    cols = [
        *([Col("stream", 84, color="muted")] if len(document.streams) > 1 else []),
        Col("step", 120, bold=True),
        Col("documented", 190, lines=16),
        Col("done", 190, lines=16),
        Col("why", 190, color="muted", lines=16),
    ]
    notes = ("A frame: it is done otherwise than it is documented.",) if differing else ()
    shown = table(columns, rows, differing, [step.id for _, step, _ in found])
    draw_section(
        paper, title, _lead(found, differing), [Block(Grid(shown, spread(cols, MIDDLE), report.calendar), notes=notes)]
    )


def _lead(found: list[tuple[str, Step, str]], differing: list[int]) -> str:
    said = f"{len(differing)} of {plural(len(found), 'audited step')}" if len(found) > 1 else found[0][1].name
    if not differing:
        both = any(step.as_documented.strip() and step.as_done.strip() for _, step, _ in found)
        if both:
            return f"{plural(len(found), 'step was', 'steps were')} audited: what is documented is what is done."
        return f"{plural(len(found), 'step was', 'steps were')} audited; documents and work were not held together yet."
    unexplained = [step.name for at, (_, step, _) in enumerate(found) if at in differing and not step.why.strip()]
    several = len(differing) > 1
    said = f"{said} {'are' if several else 'is'} done otherwise than documented"
    if unexplained:
        return f"{said}; why is not known yet of {names(unexplained)}."
    return f"{said}, {'each ' if several else ''}for a reason."
