"""The document as the deliverables tell it: one state for all of them, in which people are shown as was asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.known import Known
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.options import Options
from vsmstudio.export.people_shown import signed_by_role, told_by_role, without_names, without_roles
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Engagement, PeopleShown, Person, Record


@dataclass(frozen=True, slots=True)
class Prepared:
    """What every exporter draws from.

    `document` and its `analysis` are for all pages on which figures on quality may stand; `named` is for those on which none
    do: charters, stakeholders, workshops. `typed` is for cells that are read back: people are there as in `document`, but
    texts as they were typed, unless no name is to be told at all; the people themselves are in `named`.
    """

    document: Document
    analysis: Analysis
    named: Document
    typed: Document


def prepared(document: Document, analysis: Analysis, on: date, options: Options) -> Prepared:
    """People by role or by name, as `options` ask; `on` is the as-of date. An analysis that says the same is kept."""
    if options.people is PeopleShown.NAMES:
        shown = without_roles(document)
        return Prepared(shown, _analysed(shown, document, analysis, on), document, document)
    blank = without_names(document)
    told = told_by_role(signed_by_role(blank, document), document)
    found = _analysed(told, document, analysis, on)
    if options.people is PeopleShown.ROLES:
        return Prepared(told, found, told, told)
    return Prepared(told, found, document, blank)


def _analysed(shown: Document, document: Document, analysis: Analysis, on: date) -> Analysis:
    """The analysis of what is shown. Names alter no figure, so only what is found is worded anew.

    One that was not made of this document as it is stays as it is.
    """
    known = analysis.known
    if not isinstance(known, Known) or _says_the_same(document, shown):
        return analysis
    people: dict[Id, Record] = {**known.document.records}
    for kind in (Person, Engagement):
        people.update((each.id, each) for each in shown.all(kind))
    earlier = replace(analysis, known=known._replace(document=Document(people)))
    return replace(analyse(shown, on, known.seed, earlier), simulations=analysis.simulations)


def _says_the_same(document: Document, shown: Document) -> bool:
    """Does every finding call everything as before?"""
    for key, record in shown.records.items():
        before = document.records[key]
        if record is before:
            continue
        if not (isinstance(record, Person) and isinstance(before, Person) and record.label == before.label):
            return False
    return True
