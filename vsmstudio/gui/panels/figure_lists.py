"""What stands under the tiles, as lines: ways that work can go, paths, near-critical steps, gaps, chains, services."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.export.tables.words import percent, plural
from vsmstudio.gui.panels.lines import Line
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.durations import show
from vsmstudio.model.ids import Id

_NAMED = 40  # names along one way
MOST = 100  # lines of one list

Ask = Callable[[Id, str, QWidget], None]


def way_words(workspace: Workspace, way: Sequence[Id]) -> str:
    """The names along a way; of a long one the first and how many more."""
    names = [workspace.document.name(key) or "Unnamed" for key in way[:_NAMED]]
    more = f" → and {len(way) - _NAMED:,} more" if len(way) > _NAMED else ""
    return " → ".join(names) + more


def _select(workspace: Workspace, way: Sequence[Id]) -> Callable[[QWidget], None]:
    """Shows a way on the map in view, selected."""

    def act(_: QWidget) -> None:
        kept = [key for key in way if key in workspace.document]
        if kept:
            workspace.show(kept[0], workspace.map_id)
            workspace.select(kept)

    return act


def alternatives(workspace: Workspace, held: MapAnalysis, ask: Ask) -> list[Line]:
    """Every way with its probability and lead time, the longest and the most likely named; the mean at the end."""
    if len(held.scenarios) < 2:
        return []
    calendar, known = workspace.document.engagement.calendar, held.figures.lead_time is not None
    lines = []
    for each in held.scenarios:
        words = way_words(workspace, each.path)
        marks = [name for name, one in (("longest", held.worst), ("most likely", held.most_likely)) if one is each]
        said = " and ".join(marks)
        shown = f"{said[:1].upper()}{said[1:]}: {words}" if said and known else words
        time = show(each.lead_time, calendar) if known else "–"
        lines.append(Line((percent(each.probability), time), shown, each.path, _select(workspace, each.path)))
    marked = [line for line in lines if line.words.startswith(("Longest", "Most likely"))]
    marked.sort(key=lambda line: not line.words.startswith("Longest"))
    others = [line for line in lines if line not in marked]
    if known:
        expected = show(held.figures.expected_lead_time, calendar)
        about = (held.map, "expected_lead_time")
        marked.append(Line(("mean", expected), "Expected, each weighed by how likely it is", about,
                           lambda widget: ask(*about, widget)))  # fmt: skip
    return marked + others


def critical_paths(workspace: Workspace, held: MapAnalysis) -> list[Line]:
    """The critical paths, where several are of one length."""
    if held.critical_path_count < 2:
        return []
    return [
        Line((f"{at:,}",), way_words(workspace, way), way, _select(workspace, way))
        for at, way in enumerate(held.critical_paths, start=1)
    ]


def near_critical(workspace: Workspace, held: MapAnalysis) -> list[Line]:
    """Steps and queues that little delay would make critical, the least slack first."""
    if held.figures.lead_time is None:
        return []
    document, calendar = workspace.document, workspace.document.engagement.calendar
    near = [(times.slack, key) for key, times in held.nodes.items() if times.near_critical and times.slack is not None]
    lines = []
    for slack, key in sorted(near)[:MOST]:
        name = f"{held.numbers.get(key, '')} {document.name(key) or 'Unnamed'}".strip()
        lines.append(Line((show(slack, calendar),), name, key, _select(workspace, (key,))))
    return lines


def owner_gaps(workspace: Workspace, held: MapAnalysis) -> list[Line]:
    """Runs of steps on the path that nobody is accountable for, the first of them."""
    calendar = workspace.document.engagement.calendar
    return [
        Line((show(gap.minutes, calendar), percent(gap.share)), way_words(workspace, gap.steps), gap.steps,
             _select(workspace, gap.steps))
        for gap in held.gaps[:MOST]
    ]  # fmt: skip


def chains(workspace: Workspace, ask: Ask) -> list[Line]:
    """Streams that start one another, with the lead time of the whole chain; those with the stream in view first."""
    document, found = workspace.document, workspace.analysis.chains.listed
    calendar = document.engagement.calendar
    shown = getattr(document.get(workspace.map_id), "stream", "")
    lines = []
    for at, chain in sorted(enumerate(found), key=lambda each: (shown not in each[1].streams, each[0])):
        known, whole = chain.covers
        names = " → ".join(document.name(key) for key in chain.streams)
        words = f"{names}: {known} of {plural(whole, 'stream')}"
        time = "–" if chain.lead_time is None else show(chain.lead_time, calendar)
        lines.append(Line((time,), words, chain.streams, _asking(ask, chain.streams[0], f"chain_lead_time:{at}")))
    return lines


def services(workspace: Workspace, held: MapAnalysis, ask: Ask) -> list[Line]:
    """Services by the share of lead time in steps that rest on them, directly or through others."""
    document, shares = workspace.document, workspace.analysis.service_shares.get(held.map, {})
    ranked = sorted(shares.items(), key=lambda each: (-each[1], document.name(each[0]), each[0]))
    calendar, whole = document.engagement.calendar, held.figures.lead_time or 0.0
    return [
        Line((percent(share), show(share * whole, calendar)), document.name(key) or "Unnamed service", key,
             _asking(ask, key, f"share_of_lead_time:{held.map}"))
        for key, share in ranked
        if key in document
    ]  # fmt: skip


def _asking(ask: Ask, subject: Id, key: str) -> Callable[[QWidget], None]:
    return lambda widget: ask(subject, key, widget)
