"""How customers, users and employees rate each step: a line chart that can be edited."""

from __future__ import annotations

from vsmstudio.analysis.engagement.experience import experience
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pptx.atoms import one_line
from vsmstudio.export.pptx.charts import Series, draw_chart
from vsmstudio.export.pptx.path import short
from vsmstudio.export.pptx.sizes import BOTTOM, LEFT, MIDDLE, SMALL
from vsmstudio.export.pptx.stage import Stage
from vsmstudio.model.ratings import AUDIENCES, POOR
from vsmstudio.model.records import Audience, Map
from vsmstudio.notation.shapes import Rect

MOST = 24  # steps beside each other
_ROLES = {Audience.CUSTOMER: "accent", Audience.USER: "good", Audience.EMPLOYEE: "owner6"}


def draw_experience(stage: Stage, report: Report, held_map: Map) -> None:
    """The curves of a map; nothing where nobody rated anything."""
    from vsmstudio.export.pdf.engagement.experience import experience_lead

    found = experience(report.document, report.analysis, held_map.id)
    voices = [each for each in found.voices if any(point.rating is not None for point in each.points)]
    if not voices:
        return
    held = report.analysis.maps[held_map.id]
    points = voices[0].points
    rated = [at for at in range(len(points)) if any(voice.points[at].rating is not None for voice in voices)]
    shown = list(range(len(points))) if len(points) <= MOST else rated[:MOST]
    title = f"Experience: {report.named(held_map)}"
    slide = stage.slide(
        title, experience_lead(found, held), "Ratings as the room and its surveys gave them, step by step."
    )
    names = [short(one_line(f"{points[at].number or ''} {points[at].name}"), len(shown)) for at in shown]
    series = [
        Series(
            AUDIENCES[voice.audience], [voice.points[at].rating for at in shown], _ROLES.get(voice.audience, "muted")
        )
        for voice in voices
    ]
    series.append(Series("Poor, or worse", [POOR] * len(shown), "gap_line", line=True))
    area = Rect(LEFT, slide.top, MIDDLE, BOTTOM - slide.top - 16)
    about = f"Ratings from 1 to 5 of {len(shown)} steps by {len(voices)} audiences."
    draw_chart(
        slide,
        area,
        "lines",
        names,
        series,
        "Experience",
        about,
        "0.#",
        5.0,
        10 if len(names) < 14 else 9,
        least=1.0,
        step=1.0,
    )
    said = "From 1 (very poor) to 5 (very good). A step that an audience did not rate leaves a gap."
    if len(shown) < len(rated):
        said += f" The first {len(shown)} of {len(rated)} steps that were rated."
    slide.paragraph(said, LEFT, BOTTOM - 14, MIDDLE, SMALL, "muted", lines=1)
