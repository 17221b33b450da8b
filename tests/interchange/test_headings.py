"""Column titles as spreadsheets bear them: the same columns by case, marks, plurals, units and shares."""

from __future__ import annotations

import pytest

from vsmstudio.interchange.columns import field_of, read_header
from vsmstudio.interchange.step_table import read_text
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar
from vsmstudio.model.records import Flow, FlowKind, Step


def read(text: str) -> Document:
    """A table that must be read without a problem; `|` stands for the delimiter."""
    imported = read_text(text.replace("|", "\t"), "orders.csv")
    assert imported.problems == ()
    return imported.document


def joins(document: Document, kind: FlowKind = FlowKind.WORK) -> set[str]:
    return {document.name(flow.id) for flow in document.all(Flow) if flow.kind is kind}


@pytest.mark.parametrize(
    ("title", "field", "unit"),
    [
        ("Process Step", "Step", ""), ("Task Name", "Step", ""), ("Step / Activity", "Step", ""), ("STEPS", "Step", ""),
        ("No.", "Id", ""), ("Step #", "Id", ""), ("Step No.", "Id", ""), ("Activity ID", "Id", ""), ("Sr. No.", "Id", ""),
        ("Predecessor(s)", "Predecessors", "s"), ("Immediate Predecessors", "Predecessors", ""),
        ("Immediate predecessor(s)", "Predecessors", "s"), ("Preceding activities", "Predecessors", ""),
        ("Pred.", "Predecessors", ""), ("Depends-on", "Predecessors", ""),
        ("Process Time [min]", "PT", "min"), ("P/T (sec)", "PT", "sec"), ("CT", "PT", ""), ("PT in min", "PT", "min"),
        ("Processing Time (PT)", "PT", ""), ("Process time (PT) (hrs.)", "PT", "hrs."), ("PT s", "PT", "s"),
        ("process_time_min", "PT", "min"), ("Cycle Time (s/piece)", "PT", "s/piece"),
        ("C/T (min per unit)", "PT", "min per unit"),
        ("Lead Time (days)", "LT", "days"), ("Lead time (d)", "LT", "d"), ("Lead-time", "LT", ""), ("L/T", "LT", ""),
        ("LT - days", "LT", "days"), ("Lead Times: wk", "LT", "wk"), ("Lead\u00a0Time\n(days)", "LT", "days"),
        ("Duration(weeks)", "LT", "weeks"), ("Lead Time (LT, d)", "LT", "d"), ("LT (business days)", "LT", "business days"),
        ("Waiting Time (h)", "Wait", "h"), ("WIP (pcs)", "Quantity", "pcs"), ("Inventory / WIP", "Quantity", ""),
        ("% C/A", "%C&A", ""), ("% C&A", "%C&A", ""), ("C & A %", "%C&A", ""), ("%C+A", "%C&A", ""), ("C/A", "%C&A", ""),
        ("% Complete & Accurate", "%C&A", ""), ("Percent complete and accurate (%C&A)", "%C&A", ""),
        ("First-Pass Yield (%)", "%C&A", "%"), ("pct_ca", "%C&A", ""),
        ("# Operators", "People", ""), ("Operator(s)", "People", "s"), ("No. of people", "People", ""),
        ("Batch size (pcs)", "Batch", "pcs"), ("Uptime %", "Availability", ""), ("Share (%)", "Share", "%"),
        ("% Rework", "Rework %", ""), ("Rework (%)", "Rework %", "%"), ("Rework To:", "Rework to", ""),
        ("Role / Department", "Performer", ""), ("Team(s)", "Performer", "s"), ("Process Owner", "Owner", ""),
        ("Comment(s)", "Notes", "s"), ("VA / NVA", "VA", ""),
        ("Lead time days", "LT", "days"), ("Cycle Time (CT) sec", "PT", "sec"), ("Durée en jours", "LT", "jours"),
        ("Avg. PT (min)", "PT", "min"), ("Dept.", "Performer", ""), ("Qualität %C&A", "%C&A", ""), ("Anz. MA", "People", ""),
        ("Fehlerfreiquote", "%C&A", ""), ("% complet et exact", "%C&A", ""), ("% correcto y completo", "%C&A", ""),
        ("Área", "Performer", ""), ("Étape du processus", "Step", ""), ("Temps de cycle (TC)", "PT", ""),
        ("VA (min)", None, ""), ("VA time (s)", None, ""), ("Lead", None, ""), ("Total lead time", None, ""),
        ("Changeover time (s)", None, ""), ("Queue", None, ""), ("Step;;", None, ""), ("Step,LT", None, ""),
        ("#" * 99, None, ""), ("/" * 99, None, ""), ("", None, ""), ("%", None, ""), ("(s)", None, ""),
    ],
)  # fmt: skip
def test_titles_are_known_by_their_letters(title: str, field: str | None, unit: str) -> None:
    assert field_of(title) == (field, unit)


def test_a_unit_behind_a_title_counts() -> None:
    document = read("Step|Process Time (PT) (min)|LT days|Cycle time\nPack|30|2|9")
    (step,) = document.all(Step)
    assert step.process_time is not None
    assert step.lead_time is not None
    assert (step.process_time.minutes(Calendar()), step.lead_time.minutes(Calendar())) == (30, 960)


@pytest.mark.parametrize("title", ["% C/A", "C & A %", "% Complete and Accurate"])
@pytest.mark.parametrize("cells", [("85", "90"), ("0.85", "0.9"), ("85%", "90 %")])
def test_a_share_in_the_name_of_a_column_leaves_its_figures_to_say(title: str, cells: tuple[str, str]) -> None:
    document = read(f"Step|{title}\nA|{cells[0]}\nB|{cells[1]}")
    assert {step.ca for step in document.all(Step)} == {0.85, 0.9}


def test_a_project_plan_as_exported() -> None:
    document = read("ID|Task Name|Duration|Predecessors|Resource Names\n1|A|5 days||X\n2|B|1 wk|1|Y\n3|C|2 days|1,2|")
    assert joins(document) == {"A → B", "A → C", "B → C"}
    assert {unit.name for unit in document.units} == {"X", "Y"}


def test_a_step_column_that_only_numbers_the_rows_is_their_id() -> None:
    document = read("Step|Activity|Predecessors\n1|Receive|\n2|Check|1\n3|Pack|1;2")
    assert joins(document) == {"Receive → Check", "Receive → Pack", "Check → Pack"}
    assert {step.key for step in document.all(Step)} == {"1", "2", "3"}
    assert {step.name for step in read("Step|LT\n1|1 h\n2|1 h").all(Step)} == {"1", "2"}
    header = read_header(["Step", "Task"], [["A1", "x"], ["2", "y"]])
    assert header.columns["Step"].title == "Step"


def test_a_line_of_totals_below_the_table_is_left_out() -> None:
    for last in ("|Total||3 d", "Total:|||3 d", "|GRAND TOTAL||3 d", "|Total lead time||3 d\n|Total|||"):
        imported = read_text(f"No|Step|Owner|LT\n1|A||1 d\n\n2|B||2 d\n{last}\n".replace("|", "\t"), "orders.csv")
        assert imported.problems == ()
        assert joins(imported.document) == {"A → B"}
        assert "orders.csv: line 5 was taken for a total and left out." in imported.notes
    assert joins(read("Step|LT\nTotal|1 d\nTotal the bill|1 d")) == {"Total → Total the bill"}
    assert joins(read("Step|Predecessors\nA|\nSum|A")) == {"A → Sum"}


@pytest.mark.parametrize("word", ["None", "n/a", "nil", "--", "—"])
def test_words_for_no_predecessor(word: str) -> None:
    assert joins(read(f"Step|Predecessors\nA|{word}\nB|A")) == {"A → B"}
    assert joins(read("Step|Predecessors\nNone|-\nB|none")) == {"None → B"}


@pytest.mark.parametrize(
    "units", ["||(mins)|(days)||", "||min|d|%|#", "||[min.]|[Tage]|-|", "#|Process Step|(mins)|(days)||"]
)
def test_units_in_a_row_of_their_own_below_the_titles_count(units: str) -> None:
    document = read(f"#|Process Step|P/T|L/T|%C/A|Staff\n{units}\n1|Enter order|10|1.5|90%|2\n2|Ship|30|2|100%|4")
    enter, ship = sorted(document.all(Step), key=lambda each: each.name)
    assert (enter.name, ship.name) == ("Enter order", "Ship")
    assert enter.process_time.minutes(Calendar()) == 10
    assert (enter.lead_time.minutes(Calendar()), ship.lead_time.minutes(Calendar())) == (720, 960)


def test_a_first_row_with_a_time_is_no_row_of_units() -> None:
    document = read("Step|PT|LT\nA|5 min|\nB|10|2 h")
    assert sorted(each.name for each in document.all(Step)) == ["A", "B"]


@pytest.mark.parametrize("total", ["Summe", "Gesamtsumme:", "Somme", "Total général", "Suma", "Totaal"])
def test_a_line_of_totals_in_other_languages_is_left_out(total: str) -> None:
    assert document_steps(f"Schritt|Bearbeitungszeit (min)\nPrüfen|5\nBuchen|7\n{total}|12") == {"Prüfen", "Buchen"}


def document_steps(text: str) -> set[str]:
    return {each.name for each in read(text).all(Step)}


def test_where_processes_repeat_the_activities_are_the_steps() -> None:
    assert document_steps("Process|Activity|PT\nOrder|Take|5 min\nOrder|Check|9 min\nOrder|Ship|3 min") == {
        "Take",
        "Check",
        "Ship",
    }


def test_numbers_with_both_marks_leave_no_doubt() -> None:
    document = read("Step|PT (min)|Quantity\nA|1.200,5|\nB|2,5|\nC|12,000.25|")
    assert sorted(each.process_time.minutes(Calendar()) for each in document.all(Step)) == [2.5, 1200.5, 12000.25]


@pytest.mark.parametrize("typed", ["~2 d", "ca. 2 Tage", "approx. 2 d", "about 2 days", "environ 2 jours"])
def test_what_is_said_to_be_about_so_much_is_an_estimate_of_it(typed: str) -> None:
    (step,) = read(f"Step|LT|%C&A|Staff\nCheck|{typed}|~90%|ca. 3").all(Step)
    assert step.lead_time.minutes(Calendar()) == 960
    assert (step.ca, step.people, step.lead_time.measured) == (0.9, 3, False)
