"""The sentences of the experience page: what an audience says of a map, and where its lowest points lie."""

from __future__ import annotations

from vsmstudio.analysis.engagement.experience import Point, Voice
from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.model.durations import Calendar, show
from vsmstudio.model.records import Audience
from vsmstudio.notation.experience_curve import rating_words, shown
from vsmstudio.notation.experience_lane import AUDIENCES


def title(audience: Audience, voice: Voice | None) -> str:
    """`Customers: 3.2 on average, 9 of 11 steps rated`."""
    name = AUDIENCES[audience]
    if voice is None or voice.mean is None:
        return f"{name}: not asked yet"
    known, steps = voice.rated
    return f"{name}: {shown(voice.mean)} on average, {known} of {steps} step{'' if steps == 1 else 's'} rated"


def lead(audience: Audience, voice: Voice | None) -> str:
    """Where the low points lie, beside the critical path; what to do first where nobody was asked."""
    if voice is None or voice.mean is None:
        who = AUDIENCES[audience].lower()
        return f"Ask some {who} how they find each step, from 1 (very poor) to 5 (very good), and type what they say below."
    poor = voice.poor
    on = sum(each.critical for each in poor)
    if not poor:
        return "No step is rated 2 or lower."
    if len(poor) == 1:
        return f"One low point (2 or lower), {'on' if on else 'beside'} the critical path."
    if on == len(poor):
        return f"All {len(poor)} low points (2 or lower) lie on the critical path: shortening it will be felt."
    if not on:
        return f"None of the {len(poor)} low points (2 or lower) lies on the critical path: shortening it will not be felt there."
    return f"{on} of {len(poor)} low points (2 or lower) lie on the critical path."


def low_points(voice: Voice) -> list[Point]:
    """The poor points, the lowest first; without any, the lowest."""
    held = voice.poor or voice.lowest
    return sorted(held, key=lambda each: (each.rating or 0.0, not each.critical))


def beside(point: Point, result: MapAnalysis, calendar: Calendar) -> str:
    """How a low point stands to the critical path: `on the critical path, 3 d of 15.5 d`, `2 d of slack`."""
    if point.critical:
        adds = result.minutes_by_step.get(point.step)
        if adds is None or result.figures.lead_time is None:
            return "On the critical path"
        return f"On the critical path: {show(adds, calendar)} of {show(result.figures.lead_time, calendar)} lead time"
    times = result.nodes.get(point.step)
    slack = times.slack if times else None
    return "Beside the critical path" + (f", {show(slack, calendar)} of slack" if slack else "")


def rating_said(rating: float | None) -> str:
    """A rating as a table shows it: `2  poor`."""
    return "" if rating is None else f"{shown(rating)}  {rating_words(rating).lower()}"
