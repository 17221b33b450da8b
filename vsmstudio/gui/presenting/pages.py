"""What each page of a presentation says: the whole stream, its steps one by one, and what to do first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from vsmstudio.analysis.findings.listing import in_stages
from vsmstudio.analysis.results import Analysis, Finding, MapAnalysis
from vsmstudio.export.tables.figures import FIGURES, HEADLINES, reads_with_bound
from vsmstudio.export.tables.words import UNKNOWN, percent, plural
from vsmstudio.model.dates import day
from vsmstudio.model.document import Document
from vsmstudio.model.durations import show, typed
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Convention, LinkKind, Map, MapState, Person, Service, Step
from vsmstudio.model.words import one_line

_FIRST = 5  # findings on the last page
_NUMBER = re.compile(r"(\d+)([a-z]*)")
_TEXT = 120  # characters of a name


@dataclass(frozen=True)
class Line:
    """A sentence of a page. `mark` is what stands before it: a `gap`, something `critical`, or nothing."""

    words: str
    mark: str = ""


@dataclass(frozen=True)
class Page:
    """One page: the step in focus (blank: the whole map), a title, a line under it, figures with their names, and sentences."""

    step: Id
    title: str
    under: tuple[Line, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def sentence(self) -> str:
        """The page as it is read aloud."""
        figures = tuple(f"{name} {value if value != UNKNOWN else 'unknown'}" for name, value in self.figures)
        said = (self.title, *(line.words for line in self.under), *figures, *(line.words for line in self.lines))
        return ", ".join(part.rstrip(".") for part in said if part)


class Pages(Sequence[Page]):
    """The pages of a map in the order of the flow, parallel branches from top to bottom; none where it has no steps.

    A page is written when it is turned to.
    """

    def __init__(self, document: Document, analysis: Analysis, map_id: Id) -> None:
        self._document, self._analysis, self._held = document, analysis, analysis.maps.get(map_id)
        numbers = self._held.numbers if self._held else {}
        steps = [step for step in document.steps(map_id) if document.position(step.id)] if self._held else []
        self._steps = sorted(steps, key=lambda step: _in_order(numbers.get(step.id, "")))
        self._place = {step.id: at for at, step in enumerate(self._steps, start=1)}
        self._written: dict[int, Page] = {}

    def of_step(self, step: Id) -> int | None:
        """Which page is about a step."""
        return self._place.get(step)

    def __len__(self) -> int:
        return len(self._steps) + 2 if self._steps else 0

    @overload
    def __getitem__(self, at: int) -> Page: ...
    @overload
    def __getitem__(self, at: slice) -> list[Page]: ...
    def __getitem__(self, at: int | slice) -> Page | list[Page]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        at %= len(self)
        if at not in self._written:
            self._written[at] = self._write(at)
        return self._written[at]

    def _write(self, at: int) -> Page:
        assert self._held is not None
        if at == 0:
            return _whole(self._document, self._held)
        if at == len(self) - 1:
            return _last(self._document, self._analysis, self._held)
        return _step(self._document, self._analysis, self._held, self._steps[at - 1])


def _in_order(number: str) -> tuple[int, int, str]:
    """Numbers rise along the flow, and letters from top to bottom: 2, 3a, 3b, 10."""
    found = _NUMBER.fullmatch(number)
    return (int(found[1]), len(found[2]), found[2]) if found else (10**9, 0, number)


def _whole(document: Document, held: MapAnalysis) -> Page:
    drawn = document.the(Map, held.map)
    stream = one_line(document.name(drawn.stream), _TEXT)
    when = f", {day(drawn.date)}" if drawn.date and drawn.state is MapState.CURRENT else ""
    names = {figure.key: figure for figure in FIGURES}
    calendar = document.engagement.calendar
    keys = (*HEADLINES, "owner_coverage")
    figures = tuple((names[key].name, reads_with_bound(names[key], held, calendar)) for key in keys)
    counts = f"{plural(held.figures.steps, 'step')}, {plural(held.figures.handoffs, 'handoff')}"
    lines = [Line(f"{counts}.")]
    if held.gaps:
        worst = max(held.gaps, key=lambda gap: gap.share)
        names_of = [one_line(document.name(key)) for key in worst.steps]
        where = names_of[0] if len(names_of) == 1 else f"{names_of[0]} to {names_of[-1]}"
        lines.append(Line(f"Nobody is accountable for {where}: {percent(worst.share)} of lead time.", "gap"))
    return Page("", stream, (Line(f"{one_line(drawn.name, _TEXT)}{when}"),), figures, tuple(lines))


def _step(document: Document, analysis: Analysis, held: MapAnalysis, step: Step) -> Page:
    number = held.numbers.get(step.id, "")
    title = f"{number} {one_line(step.name, _TEXT) or 'Unnamed step'}".strip()
    performer = one_line(document.name(step.performer)) or "No performer yet"
    figures = (("PT", typed(step.process_time) or UNKNOWN), _lead(document, step), ("%C&A", percent(step.ca)))
    lines = (*_found(analysis, step), *_services(document, step))
    return Page(step.id, title, (Line(performer), _owner(document, step)), figures, lines)


def _owner(document: Document, step: Step) -> Line:
    owner = document.of(Person, step.owner)
    if owner is None:
        return Line("No accountable owner", "gap")
    name = one_line(owner.label)
    return Line(f"Vacant: {name}", "gap") if owner.vacant else Line(f"Accountable: {name}")


def _lead(document: Document, step: Step) -> tuple[str, str]:
    """The step's lead time, or its wait where the map's convention counts waits."""
    convention, calendar = document.the(Map, step.map).convention, document.engagement.calendar
    if convention is Convention.SERVICE and (step.lead_time is not None or step.wait is None):
        return "LT", typed(step.lead_time) or UNKNOWN
    if step.wait is not None or step.lead_time is None:
        return "Wait", typed(step.wait) or UNKNOWN
    work = step.process_time.minutes(calendar) if step.process_time else 0.0
    return "Wait", show(max(0.0, step.lead_time.minutes(calendar) - work), calendar)


def _found(analysis: Analysis, step: Step) -> tuple[Line, ...]:
    """What was found about a step in one sentence: the finding that matters most, and how many more there are."""
    found = sorted(analysis.about(step.id), key=lambda each: each.severity)
    if not found:
        return ()
    more = f". {plural(len(found) - 1, 'more finding')}" if len(found) > 1 else ""
    mark = "critical" if found[0].severity <= 1 else "gap"
    return (Line(f"{found[0].message.rstrip('.')}{more}.", mark),)


def _services(document: Document, step: Step) -> tuple[Line, ...]:
    services = [document.of(Service, link.source) for link in document.links_to(step.id, LinkKind.UNDERPINS)]
    named = sorted(
        one_line(each.name) + ("" if document.get(each.owner) else " (no owner)") for each in services if each
    )
    return (Line(f"Rests on {', '.join(named)}."),) if named else ()


def _last(document: Document, analysis: Analysis, held: MapAnalysis) -> Page:
    drawn = document.the(Map, held.map)
    future = drawn.state is MapState.FUTURE

    def is_here(finding: Finding) -> bool:
        return finding.map == held.map or (not finding.map and finding.stream in ("", drawn.stream) and not future)

    found = [each for each in in_stages(document, analysis).listed if is_here(each)]
    lines = tuple(
        Line(
            f"{each.severity.word.capitalize()}: {each.message.rstrip('.')}.",
            "critical" if each.severity <= 1 else "gap",
        )
        for each in found[:_FIRST]
    )
    if not lines:
        return Page("", "What stands out", (), (), (Line("Nothing was found on this map."),))
    under = (Line(f"The first {len(lines)} of {plural(len(found), 'finding')}"),) if len(found) > len(lines) else ()
    return Page("", "What stands out", under, (), lines)
