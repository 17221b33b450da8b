"""A service is hung under a step or a stream, graded and let go: each as one change."""

from __future__ import annotations

import pytest

from tests import builders
from tests.laws import hold_the_laws
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.edits.underpinning import grade, link_between
from vsmstudio.model.records import Criticality, Service
from vsmstudio.model.rules import Refused


@pytest.fixture
def held() -> Document:
    drawn = builders.document("A 1h -> B 2h")
    return drawn.apply(edits.put(drawn, "service", Service(id="crm", name="CRM")))


@pytest.mark.parametrize("target", ["A", "stream"])
def test_it_is_linked_graded_and_let_go(held: Document, target: str) -> None:
    linked = hold_the_laws(held, grade(held, "crm", target, Criticality.MEDIUM))
    link = link_between(linked, "crm", target)
    assert link is not None
    change = grade(linked, "crm", target, Criticality.HIGH)
    assert change.label == f"Grade CRM under {held.name(target)} high"
    assert list(change.records) == [link.id]
    graded = hold_the_laws(linked, change)
    assert link_between(graded, "crm", target).criticality is Criticality.HIGH  # type: ignore[union-attr]
    change = grade(graded, "crm", target, None)
    assert change.label == f"Unlink CRM from {held.name(target)}"
    assert hold_the_laws(graded, change) == held


def test_what_is_graded_so_already_and_what_was_never_linked_stays_as_it_is(held: Document) -> None:
    linked = held.apply(grade(held, "crm", "A", Criticality.LOW))
    assert not grade(linked, "crm", "A", Criticality.LOW).records
    assert not grade(held, "crm", "A", None).records


def test_only_services_underpin(held: Document) -> None:
    with pytest.raises(Refused, match="underpins a step"):
        grade(held, "A", "B", Criticality.HIGH)
