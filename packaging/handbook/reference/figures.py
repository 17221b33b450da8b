"""The page of figures: what each is, by which rule it is worked out, who says so, and what it comes to in the sample."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from docutils import nodes
from docutils.parsers.rst import Directive

from reference.making import Words, code, facts, paragraph, section
from reference.names import figure_anchor
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.explain import SERVICE_FIGURES, STEP_FIGURES, Explanation, explain
from vsmstudio.export.tables.definitions import definitions
from vsmstudio.export.tables.figures import FIGURES
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Convention, EndpointRole, Map, MapState, ReworkRule, Service, Unit, ValueStream
from vsmstudio.model.words import in_value_words
from vsmstudio.storage.files import load

MAP, SERVICE, UNIT = "Motor claim", "Claims workflow", "Loss adjusters"  # of the sample, in which the rules are tried
OWN = "A rule of VSM Studio's own"
MEANT = {each.key: each for each in FIGURES}
ASKED = {
    "critical": "Critical step",
    "near_critical": "Nearly critical step",
    "share_of_lead_time": "Share of lead time that rests on a service",
}  # figures whose explanation is titled as a question or a sentence about one subject
TERMS = {"va_ratio": "Value-adding ratio", "own_cost": "Own cost", "tco": "Total cost of ownership"}


@dataclass(frozen=True)
class Entry:
    """One figure. `rules` are the ways in which it is worked out, each with when it holds (blank: always)."""

    key: str
    title: str
    meaning: str
    rules: tuple[tuple[str, str], ...]
    formula: str
    source: str
    sample: str

    def node(self) -> nodes.section:
        """The figure as a part of the page."""
        made = section(figure_anchor(self.key), self.title)
        if self.meaning:
            made += paragraph(self.meaning)
        rows: list[tuple[str, Words]] = [(when or "Worked out", rule) for when, rule in self.rules]
        made += facts([*rows, ("Formula", code(self.formula)), ("Source", self.source), ("In the sample", self.sample)])
        return made


@cache
def groups() -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Every figure, in groups with their titles."""
    document = load(resources.path("examples", "sample.vsm"))
    held = next(each for each in map(document.current_map, _called(document.streams, MAP)) if each)
    step = analyse(document).maps[held.id].capacity.bottleneck
    service = next(_called(document.services, SERVICE))
    unit = next(_called(document.units, UNIT))
    of_map = (*MEANT, "p50", "p85", "p95")
    return (
        ("Figures of a map", tuple(_of_a_map(document, held, of_map))),
        ("Figures of a step", tuple(_of(document, step or "", STEP_FIGURES))),
        ("Figures of a service", tuple(_of(document, service, (*SERVICE_FIGURES, f"share_of_lead_time:{held.id}")))),
        ("Figures of a unit", tuple(_of(document, unit, ("load",)))),
        ("Across maps", tuple(_across(document, held))),
    )


def _called(records: Iterable[ValueStream | Service | Unit], name: str) -> Iterator[Id]:
    return (each.id for each in records if each.name == name)


def names() -> dict[str, str]:
    """What every figure is called, by its key."""
    return {each.key: each.title for _, listed in groups() for each in listed}


def _of(document: Document, subject: Id, keys: Iterable[str]) -> Iterator[Entry]:
    """Figures of a step, a service or a unit, as they are explained."""
    analysis = analyse(document)
    for key in keys:
        told = explain(document, analysis, subject, key)
        yield _entry(document, told, key.partition(":")[0], ((("", told.rule)),))


def _across(document: Document, held: Map) -> Iterator[Entry]:
    """What two maps of a stream differ by, and what streams take that start one another: in the sample none does."""
    future = next(each for each in document.all(Map) if each.stream == held.stream and each.state is MapState.FUTURE)
    told = explain(document, analyse(document), held.id, f"compare:{future.id}:lead_time")
    sample = f"{document.name(future.id)}: lead time {told.said}"
    yield replace(_entry(document, told, "compare", (("", told.rule),)), title="Difference of two maps", sample=sample)
    end = next(each for each in document.nodes(held.id) if getattr(each, "role", None) is EndpointRole.END)
    following = next(each.id for each in document.streams if each.id != held.stream)
    chained = document.apply(edits.update(document, end.id, starts=following))
    told = explain(chained, analyse(chained), held.stream, "chain_lead_time:0")
    entry = _entry(document, told, "chain_lead_time", (("", told.rule),))
    yield replace(entry, title="Lead time of a chain of streams", sample="")


def _of_a_map(document: Document, held: Map, keys: Iterable[str]) -> Iterator[Entry]:
    """Figures of a map; where its convention or the rule for rework changes how one is worked out, all ways are told."""
    analysis = analyse(document)
    others = [(now, then, other, analyse(other)) for now, then, other in _other_rules(document, held)]
    for key in keys:
        told = explain(document, analysis, held.id, key)
        rules = [("", told.rule)]
        for now, then, other, found in others:
            rule = explain(other, found, held.id, key).rule
            if rule != told.rule:
                rules = [(now, told.rule), *rules[1:], (then, rule)]
        yield _entry(document, told, key, tuple(rules))


def _other_rules(document: Document, held: Map) -> Iterator[tuple[str, str, Document]]:
    """What holds now, what might hold as well, and the document with that."""
    choices = ((held.id, "convention", Convention), (document.engagement.id, "rework", ReworkRule))
    for subject, field, kinds in choices:
        now = getattr(document.get(subject), field)
        for kind in kinds:
            if kind is not now:
                other = document.apply(edits.update(document, subject, **{field: kind}))
                yield _when(document, subject, field), _when(other, subject, field), other


def _when(document: Document, subject: Id, field: str) -> str:
    record = document.records[subject]
    said = in_value_words(document, record, field, getattr(record, field))
    return f"{'Convention' if field == 'convention' else 'Rework'}: {said}"


def _entry(document: Document, told: Explanation, key: str, rules: tuple[tuple[str, str], ...]) -> Entry:
    meant = MEANT.get(key)
    name = document.name(told.subject)
    of_subject = rf" of (\d+[a-z]* )?{re.escape(name)}$"
    title = meant.name if meant else ASKED.get(key) or re.sub(of_subject, "", told.title)
    sample = "" if told.value is None or key == "steps" else f"{name}: {told.said}"
    source = told.source or _sources().get(TERMS.get(key, title)) or OWN
    return Entry(key, title, meant.meaning if meant else "", rules, told.formula, source, sample)


@cache
def _sources() -> dict[str, str]:
    """Who says so, by the terms of the definitions."""
    return {str(term): str(source) for _, term, _, source in definitions().rows if source}


class FiguresDirective(Directive):
    """``.. all-figures::``"""

    def run(self) -> list[nodes.Node]:
        return [
            section("-".join(title.lower().split()), title, *[each.node() for each in listed])
            for title, listed in groups()
        ]
