"""The first sentence of a page of the report, and of the slide that shows the same."""

from __future__ import annotations

from vsmstudio.analysis.comparison import Comparison, Judged
from vsmstudio.analysis.money_results import Money
from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.export.sentences import the_lead_time
from vsmstudio.export.tables.table import Table
from vsmstudio.export.tables.words import money, percent, plural, spoken
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map
from vsmstudio.notation import text

_SIZE, _ROOM = 12.0, 377.0  # of a name in a sentence: as long as leaves room for what is said of it


def _named(document: Document, key: Id | None) -> str:
    return text.shorten(document.name(key), _SIZE, _ROOM)


def capacity_sentence(document: Document, held: MapAnalysis) -> str:
    """The bottleneck, and whether it keeps up."""
    found = held.capacity
    share = found.highest_utilisation or 0.0
    name = _named(document, found.bottleneck)
    if share > 1 + 1e-9:
        return f"{name} cannot meet demand: it would take {percent(share)} of the time that its people have."
    said = f"{name} is the bottleneck: demand takes {percent(share)} of the time that its people have."
    if share <= document.engagement.bottleneck_threshold + 1e-9:
        said += " All that is known keeps up with takt."
    return said


def owners_sentence(held: MapAnalysis, gaps: Table) -> str:
    """How many gaps there are in accountability, and how much of the lead time they hold."""
    covered = held.figures.owner_coverage
    if not gaps.rows:
        return "Every step on the critical path has an accountable owner."
    said = f"{plural(len(gaps.flagged), 'gap')} in accountability."
    if accepted := len(gaps.rows) - len(gaps.flagged):
        said = f"{said[:-1]}, {accepted} more accepted."
    if covered is not None and covered < 1 - 1e-9:
        said += f" Nobody answers for {percent(1 - covered)} of {the_lead_time(held)}."
    return said


def compared_sentence(document: Document, comparison: Comparison, before: Map, after: Map) -> str:
    """What the lead time of one map is instead of the other's."""
    delta = comparison.delta("lead_time")
    if delta.judged is Judged.INCOMPARABLE:
        return "The two maps read lead time by different conventions, so their lead times cannot be compared."
    if delta.before is None or delta.after is None:
        return "The lead time of one of the two is not known yet."
    calendar = document.engagement.calendar
    if delta.judged is Judged.SAME:
        return f"Both take {spoken(delta.after, calendar)}."
    change = f", {percent(abs(delta.change))} {'less' if delta.change < 0 else 'more'}" if delta.change else ""
    return f"“{after.name}” takes {spoken(delta.after, calendar)} instead of {spoken(delta.before, calendar)}{change}."


def cost_sentence(held: Money, currency: str) -> str:
    """What the services cost a year."""
    if held.own is None:
        return f"Customers pay {money(held.revenue, currency)} a year; what the services cost is not known yet."
    least = "" if held.own_covers[0] >= held.own_covers[1] else "at least "
    said = f"The services cost {least}{money(held.own, currency)} a year"
    share = held.development_share
    return f"{said}; development is {percent(share)} of it." if share else f"{said}."


def unallocated_sentence(document: Document, held: Money) -> str:
    """What is spent on services that no stream carries."""
    if not held.unallocated:
        return "Every service's cost is carried by a stream."
    lacking = sorted(
        (-(each.unallocated or 0.0), document.name(each.service)) for each in held.services.values() if each.unallocated
    )
    names = [name for _, name in lacking[:2]]
    more = f" and {plural(len(lacking) - 2, 'more service')}" if len(lacking) > 2 else ""
    said = f"{', '.join(names)}{more}" if more else " and ".join(names)
    amount = money(held.unallocated, document.engagement.currency)
    return f"{amount} a year supports no stream: {text.shorten(said, _SIZE, _ROOM * 1.24)}."


def path_sentence(document: Document, held: MapAnalysis) -> str:
    """What takes longest on the critical path."""
    if not held.path:
        return "No way leads from a start to an end yet. Connect the steps, and the critical path appears here."
    shares = [(part.adds or 0.0) + part.delay for part in held.path]
    total = held.figures.lead_time
    several = f" {plural(held.critical_path_count, 'path')} are equally long." if held.critical_path_count > 1 else ""
    if not total:
        return f"The path is known, its times are not yet.{several}"
    index = max(range(len(shares)), key=lambda at: shares[at])
    name = _named(document, held.path[index].node)
    if len(held.path) == 1:
        return f"{name} takes all of {the_lead_time(held)}.{several}"
    return f"{name} alone takes {percent(shares[index] / total)} of {the_lead_time(held)}.{several}"
