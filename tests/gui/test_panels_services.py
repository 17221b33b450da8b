"""The inspector on services and what stands behind them: money, shares, contracts, applications, revenue, origins."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.builders import document
from vsmstudio.gui.panels.fields import Field, LineField
from vsmstudio.gui.panels.inspector import Inspector
from vsmstudio.gui.panels.pages import RecordPage
from vsmstudio.gui.panels.relations import MOST, Relations
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Application,
    Contract,
    Endpoint,
    EndpointRole,
    Fallback,
    Link,
    LinkKind,
    Readiness,
    Revenue,
    Service,
    Side,
    Step,
    Unit,
)
from vsmstudio.session import Session

MAP = "(Customer) -> Register 1d @Claims !Head_of_Claims -> Assess 6d -> (Insured)"


def made(held: Document, change: Change) -> tuple[Document, Id]:
    return held.apply(change), next(iter(change.records))


@pytest.fixture
def workspace() -> Workspace:
    """A claims portal under two streams, which rests on hosting."""
    held = document(MAP)
    held, portal = made(held, edits.add_service(held, "Claims portal"))
    held, _ = made(held, edits.add_service(held, "Hosting"))
    held, _ = made(held, edits.add_service(held, "Customer app"))
    held = held.apply(edits.add_stream(held, "Onboarding"))
    held = held.apply(edits.underpin(held, portal, "Register"))
    return Workspace(Session(held))


def key(workspace: Workspace, name: str) -> Id:
    return next(key for key in workspace.document.records if workspace.document.name(key) == name)


def page(inspector: Inspector) -> RecordPage:
    assert isinstance(inspector.page, RecordPage)
    return inspector.page


def section(inspector: Inspector, caption: str) -> Relations:
    relations = [each for each in page(inspector).relations if isinstance(each, Relations)]
    [found] = [each for each in relations if each.relation.caption == caption]
    return found


def open_more(inspector: Inspector, qtbot: QtBot) -> dict[str, Field]:
    qtbot.mouseClick(page(inspector).fold.button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    return page(inspector).more.fields


def type_in(qtbot: QtBot, editor: QLineEdit, words: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClicks(editor, words)
    popup = QApplication.activePopupWidget()
    qtbot.keyClick(popup if popup is not None else editor, end)
    QApplication.processEvents()  # new rows are shown when the event loop turns


def add(qtbot: QtBot, inspector: Inspector, caption: str, words: str) -> None:
    """Open a section where it is folded, and type what it is to take on."""
    held = section(inspector, caption)
    if held.opener.isVisible():
        qtbot.mouseClick(held.opener, Qt.MouseButton.LeftButton)
        assert held.adder is not None
        assert held.adder.editor.hasFocus()
    assert held.adder is not None
    type_in(qtbot, held.adder.editor, words)


def share(inspector: Inspector, caption: str, row: int) -> LineField:
    field = list(section(inspector, caption).rows.values())[row].share  # type: ignore[attr-defined]
    assert isinstance(field, LineField)
    return field


# --- forms ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "amount"),
    [("12000", 12_000), ("12,000", 12_000), ("12.000", 12_000), ("12k", 12_000), ("1.2m", 1_200_000)],
)
def test_costs_are_typed_as_people_write_money(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace, words: str, amount: float
) -> None:
    workspace.select([key(workspace, "Claims portal")])
    cost = open_more(inspector, qtbot)["cost_development"]
    assert isinstance(cost, LineField)
    type_in(qtbot, cost.editor, words)
    assert workspace.document.the(Service, key(workspace, "Claims portal")).cost_development == amount
    assert cost.editor.text() == f"{amount:,}"


def test_what_was_understood_is_said_while_typing(qtbot: QtBot, inspector: Inspector, workspace: Workspace) -> None:
    workspace.do(lambda d: edits.add_contract(d, "Hosting 2026"))
    workspace.select([key(workspace, "Hosting 2026")])
    value = page(inspector).main.fields["annual_value"]
    assert isinstance(value, LineField)
    value.editor.setFocus()
    qtbot.keyClicks(value.editor, "12.000")
    assert value.editor.echo.text() == "= 12,000 EUR"
    qtbot.keyClick(value.editor, Qt.Key.Key_Return)
    assert (value.editor.text(), value.editor.echo.text()) == ("12,000", "EUR")


@pytest.mark.parametrize("words", ["-5", "soon", "1.250m", "12k USD"])
def test_what_is_no_amount_is_refused_in_place(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace, words: str
) -> None:
    workspace.select([key(workspace, "Claims portal")])
    before = workspace.document
    cost = open_more(inspector, qtbot)["cost_vendor"]
    assert isinstance(cost, LineField)
    type_in(qtbot, cost.editor, words)
    assert workspace.document is before
    assert cost.is_bad
    assert "Type" in cost.message.text()


def test_the_costs_are_summed_under_a_caption_that_names_the_currency(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.do(lambda d: edits.update(d, "engagement", currency="CHF"))
    workspace.select([key(workspace, "Claims portal")])
    fields = open_more(inspector, qtbot)
    for name, words in (("cost_development", "100k"), ("cost_support", "20,500.50")):
        field = fields[name]
        assert isinstance(field, LineField)
        type_in(qtbot, field.editor, words)
    said = {each.text() for each in page(inspector).more.findChildren(QLabel)}
    assert {"Cost a year (CHF)", "120,500.50, 2 of 6 known"} <= said


def test_fallback_and_readiness_are_chosen_and_the_review_dated(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    portal = key(workspace, "Claims portal")
    workspace.select([portal])
    fields = open_more(inspector, qtbot)
    qtbot.keyClick(fields["fallback"].editor, Qt.Key.Key_Down)
    qtbot.keyClick(fields["continuity"].editor, Qt.Key.Key_End)
    reviewed = fields["reviewed_on"]
    assert isinstance(reviewed, LineField)
    type_in(qtbot, reviewed.editor, "2026-02-14")
    service = workspace.document.the(Service, portal)
    assert (service.fallback, service.continuity, service.security) == (
        Fallback.NONE, Readiness.GAP, Readiness.NOT_ASKED)  # fmt: skip
    assert service.reviewed_on == date(2026, 2, 14)


def test_tab_goes_from_more_through_its_fields_to_the_relations(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.select([key(workspace, "Claims portal")])
    fields = open_more(inspector, qtbot)
    page(inspector).fold.button.setFocus()
    reached = []
    for _ in range(len(fields) + 2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached[: len(fields)] == [each.editor for each in fields.values()]
    row = next(iter(section(inspector, "Underpins").rows.values()))
    assert reached[len(fields) :] == list(row.parts[:2])


def test_a_contract_never_ends_before_it_starts(qtbot: QtBot, inspector: Inspector, workspace: Workspace) -> None:
    workspace.do(lambda d: edits.add_contract(d, "Hosting 2026"))
    workspace.select([key(workspace, "Hosting 2026")])
    fields = page(inspector).main.fields
    start, end = fields["start"], fields["end"]
    assert isinstance(start, LineField)
    assert isinstance(end, LineField)
    type_in(qtbot, start.editor, "2026-03-01")
    type_in(qtbot, end.editor, "2026-02-01")
    assert "ends after it starts" in end.message.text()
    assert workspace.document.all(Contract)[0].end is None


def test_an_end_says_which_stream_goes_on_from_it_and_a_start_does_not(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.select([key(workspace, "Insured")])
    starts = page(inspector).main.fields["starts"]
    assert isinstance(starts, LineField)
    type_in(qtbot, starts.editor, "onboarding")
    end = workspace.document.the(Endpoint, key(workspace, "Insured"))
    assert (end.role, workspace.document.name(end.starts)) == (EndpointRole.END, "Onboarding")
    type_in(qtbot, starts.editor, "Stream")
    assert "none of the streams" in starts.message.text()  # no stream starts itself
    workspace.select([key(workspace, "Customer")])
    assert not starts.isVisible()


# --- relations --------------------------------------------------------------------------------------------------------


def test_empty_sections_are_one_line_each_until_they_are_opened(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.select([key(workspace, "Claims portal")])
    rests = section(inspector, "Rests on")
    assert rests.opener.text() == "+ Rests on"
    assert not rests.section.isVisible()
    add(qtbot, inspector, "Rests on", "Hosting")
    assert [workspace.document.name(each.target) for each in workspace.document.all(Link)
            if each.kind is LinkKind.RESTS_ON] == ["Hosting"]  # fmt: skip
    assert rests.section.isVisible()
    assert share(inspector, "Rests on", 0).editor.placeholderText() == "even"
    qtbot.mouseClick(next(iter(rests.rows.values())).remove, Qt.MouseButton.LeftButton)
    workspace.select([key(workspace, "Hosting")])
    workspace.select([key(workspace, "Claims portal")])
    assert rests.opener.isVisible()


def test_shares_over_a_hundred_per_cent_are_told_in_words_on_both_sides(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.select([key(workspace, "Hosting")])
    add(qtbot, inspector, "Supports these services", "Claims portal")
    add(qtbot, inspector, "Supports these services", "Customer app")
    rests = section(inspector, "Supports these services")
    type_in(qtbot, share(inspector, "Supports these services", 0).editor, "70")
    assert not rests.note.isVisible()
    type_in(qtbot, share(inspector, "Supports these services", 1).editor, "60 %")
    assert rests.note.text() == "The shares add up to 130 %. Lower one; until then they are scaled to 100 %."
    workspace.select([key(workspace, "Claims portal")])
    assert section(inspector, "Rests on").note.text().startswith("The shares of Hosting add up to 130 %.")


def test_a_share_that_cannot_be_is_refused_under_its_row(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.select([key(workspace, "Claims portal")])
    add(qtbot, inspector, "Rests on", "Hosting")
    field = share(inspector, "Rests on", 0)
    type_in(qtbot, field.editor, "140")
    assert field.is_bad
    assert field.message.isVisible()
    assert field.message.width() > 200
    assert field.message.text().startswith("140 is outside 0 to 100 %.")


@pytest.mark.parametrize(
    ("caption", "kind", "made_kind"),
    [("Contracts", LinkKind.COVERS, Contract), ("Applications", LinkKind.SUPPORTS, Application)],
)
def test_contracts_and_applications_are_made_by_typing_their_name_and_opened_by_a_click(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace, caption: str, kind: LinkKind, made_kind: type
) -> None:
    portal = key(workspace, "Claims portal")
    workspace.select([portal])
    before = workspace.document
    add(qtbot, inspector, caption, "Claims suite")
    [link] = workspace.document.links_to(portal, kind)
    assert isinstance(workspace.document.get(link.source), made_kind)
    qtbot.mouseClick(section(inspector, caption).rows[link.id].name, Qt.MouseButton.LeftButton)
    assert workspace.selection == (link.source,)
    back = section(inspector, "Covers" if made_kind is Contract else "Supports")
    assert [row.name.text() for row in back.rows.values()] == ["Claims portal"]
    workspace.undo()
    assert workspace.document == before


def test_revenue_is_what_a_customer_pays_and_stands_on_both_their_pages(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    portal = key(workspace, "Claims portal")
    workspace.select([portal])
    add(qtbot, inspector, "Revenue a year", "Brokers")
    add(qtbot, inspector, "Revenue a year", "Claims")
    held = section(inspector, "Revenue a year")
    for row, words in zip(held.rows.values(), ("400k", "50k"), strict=True):
        type_in(qtbot, row.amount.editor, words)  # type: ignore[attr-defined]
    assert sorted(each.amount or 0 for each in workspace.document.all(Revenue)) == [50_000, 400_000]
    assert held.sum.text() == "Together 450,000 EUR a year"
    workspace.select([key(workspace, "Brokers")])
    assert [row.name.text() for row in section(inspector, "Pays a year for").rows.values()] == ["Claims portal"]


def test_a_stream_that_is_reached_carries_cost_and_others_can_be_chosen(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    portal = key(workspace, "Claims portal")
    workspace.select([portal])
    carried = section(inspector, "Cost carried by")
    assert carried.opener.isVisible()  # one stream alone carries all of it
    add(qtbot, inspector, "Cost carried by", "Onboarding")
    assert [row.name.text() for row in carried.rows.values()] == ["Stream", "Onboarding"]
    assert [row.remove.isVisible() for row in carried.rows.values()] == [False, True]
    type_in(qtbot, share(inspector, "Cost carried by", 0).editor, "80")
    money = workspace.analysis.money.services[portal]
    assert {workspace.document.name(each): part for each, part in money.parts.items()} == pytest.approx(
        {"Stream": 0.8, "Onboarding": 0.2}
    )
    type_in(qtbot, share(inspector, "Cost carried by", 1).editor, "30")
    assert carried.note.text().startswith("The shares add up to 110 %.")
    qtbot.mouseClick(list(carried.rows.values())[1].remove, Qt.MouseButton.LeftButton)
    assert [row.name.text() for row in carried.rows.values()] == ["Stream"]


def test_a_supplier_shows_its_contracts_and_a_person_what_they_own(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.do(lambda d: edits.add_unit(d, "Northgate", side=Side.SUPPLIER))
    northgate = key(workspace, "Northgate")
    workspace.do(lambda d: edits.add_contract(d, "Hosting 2026", supplier=northgate, annual_value=240_000.0))
    workspace.select([northgate])
    [row] = section(inspector, "Contracts with this supplier").rows.values()
    assert (row.name.text(), row.about.text()) == ("Hosting 2026", "240,000 EUR")  # type: ignore[attr-defined]
    workspace.select(["person-Head_of_Claims"])
    [row] = section(inspector, "Accountable for").rows.values()
    qtbot.mouseClick(row.name, Qt.MouseButton.LeftButton)
    assert workspace.selection == ("Register",)


def test_a_step_of_a_future_map_came_from_steps_of_other_maps_and_only_from_these(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.select(["Assess"])
    assert not section(inspector, "Came from").isVisible()
    workspace.do(lambda d: edits.copy_map(d, "map", "90 days"))
    later = next(each.id for each in workspace.document.all(Step) if each.name == "Assess" and each.map != "map")
    workspace.select([later])
    came = section(inspector, "Came from")
    assert [row.name.text() for row in came.rows.values()] == ["Assess"]
    add(qtbot, inspector, "Came from", "Register")
    assert {each.target for each in workspace.document.links_from(later, LinkKind.CAME_FROM)} == {"Assess", "Register"}
    add(qtbot, inspector, "Came from", "Nowhere")
    assert came.adder is not None
    assert "There is no step on another map “Nowhere”" in came.adder.message.text()
    qtbot.mouseClick(next(iter(came.rows.values())).name, Qt.MouseButton.LeftButton)
    assert (workspace.selection, workspace.map_id) == (("Assess",), "map")


def test_of_very_many_relations_the_first_are_shown_and_more_when_asked_for(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    many = Change("", {})
    for number in range(70):
        many = many.then(edits.add_service(workspace.document, f"Service {number:02}", owner="person-Head_of_Claims"))
    workspace.do(many)
    workspace.select(["person-Head_of_Claims"])
    owned = section(inspector, "Accountable for")
    assert len(owned.rows) == MOST
    assert owned.more.text() == "Show 24 of 59 more"
    qtbot.mouseClick(owned.more, Qt.MouseButton.LeftButton)
    assert len(owned.rows) == 36
    assert owned.more.text() == "Show 24 of 35 more"
    while owned.more.isVisible():
        qtbot.mouseClick(owned.more, Qt.MouseButton.LeftButton)
    assert len(owned.rows) == 71


def test_a_share_that_is_being_typed_belongs_to_its_row_when_something_else_is_selected(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace
) -> None:
    workspace.select([key(workspace, "Claims portal")])
    add(qtbot, inspector, "Rests on", "Hosting")
    workspace.select([key(workspace, "Customer app")])
    add(qtbot, inspector, "Rests on", "Hosting")
    workspace.select([key(workspace, "Claims portal")])
    QApplication.processEvents()
    editor = share(inspector, "Rests on", 0).editor
    editor.setFocus()
    qtbot.keyClicks(editor, "40")
    workspace.select([key(workspace, "Customer app")])
    shares = {workspace.document.name(each.source): each.share for each in workspace.document.all(Link)
              if each.kind is LinkKind.RESTS_ON}  # fmt: skip
    assert shares == {"Claims portal": 0.4, "Customer app": None}
    assert share(inspector, "Rests on", 0).editor.text() == ""


@pytest.mark.parametrize("name", ["<b>&'\"", "N" * 300, "מחלקת תביעות", "注文を受ける"])
def test_hostile_names_are_shown_as_they_stand_and_widen_nothing(
    qtbot: QtBot, inspector: Inspector, workspace: Workspace, name: str
) -> None:
    portal = key(workspace, "Claims portal")
    for change in (
        lambda d: edits.add_contract(d, name),
        lambda d: edits.add_application(d, name),
        lambda d: edits.add_unit(d, name, side=Side.SUPPLIER),
        lambda d: edits.update(d, d.all(Contract)[0].id, supplier=d.all(Unit)[-1].id),
        lambda d: edits.link(d, d.all(Contract)[0].id, portal, LinkKind.COVERS),
        lambda d: edits.link(d, d.all(Application)[0].id, portal, LinkKind.SUPPORTS),
        lambda d: edits.add_revenue(d, portal, customer=d.all(Unit)[-1].id),
        lambda d: edits.rename(d, portal, name),
    ):
        workspace.do(change)
    held = workspace.document
    for kind in (Contract, Application, Unit, Revenue, Service):
        workspace.select([held.all(kind)[-1].id])
        assert all(each.textFormat() is Qt.TextFormat.PlainText for each in page(inspector).findChildren(QLabel))
        assert page(inspector).width() <= inspector.view.viewport().width()
