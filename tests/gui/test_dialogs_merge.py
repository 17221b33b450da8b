"""Two groups' work comes together: the person sees what comes in, and chooses where both changed the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.builders import document
from tests.gui.showing import show_active
from vsmstudio.gui.dialogs.clash_model import BASE, OURS, THEIRS, WHAT
from vsmstudio.gui.dialogs.merge_dialog import NO_BASE, NO_CLASH, NOTHING, MergeDialog
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.merge import Choice, merge
from vsmstudio.model.records import Contract, Link, LinkKind, Placement, Revenue, Step, Unit

B = "group-b"


@pytest.fixture
def plan() -> Document:
    return document("A 1h -> B 2h -> C 3h", client="ACME")


def did(held: Document, key: str, **fields: object) -> Document:
    return held.apply(edits.update(held, key, **fields))


class Review:
    def __init__(self, qtbot, base: Document | None, ours: Document, theirs: Document, name: str = B) -> None:
        self.ours = ours
        self.dialog = MergeDialog(None, merge(base, ours, theirs, name), name, base is not None)
        self.table, self.model = self.dialog.table, self.dialog.model
        qtbot.addWidget(self.dialog)
        show_active(qtbot, self.dialog)

    def said(self) -> list[str]:
        return [each.text() for each in self.dialog.findChildren(QLabel) if not each.isHidden()]

    def cells(self) -> list[list[str]]:
        columns = (WHAT, BASE, OURS, THEIRS)
        return [[self.model.index(row, each).data() for each in columns] for row in range(self.model.rowCount())]

    def merged(self) -> Document:
        return self.ours.apply(self.dialog.change())

    def row(self, what: str) -> int:
        return next(row for row, cells in enumerate(self.cells()) if cells[0] == what)

    def click(self, row: int, column: int) -> None:
        at = self.table.visualRect(self.model.index(row, column)).center()
        QTest.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.table, key)


@pytest.fixture
def review(qtbot, plan) -> Review:
    ours = did(did(plan, "A", name="Approve", ca=0.5), "B", name="Book")
    theirs = did(did(plan, "A", name="Accept", ca=0.7), "B", name="Buy")
    return Review(qtbot, plan, ours, theirs)


def test_one_sentence_says_what_comes_in(qtbot, plan):
    theirs = did(did(plan, "B", name="Book"), "C", ca=0.9)
    theirs = theirs.apply(edits.put(theirs, "more", Step(id="d", map="map", name="D"), Unit(id="u", name="Sales")))
    theirs = theirs.apply(edits.remove(theirs, "less", ["A"]))
    shown = Review(qtbot, plan, plan, theirs)
    assert shown.dialog.summary.text() == (
        f"From {B} come 1 step, 1 unit and 2 changed fields; 1 step and 1 connection go away."
    )
    assert NO_CLASH in shown.said()
    assert shown.table.isHidden()


def test_without_anything_to_choose_enter_merges(qtbot, plan):
    shown = Review(qtbot, plan, plan, did(plan, "B", name="Book"))
    QTest.keyClick(shown.dialog, Qt.Key.Key_Return)
    assert shown.dialog.result() == MergeDialog.DialogCode.Accepted
    assert shown.merged().name("B") == "Book"


def test_a_file_that_brings_nothing_says_so(qtbot, plan):
    assert NOTHING in Review(qtbot, plan, plan, plan).said()


def test_each_field_that_both_changed_is_asked_with_both_values_and_the_one_before(review):
    assert review.cells() == [
        ["Step Approve · Stream · Current state", "", "", ""],
        ["Name", "A", "Approve", "Accept"],
        ["%C&A", "blank", "50 %", "70 %"],
        ["Step Book · Stream · Current state", "", "", ""],
        ["Name", "B", "Book", "Buy"],
    ]
    assert not review.table.isColumnHidden(BASE)


def test_until_chosen_otherwise_everything_is_as_here(review):
    assert review.dialog.change().records == {}
    assert "With these choices nothing comes in from group-b." in review.said()


def test_clicking_an_answer_takes_it(review):
    review.click(2, THEIRS)
    assert review.merged().the(Step, "A").ca == 0.7
    assert review.merged().name("A") == "Approve"
    review.click(2, OURS)
    assert review.dialog.change().records == {}


def test_by_keyboard_up_and_down_go_left_and_right_choose(review):
    assert review.table.hasFocus()
    review.press(Qt.Key.Key_Right)
    assert review.merged().name("A") == "Accept"
    review.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert review.table.currentIndex().row() == 4  # the heading between is passed over
    review.press(Qt.Key.Key_Space)
    assert review.merged().name("B") == "Buy"
    review.press(Qt.Key.Key_Left)
    assert review.merged().name("B") == "Book"


def test_all_can_be_taken_from_either_side(review):
    QTest.mouseClick(review.dialog.take_theirs, Qt.MouseButton.LeftButton)
    assert (review.merged().name("A"), review.merged().name("B")) == ("Accept", "Buy")
    QTest.mouseClick(review.dialog.take_ours, Qt.MouseButton.LeftButton)
    assert review.dialog.change().records == {}


def test_the_sentence_on_top_follows_the_choices(review, qtbot):
    review.press(Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: review.dialog.summary.text() == f"From {B} comes 1 changed field.")


def test_enter_merges_and_esc_does_not(review, qtbot):
    review.press(Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert review.dialog.result() == MergeDialog.DialogCode.Accepted
    assert review.merged().name("A") == "Accept"
    other = Review(qtbot, None, review.ours, review.ours)
    QTest.keyClick(other.dialog, Qt.Key.Key_Escape)
    assert other.dialog.result() == MergeDialog.DialogCode.Rejected


def test_a_step_that_was_removed_there_and_changed_here_is_one_question(qtbot, plan):
    shown = Review(qtbot, plan, did(plan, "A", name="Approve"), plan.apply(edits.remove(plan, "less", ["A"])))
    row = shown.row("The whole step")
    assert shown.cells()[row][2:] == ["changed: name Approve", "removed"]
    shown.click(row, THEIRS)
    assert "A" not in shown.merged()


def test_money_and_shares_are_asked_in_words(qtbot, plan):
    for change in (
        lambda d: edits.add_service(d, "Hosting"),
        lambda d: edits.add_contract(d, "Hosting 2026", annual_value=120_000.0),
        lambda d: edits.link(d, d.all(Contract)[0].id, d.services[0].id, LinkKind.COVERS, share=0.3),
        lambda d: edits.add_revenue(d, d.services[0].id, amount=1e6),
    ):
        plan = plan.apply(change(plan))
    contract, link, line = (plan.all(kind)[0].id for kind in (Contract, Link, Revenue))
    ours = did(did(did(plan, contract, annual_value=1e5), link, share=0.5), line, amount=None)
    theirs = did(did(did(plan, contract, annual_value=2e5), link, share=0.7), line, amount=2e6)
    rows = [each for each in Review(qtbot, plan, ours, theirs).cells() if each[1]]  # without the captions
    assert sorted(each[1:] for each in rows) == [
        ["1,000,000 EUR", "blank", "2,000,000 EUR"],
        ["120,000 EUR", "100,000 EUR", "200,000 EUR"],
        ["30 %", "50 %", "70 %"],
    ]


def test_where_both_tidied_up_the_places_of_a_map_are_one_question(qtbot, plan):
    def moved(by: float) -> Document:
        return plan.apply(edits.place(plan, {each.node: (each.x + by, each.y) for each in plan.all(Placement)}))

    shown = Review(qtbot, plan, moved(100), moved(200))
    assert shown.cells() == [
        ["Places on the paper", "", "", ""],
        ["Stream · Current state", "", "3 places as here", f"3 places as in {B}"],
    ]
    shown.press(Qt.Key.Key_Right)
    assert shown.merged() == moved(200)


def test_without_a_known_base_a_line_says_why_so_much_is_asked(qtbot, plan):
    shown = Review(qtbot, None, did(plan, "A", name="Approve"), did(plan, "A", name="Accept"))
    assert NO_BASE in shown.said()
    assert shown.table.isColumnHidden(BASE)
    assert shown.cells()[1][OURS:] == ["Approve", "Accept"]


def test_what_the_rules_settle_is_said(qtbot, plan):
    base = plan.apply(edits.put(plan, "more", Unit(id="u", name="Sales")))
    shown = Review(qtbot, base, did(base, "A", performer="u"), base.apply(edits.remove(base, "less", ["u"])))
    assert shown.dialog.notes.said == (f"Sales was removed in {B}, but it is the performer of A: it is kept.",)


def test_what_both_made_under_one_name_is_said(qtbot, plan):
    ours = plan.apply(edits.put(plan, "more", Unit(id="u", name="Sales")))
    theirs = plan.apply(edits.put(plan, "more", Unit(id="v", name="Sales")))
    shown = Review(qtbot, plan, ours, theirs)
    assert [each for each in shown.dialog.notes.said if "Sales was made here and in group-b" in each]


def test_texts_are_shown_as_they_stand_and_long_ones_whole_in_the_tooltip(qtbot, plan):
    long = "<img src='/etc/passwd'> " + "word " * 100
    shown = Review(qtbot, plan, did(plan, "A", notes=long), did(plan, "A", notes="short"), name="<b>b</b>")
    told = shown.model.index(1, OURS).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in told
    assert told.count("word") == 100
    assert shown.model.headerData(THEIRS, Qt.Orientation.Horizontal) == "<b>b</b>"


def test_screen_readers_hear_which_answer_is_chosen(review):
    role = Qt.ItemDataRole.AccessibleTextRole
    assert review.model.index(1, OURS).data(role) == "Here: Approve, chosen"
    review.press(Qt.Key.Key_Right)
    assert review.model.index(1, OURS).data(role) == "Here: Approve"
    assert review.model.index(1, THEIRS).data(role) == f"{B}: Accept, chosen"


def test_hundreds_of_questions_are_all_there_and_all_taken_at_once(qtbot):
    plan = document("; ".join(f"S{n} 1h -> T{n} 1h" for n in range(150)))

    def changed(ca: float) -> Document:
        steps = [each.id for each in plan.steps("map")]
        return Document({**plan.records, **{key: did(plan, key, ca=ca).records[key] for key in steps}})

    shown = Review(qtbot, plan, changed(0.5), changed(0.6))
    assert sum(row.asks for row in shown.model.rows) == 300
    shown.model.choose_all(Choice.THEIRS)
    assert shown.merged() == changed(0.6)
