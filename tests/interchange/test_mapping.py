"""What a sheet is taken for, and what its columns are: guessed in several tongues, and changed by the person."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from tests.interchange import books
from vsmstudio.interchange.imported import BadSource, Imported
from vsmstudio.interchange.mapping import (
    TABLES,
    ColumnUse,
    Mapping,
    fields_of,
    guessed,
    read,
    signature,
)
from vsmstudio.interchange.sheets import Sheet, sheet_of_text, sheets_of
from vsmstudio.interchange.step_table import read_bytes, read_text
from vsmstudio.model import rules
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar
from vsmstudio.model.records import Application, Flow, Service, Step


def sheet(text: str, name: str = "list.csv") -> Sheet:
    return sheet_of_text(text.replace("|", "\t"), name)


def fields(text: str, name: str = "list.csv") -> dict[str, str | None]:
    return {each.title: each.field for each in guessed(sheet(text, name)).columns}


def only_step(document: Document) -> Step:
    (step,) = document.all(Step)
    return step


# --- which table ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heads", "table"),
    [
        ("Step|PT|LT|Owner", "steps"), ("Activity|Role|Comment", "steps"), ("Process|Owner|Systems", "steps"),
        ("Service|Owner|Outcomes", "services"), ("service_name_en|service_description_en|owner_org", "services"),
        ("Service Name (EN)|Status|Department", "services"), ("IT service|SLA|Users", "services"),
        ("Role|Name|Department", "people"), ("Department|Headcount|Hourly rate", "units"),
        ("Customer|Services", "customers"), ("Vendor|Hourly rate", "suppliers"),
        ("Service|Development|Infrastructure|Maintenance", "costs"), ("Service|Category|Amount", "costs"),
        ("Contract|Vendor|Annual cost|End date", "contracts"), ("Application|Owner|Lifecycle", "applications"),
        ("System name|Vendor|Status", "applications"), ("Customer|Service|Revenue", "revenue"),
        ("Value stream|Owner|Demand", "streams"), ("Leistung|Verantwortlich|Kunden|Status", "services"),
        ("Nom du service|Responsable|Usagers|Fournisseur", "services"), ("Vertrag|Lieferant|Jahreskosten|Ende", "contracts"),
        ("Anwendung|Verantwortlich|Status", "applications"), ("Services", "services"),
        ("Service|Service", "services"), ("a|b|c", ""), ("Date|Amount", ""), ("Name|Notes", ""),
    ],
)  # fmt: skip
def test_a_sheet_is_told_by_its_titles(heads: str, table: str) -> None:
    row = "|".join(f"x{at}" for at in range(heads.count("|") + 1))
    assert guessed(sheet(f"{heads}\n{row}\n")).table == table


@pytest.mark.parametrize(
    ("file", "table"),
    [("services.csv", "services"), ("Service catalogue 2026.csv", "services"), ("people.csv", "people"),
     ("Apps.csv", "applications"), ("vendors.csv", "suppliers"), ("Klanten.csv", "customers")],
)  # fmt: skip
def test_titles_that_fit_several_lists_are_told_by_the_name_of_the_file(file: str, table: str) -> None:
    assert guessed(sheet("Name|Notes\nMail|x\n", file)).table == table


def test_the_titles_are_found_below_what_stands_above_them() -> None:
    found = guessed(sheet("Our services\n\nas of May|by me\nService|Owner\nMail|Head\n"))
    assert (found.table, found.header) == ("services", 2)


# --- columns --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heads",
    [
        "Schritt|Vorgänger|Bearbeitungszeit (Min.)|Durchlaufzeit [Tage]|Wartezeit (Std)|Verantwortlich|Abteilung|Bemerkungen",
        "Étape|Prédécesseurs|Temps de traitement (minutes)|Délai (jours)|Attente (heures)|Responsable|Département|Remarques",
        "Paso|Predecesores|Tiempo de proceso (minutos)|Plazo (días)|Espera (horas)|Responsable|Departamento|Observaciones",
        "Stap|Voorgangers|Bewerkingstijd (minuten)|Doorlooptijd (dagen)|Wachttijd (uur)|Eigenaar|Afdeling|Opmerkingen",
        "STEP|predecessor(s)|process_time_min|Lead Time - days|Waiting time (h)|Process owner|Team|Comments",
    ],
)
def test_step_tables_in_other_tongues_read_the_same(heads: str) -> None:
    imported = read_text(f"{heads}\nA||30|2|1|Head|Sales|slow\n".replace("|", "\t"), "t.csv")
    assert imported.problems == ()
    step, document = only_step(imported.document), imported.document
    said = [each.minutes(Calendar()) if each else None for each in (step.process_time, step.lead_time, step.wait)]
    assert said == [30, 960, 60]
    assert (document.name(step.owner), document.name(step.performer), step.notes) == ("Head", "Sales", "slow")


def test_durations_with_units_of_other_tongues_and_clocks_are_read() -> None:
    imported = read_text("Step\tPT\tLT\tWait\nA\t30 Minuten\t3 Tage\t01:30:00\nB\t2 Std.\t1 semaine\t4 uur\n")
    assert imported.problems == ()
    steps = {each.name: each for each in imported.document.all(Step)}
    assert [steps["A"].process_time.text, steps["A"].lead_time.text, steps["A"].wait.text] == [
        "30 min",
        "3 d",
        "1h 30min",
    ]  # type: ignore[union-attr]
    assert [steps["B"].process_time.text, steps["B"].lead_time.text, steps["B"].wait.text] == ["2 h", "1 wk", "4 h"]  # type: ignore[union-attr]


def test_figures_that_nobody_knows_are_blank() -> None:
    imported = read_text("Step\tPT\tLT\t%C&A\tPeople\nA\tn/a\tTBD\t?\tunknown\n")
    assert imported.problems == ()
    step = only_step(imported.document)
    assert (step.process_time, step.lead_time, step.ca, step.people) == (None, None, None, None)


def test_a_column_under_a_lesser_name_whose_cells_say_otherwise_is_a_note() -> None:
    found = fields("Step|Type|Value\nA|manual|12\nB|auto|13\nC|paper|14\n")
    assert found == {"Step": "Step", "Type": None, "Value": None}
    found = fields(
        "Service|service_type|Scope|Last review\nA|INFO|EXTERN|2022-2023\nB|APIR|INTERN|2021-2022\nC|X|EXTERN|2020-2021\n"
    )
    assert found == {"Service": "Service", "service_type": None, "Scope": "Type", "Last review": None}


def test_the_column_of_names_is_found_by_what_stands_in_it() -> None:
    found = fields("No.|What happens|PT|LT|Owner\n1|Open the mail|5|1|Clerk\n2|Check the order|6|2|Clerk\n3|File it|7|3|Head\n",
                   "process.csv")  # fmt: skip
    assert found["What happens"] == "Step"


def test_what_columns_may_be_is_said_for_every_table() -> None:
    for table in TABLES:
        assert all(each.title and each.words and each.kind for each in fields_of(table)), table
    assert {"Step", "PT", "Predecessors"} <= {each.title for each in fields_of("steps")}
    assert {"Service", "Streams", "Maintenance"} <= {each.title for each in fields_of("services")}
    assert fields_of("") == ()


# --- changed by the person --------------------------------------------------------------------------------------------------


def as_field(mapping: Mapping, title: str, field: str | None, unit: str | None = None, note: bool = False) -> Mapping:
    columns = [
        replace(each, field=field, unit=unit, note=note) if each.title == title else each for each in mapping.columns
    ]
    return replace(mapping, columns=tuple(columns))


def taken(text: str, mapping: Mapping) -> Imported:
    imported = read([sheet(text)], [mapping], None, "list.csv")
    assert rules.check(imported.document) == ()
    return imported


def test_a_column_is_read_as_the_person_says() -> None:
    text = "Step|Took|Who|Colour\nA|90|Clerk|red\n"
    mapping = as_field(as_field(guessed(sheet(text)), "Took", "LT", "h"), "Who", "Owner")
    step = only_step(taken(text, mapping).document)
    assert step.lead_time is not None
    assert step.lead_time.minutes(Calendar()) == 5400
    assert step.notes == "Colour: red"
    assert only_step(taken(text, as_field(mapping, "Colour", None)).document).notes == ""


def test_a_sheet_is_read_as_the_table_and_from_the_row_that_the_person_says() -> None:
    text = "x|y\nMail|Head\nPortal|Boss\n"
    mapping = guessed(sheet(text), table="services", header=0)
    assert mapping.table == "services"
    mapping = as_field(as_field(mapping, "x", "Service"), "y", "Owner")
    assert {each.name for each in taken(text, mapping).document.all(Service)} == {"Mail", "Portal"}
    whole = replace(mapping, header=-1)
    assert {each.name for each in taken(text, whole).document.all(Service)} == {"x", "Mail", "Portal"}


def test_the_same_titles_have_one_signature() -> None:
    one, other = guessed(sheet("Step|PT (min)\nA|1\n")), guessed(sheet("  step|pt (MIN)\nB|2\n"))
    assert signature(one) == signature(other) != signature(guessed(sheet("Step|PT (h)\nA|1\n")))


def test_a_mapping_without_a_column_of_names_is_refused_in_words() -> None:
    text = "Step|PT\nA|1\n"
    with pytest.raises(BadSource, match="say which column is Step"):
        taken(text, as_field(guessed(sheet(text)), "Step", None))
    with pytest.raises(BadSource, match="no header row"):
        read([sheet(text)], [Mapping("list", "", 0, (ColumnUse(0, "Step"),))], None, "list.csv")


# --- workbooks ------------------------------------------------------------------------------------------------------------


def seen(document: Document) -> list[object]:
    """A document without its ids."""
    steps = [
        (s.name, s.key, s.process_time, s.lead_time, s.ca, s.people, document.name(s.owner), s.notes)
        for s in document.all(Step)
    ]
    flows = sorted(document.name(each.id) for each in document.all(Flow))
    return [steps, flows, sorted(each.name for each in document.all(Service))]


def test_the_same_rows_in_a_workbook_and_in_csv_are_equal_documents() -> None:
    rows = [["Id", "Step", "Predecessors", "PT (min)", "LT", "%C&A", "People", "Owner", "Services", "Colour"],
            [1, "Receive", None, 5, "2 d", 0.85, 2, "Clerk", "Mail; Portal", "red"],
            [2, "Check", 1, 7.5, "3-5 d", 0.9, None, "Head", None, None]]  # fmt: skip
    text = "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)
    one, other = read_bytes(books.book({"Any": rows}), "t.xlsx"), read_text(text, "t.csv")
    assert seen(one.document) == seen(other.document)
    assert [note.replace("t.xlsx", "t.csv") for note in one.notes] == list(other.notes)


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "cases").glob("*.csv")), ids=lambda path: path.stem)
def test_every_case_reads_from_a_workbook_as_from_csv(path: Path) -> None:
    data = path.read_bytes()
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    one, other = read_bytes(books.book({"Any": rows}), f"{path.stem}.xlsx"), read_bytes(data, path.name)
    assert seen(one.document) == seen(other.document)
    assert len(one.problems) == len(other.problems)


def test_every_sheet_that_is_known_is_read_and_the_others_are_said() -> None:
    data = books.book({
        "Notes": [["Please fill in"], ["thank you"]],
        "As is": [["Step", "Owner", "Services"], ["Receive", "Clerk", "Mail"]],
        "Services": [["Name", "Owner", "Status"], ["Mail", "Head of IT", "live"]],
        "Apps": [["Application", "Supports"], ["Exchange", "Mail"]],
    })  # fmt: skip
    imported = read_bytes(data, "client.xlsx")
    assert imported.problems == ()
    document = imported.document
    (service,) = document.all(Service)
    assert (document.name(service.owner), service.name) == ("Head of IT", "Mail")
    assert [each.name for each in document.all(Application)] == ["Exchange"]
    assert [each.name for each in document.streams] == ["client"]
    assert any("left out: Notes" in note for note in imported.notes)


def test_two_sheets_of_steps_are_two_streams() -> None:
    data = books.book({"Orders": [["Step"], ["A"]], "Returns": [["Step"], ["B"]], "Empty": []})
    assert [each.name for each in read_bytes(data, "t.xlsx").document.streams] == ["Orders", "Returns"]


def test_a_problem_in_a_workbook_names_its_sheet_and_row() -> None:
    data = books.book({"Orders": [["Title"], [], ["Step", "PT"], ["A", "soon"]], "Services": [["Service"], ["Mail"]]})
    (problem,) = read_bytes(data, "t.xlsx").problems
    assert str(problem).startswith("t.xlsx, sheet Orders, line 4, PT “soon”: ")


def test_sheets_of_our_own_workbook_are_known_to_the_letter() -> None:
    ours = [
        ["Steps"],
        [],
        ["Map no.", "Step", "PT (min)", "PT", "Slack (min)", "VSM id"],
        [1, "A", 5, "5 min", 0, "s1"],
    ]
    sheets = sheets_of(books.book({"Steps": ours, "Capacity": [["Step", "PT (min)"], ["A", 5]]}), "o.xlsx")
    mapping = guessed(sheets[0])
    assert {each.title: each.field for each in mapping.columns if each.field} == {
        "Step": "Step", "PT": "PT", "VSM id": "VSM id",
    }  # fmt: skip
    assert not any(each.note for each in mapping.columns)
    assert guessed(sheets[1]).table == ""
