"""The timeline critical path: what each node adds to lead time, and who is accountable for it."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.results import Analysis, MapAnalysis, PathPart, Scenario
from vsmstudio.export.tables.labels import chosen_maps, map_cells, owner_of, owner_words
from vsmstudio.export.tables.table import Column, Kind, Row, Table, map_columns
from vsmstudio.export.tables.words import plural
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint, Queue, Step

_DELAY = Column("delay", "Of it delay on the way", Kind.MINUTES, "min", 12, total=True)
COLUMNS = (
    *map_columns(),
    Column("order", "Order", Kind.COUNT, width=7),
    Column("number", "No.", width=5),
    Column("node", "Node", width=28),
    Column("kind", "Kind", width=10),
    Column("adds", "Adds to LT", Kind.MINUTES, "min", 11, total=True),
    _DELAY,
    Column("cumulative", "Cumulative", Kind.MINUTES, "min", 12),
    Column("share", "Share of LT", Kind.RATIO, width=9),
    Column("pt", "PT", Kind.MINUTES, "min", 9, total=True),
    Column("va", "VA", width=7),
    Column("slack", "Slack", Kind.MINUTES, "min", 9),
    Column("owner", "Owner", width=22),
    Column("owned", "Owned", width=8),
)

SCENARIO_COLUMNS = (
    Column("probability", "Probability", Kind.RATIO, width=12),
    Column("lead_time", "Lead time", Kind.MINUTES, "min", 12),
    Column("way", "Way", width=90),
)


def accountable_steps(document: Document, path: Sequence[PathPart]) -> list[Step | None]:
    """For each part of a path the step whose owner answers for it.

    A queue's wait and a flow's delay belong to the step that they lead to; at the end, to the step before.
    """
    steps = [document.of(Step, part.node) for part in path]
    found: list[Step | None] = []
    for index, step in enumerate(steps):
        onward = next((each for each in steps[index:] if each), None)
        back = next((each for each in reversed(steps[:index]) if each), None)
        found.append(step or onward or back)
    return found


def part_minutes(part: PathPart) -> float | None:
    """All that a part adds to lead time, the delay on the way to it included; None where nothing is known."""
    if part.adds is None:
        return part.delay or None
    return part.adds + part.delay


def step_shares(document: Document, held: MapAnalysis) -> dict[Id, float]:
    """Step -> its share (0..1) of the path's lead time, with the waits and delays that belong to it; none without one."""
    shares: dict[Id, float] = {}
    total = held.figures.lead_time
    if not total:
        return shares
    for part, step in zip(held.path, accountable_steps(document, held.path), strict=True):
        if step is not None:
            shares[step.id] = shares.get(step.id, 0.0) + (part_minutes(part) or 0.0) / total
    return shares


def path(document: Document, analysis: Analysis, maps: Sequence[Id] | None = None) -> Table:
    """The first critical path of the maps asked for, start to end; parts that nobody answers for are flagged."""
    rows: list[Row] = []
    ids: list[Id] = []
    flagged: set[int] = set()
    unknown = 0
    for number, held_map, held in chosen_maps(document, analysis, maps):
        cumulative, total = 0.0, held.figures.lead_time
        answers = accountable_steps(document, held.path)
        for order, (part, step) in enumerate(zip(held.path, answers, strict=True), start=1):
            adds = part_minutes(part)
            cumulative += adds or 0.0
            node = document.get(part.node)
            times = held.nodes.get(part.node)
            owned = owner_of(document, step) is not None
            answers_for = bool(adds) or not isinstance(node, Endpoint)
            if not owned and adds:
                flagged.add(len(rows))
            unknown += isinstance(node, Step) and adds is None
            ids.append(part.node)
            rows.append(
                (
                    *map_cells(document, number, held_map),
                    order,
                    held.numbers.get(part.node),
                    document.name(part.node),
                    node.type if node else None,
                    adds,
                    part.delay or None,
                    cumulative if total is not None else None,
                    (adds or 0.0) / total if total else None,
                    part.process_time,
                    node.value_class.value if isinstance(node, Step) and node.value_class else None,
                    times.slack if times else None,
                    owner_words(document, step.owner) if step and answers_for else None,
                    ("yes" if owned else "no") if answers_for else None,
                )
            )
    said = []
    if any(document.of(Queue, key) for key in ids) or any(row[COLUMNS.index(_DELAY)] for row in rows):
        said.append("A queue's wait and the delay on the way belong to the owner of the step that they lead to.")
    if unknown == 1:
        said.append("1 step on the path adds nothing, as its time is blank.")
    elif unknown:
        said.append(f"{unknown} steps on the path add nothing, as their times are blank.")
    return Table("Critical path", COLUMNS, tuple(rows), " ".join(said), tuple(ids), frozenset(flagged))


def scenarios(document: Document, held: MapAnalysis, most: int = 40) -> Table:
    """The alternatives of a map, most likely first; the `most` likely ones where there are many."""
    ranked = sorted(held.scenarios, key=lambda each: (-each.probability, -each.lead_time, each.path))
    rows = tuple(_scenario(document, each) for each in ranked[:most])
    left = len(ranked) - len(rows)
    note = f"{plural(left, 'less likely alternative')} not listed." if left else ""
    return Table("Alternatives", SCENARIO_COLUMNS, rows, note)


def _scenario(document: Document, scenario: Scenario) -> Row:
    return (scenario.probability, scenario.lead_time, " → ".join(document.name(key) for key in scenario.path))
