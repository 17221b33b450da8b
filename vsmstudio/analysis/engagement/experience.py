"""How a map's steps are found by customers, users and staff: a curve along the map for each of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.ratings import POOR
from vsmstudio.model.records import Audience, Step, Touchpoint


@dataclass(frozen=True, slots=True)
class Point:
    """One step as one audience finds it. `rating` is 1 (very poor) to 5 (very good), None where nobody was asked.

    `critical`: on a critical path; `lowest`: nowhere on the map does this audience rate lower; `poor`: 2 or less.
    """

    step: Id
    number: str
    name: str
    rating: float | None
    note: str
    critical: bool
    lowest: bool = False
    poor: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """What one audience says of a map. `points` are of all its steps in reading order, rated or not.

    `mean` is of the rated steps, each counted once; `rated` is (rated, of how many) steps. `lowest` are the points of the
    lowest rating, `lowest_on_path` those of the lowest rating on a critical path; in reading order.
    """

    audience: Audience
    points: tuple[Point, ...]
    mean: float | None
    rated: tuple[int, int]
    lowest: tuple[Point, ...]
    lowest_on_path: tuple[Point, ...]

    @property
    def poor(self) -> tuple[Point, ...]:
        """The points rated 2 or lower."""
        return tuple(each for each in self.points if each.poor)


@dataclass(frozen=True, slots=True)
class Experience:
    """What every audience that was asked says of one map, the customers' view first; none where nobody was asked."""

    map: Id
    voices: tuple[Voice, ...]

    def of(self, audience: Audience) -> Voice | None:
        """What one audience says; None where it was not asked."""
        return next((each for each in self.voices if each.audience is audience), None)


def experience(document: Document, analysis: Analysis, map_id: Id) -> Experience:
    """The touchpoints of a map by audience. Raises `KeyError` where the map was not analysed."""
    result = analysis.maps[map_id]
    steps = document.steps(map_id)
    held = {step.id: {each.audience: each for each in document.touchpoints(step.id)} for step in steps}
    asked = [audience for audience in Audience if any(audience in each for each in held.values())]

    def point(step: Step, touch: Touchpoint | None) -> Point:
        rating = touch.rating if touch else None
        critical = result.figures.lead_time is not None and step.id in result.critical_nodes
        return Point(
            step=step.id,
            number=result.numbers.get(step.id, ""),
            name=step.name,
            rating=rating,
            note=touch.note if touch else "",
            critical=critical,
            poor=rating is not None and rating <= POOR,
        )

    return Experience(
        map_id, tuple(_voice(each, [point(step, held[step.id].get(each)) for step in steps]) for each in asked)
    )


def _voice(audience: Audience, points: list[Point]) -> Voice:
    ratings = [each.rating for each in points if each.rating is not None]
    least = min(ratings, default=None)
    marked = tuple(_marked(each, least) for each in points)
    on_path = [each for each in marked if each.critical and each.rating is not None]
    least_on_path = min((each.rating for each in on_path if each.rating is not None), default=None)
    return Voice(
        audience=audience,
        points=marked,
        mean=sum(ratings) / len(ratings) if ratings else None,
        rated=(len(ratings), len(points)),
        lowest=tuple(each for each in marked if each.lowest),
        lowest_on_path=tuple(each for each in on_path if each.rating == least_on_path),
    )


def _marked(point: Point, least: float | None) -> Point:
    return replace(point, lowest=point.rating is not None and point.rating == least)
