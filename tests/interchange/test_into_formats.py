"""Every kind of file is brought into a document, worked on there, and brought in again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import builders
from tests.laws import hold_the_laws
from tests.test_cli_import_kinds import ARCHIMATE, DRAWIO, LOG, XES
from vsmstudio import resources
from vsmstudio.interchange import outgoing
from vsmstudio.interchange.into import Plan, into
from vsmstudio.interchange.sources import arranged, read
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Kept, Service, Step
from vsmstudio.storage.files import load

FILES = {"model.xml": ARCHIMATE, "plan.drawio": DRAWIO, "log.csv": LOG, "log.xes": XES}


def bring(document: Document, path: Path) -> tuple[Document, Plan]:
    plan = into(document, read([path]))
    return hold_the_laws(document, plan.change), plan


@pytest.fixture
def orders() -> Document:
    return arranged(builders.document("Receive 10min/1d -> Check 20min/2d -> File"))


@pytest.mark.parametrize("name", FILES)
def test_a_file_goes_in_once(orders: Document, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(FILES[name])
    after, plan = bring(orders, path)
    assert len(after.maps) == 2
    assert plan.added
    assert not plan.updated
    assert not any("piece" in each.casefold() for each in plan.said)
    assert None not in [after.position(step.id) for step in after.all(Step)]
    again = into(after, read([path]))
    assert not again.change, again.said


@pytest.mark.parametrize("name", FILES)
def test_what_people_add_between_two_imports_stays(orders: Document, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(FILES[name])
    after, _ = bring(orders, path)
    new = next(step for step in after.all(Step) if step.id not in orders)
    after = after.apply(edits.update(after, new.id, why="By law.", ca=0.8 if new.ca is None else new.ca))
    after = after.apply(edits.move(after, {new.id: (800.0, 800.0)}))
    again = into(after, read([path]))
    assert not again.change, again.said


@pytest.mark.parametrize(("name", "old", "new"), [
    ("model.xml", ">Register<", ">Take in<"),
    ("plan.drawio", '"Register"', '"Take in"'),
])  # fmt: skip
def test_another_name_in_the_same_piece_is_another_name_of_the_same_step(
    orders: Document, tmp_path: Path, name: str, old: str, new: str
) -> None:
    path = tmp_path / name
    path.write_text(FILES[name])
    first, _ = bring(orders, path)
    step = next(each for each in first.all(Step) if each.name == "Register")
    first = first.apply(edits.update(first, step.id, lead_time=Duration("2 d")))
    path.write_text(FILES[name].replace(old, new))
    after, plan = bring(first, path)
    assert after.the(Step, step.id).name == "Take in"
    assert after.the(Step, step.id).lead_time == Duration("2 d")
    assert len(after.all(Step)) == len(first.all(Step))
    assert after.position(step.id) == first.position(step.id)
    assert (plan.added, plan.updated) == (0, 1)


def test_an_architecture_model_and_a_table_speak_of_the_same_services(orders: Document, tmp_path: Path) -> None:
    model, table = tmp_path / "model.xml", tmp_path / "orders.csv"
    model.write_text(ARCHIMATE)
    table.write_text("Stream,Step,PT,Services\nStream,Check,30 min,case file\n")
    after, _ = bring(orders, model)
    after, plan = bring(after, table)
    assert [each.name for each in after.all(Service)] == ["Case file"]
    assert any("underpins Check" in each for each in plan.said)
    assert after.all(Kept), "what the model kept is there still"


def test_a_new_element_between_two_known_ones_goes_in_between(orders: Document, tmp_path: Path) -> None:
    path = tmp_path / "model.xml"
    path.write_text(ARCHIMATE)
    first, _ = bring(orders, path)
    more = ARCHIMATE.replace(
        "</elements>", '<element identifier="id-9" xsi:type="BusinessProcess"><name xml:lang="en">Ask</name></element></elements>'
    ).replace(
        'identifier="id-4" source="id-1" target="id-2"', 'identifier="id-4" source="id-1" target="id-9"'
    ).replace(
        "</relationships>", '<relationship identifier="id-10" source="id-9" target="id-2" xsi:type="Triggering"/></relationships>'
    )  # fmt: skip
    path.write_text(more)
    after, plan = bring(first, path)
    drawn = next(each for each in after.maps if each.id not in orders)
    ways = {f"{after.name(each.source)} > {after.name(each.target)}" for each in after.flows(drawn.id)}
    assert ways == {"Register > Ask", "Ask > Decide"}
    assert plan.rejoins == ()


@pytest.mark.parametrize("ending", [".csv", ".xml", ".drawio"])
def test_what_was_written_for_others_changes_nothing_where_it_comes_from(tmp_path: Path, ending: str) -> None:
    sample = load(resources.path("examples", "sample.vsm"))
    path = tmp_path / f"sample{ending}"
    path.write_bytes(outgoing.written(sample, ending, dict))
    plan = into(sample, read([path]))
    assert not plan.change, plan.said
