"""Step tables: every column by every name, every delimiter and encoding, and a reason for whatever cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vsmstudio.interchange.column_names import SYNONYMS
from vsmstudio.interchange.imported import BadSource, Imported
from vsmstudio.interchange.settings import read_settings
from vsmstudio.interchange.step_table import read_bytes, read_files, read_text
from vsmstudio.model import rules
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar
from vsmstudio.model.records import (
    Endpoint,
    EndpointRole,
    Flow,
    FlowKind,
    Link,
    MapState,
    Person,
    Queue,
    Record,
    ServiceKind,
    Side,
    Split,
    Step,
    ValueClass,
)

CASES = Path(__file__).parent / "cases"


def table(text: str) -> Document:
    """A table that must be read without a problem; lines may be indented, `|` stands for the delimiter."""
    imported = read(text)
    assert imported.problems == ()
    return imported.document


def read(text: str) -> Imported:
    lines = [line.strip() for line in text.strip().splitlines()]
    imported = read_text("\n".join(lines).replace("|", "\t"), "orders.csv")
    assert rules.check(imported.document) == ()
    return imported


def the(document: Document, name: str) -> Step:
    (found,) = [each for each in document.all(Step) if each.name == name]
    return found


def minutes(duration: object) -> float | None:
    return duration.minutes(Calendar()) if duration else None  # type: ignore[attr-defined]


def joins(document: Document, kind: FlowKind = FlowKind.WORK) -> set[str]:
    return {document.name(flow.id) for flow in document.all(Flow) if flow.kind is kind}


def reasons(text: str) -> list[str]:
    return [str(each) for each in read(text).problems]


# --- columns --------------------------------------------------------------------------------------------------------

SAMPLES = {
    "Step": "Pack", "Id": "7", "Predecessors": "-", "Stream": "Orders", "Map": "M", "State": "future", "Kind": "step",
    "PT": "5 min", "LT": "2 h", "Wait": "1 h", "%C&A": "85%", "People": "3", "Crew": "2", "Availability": "50%",
    "Batch": "4", "Performer": "Sales", "Owner": "Clerk", "Owner unit": "Back office", "VA": "VA", "Split": "one",
    "Share": "30%", "Rework to": "-", "Rework %": "", "Services": "Mail", "Systems": "SAP", "Notes": "slow",
}  # fmt: skip


def seen(document: Document) -> dict[str, object]:
    (step,) = document.all(Step)
    drawn = document.maps[0]
    owner = document.of(Person, step.owner)
    return {
        "Step": step.name, "Id": step.key, "Stream": document.name(drawn.stream), "Map": drawn.name,
        "State": drawn.state, "PT": minutes(step.process_time), "LT": minutes(step.lead_time),
        "Wait": minutes(step.wait), "%C&A": step.ca, "People": step.people, "Crew": step.crew,
        "Availability": step.availability, "Batch": step.batch, "Performer": document.name(step.performer),
        "Owner": document.name(step.owner), "Owner unit": document.name(owner.unit) if owner else None,
        "VA": step.value_class, "Split": step.split, "Notes": step.notes,
        "Services": {document.name(link.source) for link in document.all(Link)},
    }  # fmt: skip


def test_every_column_is_read() -> None:
    document = read_text("\t".join(SAMPLES) + "\n" + "\t".join(SAMPLES.values())).document
    assert seen(document) == {
        "Step": "Pack", "Id": "7", "Stream": "Orders", "Map": "M", "State": MapState.FUTURE, "PT": 5.0, "LT": 120.0,
        "Wait": 60.0, "%C&A": 0.85, "People": 3.0, "Crew": 2.0, "Availability": 0.5, "Batch": 4.0,
        "Performer": "Sales", "Owner": "Clerk", "Owner unit": "Back office", "VA": ValueClass.VA, "Split": Split.ONE,
        "Notes": "slow", "Services": {"Mail", "SAP"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "title"),
    [(field, title) for field, words in SYNONYMS.items() for title in (field, *words) if field in SAMPLES],
)
def test_every_synonym_reads_the_same(field: str, title: str) -> None:
    def imported(heading: str) -> Document:
        heads = {"Step": "Step"} | ({"Owner": "Owner"} if field == "Owner unit" else {}) | {field: heading}
        cells = [SAMPLES[each] for each in heads]
        return read_text("\t".join(heads.values()) + "\n" + "\t".join(cells), "t.csv").document

    loud = "  ".join(title.upper().split(" "))
    for heading in (title, loud, title.lower().replace(" ", "_")):
        expected = seen(imported(field))
        if title in {"Cycle time", "C/T"}:
            assert seen(imported(heading))["PT"] == expected["PT"]
        else:
            assert seen(imported(heading)) == expected


def test_only_the_step_is_required() -> None:
    document = table("Step\nReceive, check; file\nPack")
    assert [step.name for step in document.all(Step)] == ["Pack", "Receive, check; file"]
    assert joins(document) == {"Receive, check; file → Pack"}


def test_the_header_is_found_under_titles() -> None:
    document = table("""
        Value stream of ACME|
        recorded by|Process team
        |
        Step|LT|Process owner
        Pack|2 d|Clerk
    """)
    assert minutes(the(document, "Pack").lead_time) == 960


def test_the_fields_own_name_goes_before_its_synonyms() -> None:
    imported = read("Step|Cycle time|PT|Process\nPack|9 min|5 min|Outbound")
    step = the(imported.document, "Pack")
    assert minutes(step.process_time) == 5
    assert step.notes == "Cycle time: 9 min\nProcess: Outbound"
    assert any("“Cycle time” is not known" in note for note in imported.notes)


def test_unknown_columns_are_reported_and_kept() -> None:
    imported = read("Step|Colour|Notes\nPack|red|slow\nShip||")
    assert the(imported.document, "Pack").notes == "slow\nColour: red"
    assert the(imported.document, "Ship").notes == ""
    assert "orders.csv: column “Colour” is not known; kept as notes." in imported.notes


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [
        ("PT (min)", "90", 90), ("PT [s]", "30", 0.5), ("LT [days]", "2", 960), ("LT (Days)", "0.5", 240),
        ("Lead time (weeks)", "1", 2400), ("LT (h)", "1-3", 120), ("LT (d)", "90 min", 90), ("LT", "90", 90),
        ("LT (calendar days)", "7", 2400), ("LT", "1h 30m", 90), ("LT", "2-3-6 d", 1440), ("LT (h)", "1 500", 90000),
        ("LT(hrs)", "1.5", 90), ("LT (working days)", "1", 480), ("LT (avg)", "2 h", 120),
    ],
)  # fmt: skip
def test_a_unit_in_the_header_counts_for_bare_numbers(header: str, cell: str, expected: float) -> None:
    step = the(table(f"Step|{header}\nPack|{cell}"), "Pack")
    assert minutes(step.process_time or step.lead_time) == pytest.approx(expected)


def test_bare_numbers_are_minutes_and_the_import_says_so() -> None:
    imported = read("Step|PT|LT (h)\nPack|5|3")
    assert minutes(the(imported.document, "Pack").process_time) == 5
    assert "orders.csv: bare numbers of column PT were read as minutes." in imported.notes
    assert not any("LT" in note for note in imported.notes)


def test_a_unit_that_is_not_known_is_a_problem_for_bare_numbers() -> None:
    (reason,) = reasons("Step|LT (fortnights)\nPack|2\nShip|3 d")
    assert "fortnights" in reason
    assert reason.startswith("orders.csv, line 2, LT (fortnights) “2”")


def test_cycle_time_is_the_stations_time_so_all_its_people_work_at_once() -> None:
    document = table("Step|C/T|People|Crew\nWeld|39 s|2|\nPress|1 s|3|1")
    assert the(document, "Weld").crew == 2
    assert the(document, "Press").crew == 1
    assert the(table("Step|PT|People\nWeld|39 s|2"), "Weld").crew is None


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["85", "90"], [0.85, 0.9]), (["0.85", "1"], [0.85, 1]), (["85%", "90"], [0.85, 0.9]), (["1", "2"], [0.01, 0.02]),
        (["1", "1"], [1, 1]), (["0,5%", "100 %"], [0.005, 1]), (["", "70"], [None, 0.7]), (["1%", "1"], [0.01, 0.01]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("title", ["%C&A", "Availability"])
def test_shares_are_per_cent_or_parts_of_one_by_the_whole_column(
    title: str, cells: list[str], expected: list[float | None]
) -> None:
    document = table(f"Step|{title}\nA|{cells[0]}\nB|{cells[1]}")
    found = [getattr(the(document, name), "ca" if title == "%C&A" else "availability") for name in "AB"]
    assert found == pytest.approx(expected, abs=1e-12) if None not in expected else found == expected


def test_a_per_cent_sign_in_the_header_counts() -> None:
    assert the(table("Step|C&A (%)\nA|1"), "A").ca == 0.01


def test_value_classes() -> None:
    document = table("Step|Class\na|va\nb|BVA\nc|necessary\nd|Waste\ne|NNVA\nf|nva\ng|")
    assert [the(document, name).value_class for name in "abcdefg"] == [
        ValueClass.VA, ValueClass.NNVA, ValueClass.NNVA, ValueClass.NVA, ValueClass.NNVA, ValueClass.NVA, None,
    ]  # fmt: skip


# --- how rows are joined --------------------------------------------------------------------------------------------


def test_without_predecessors_rows_follow_one_another_map_by_map() -> None:
    document = table("""
        Stream|Kind|Step
        X|start|Buyer
        X||A
        Y||C
        X||B
        X|end|Buyer gets
        Y||D
    """)
    assert joins(document) == {"Buyer → A", "A → B", "B → Buyer gets", "C → D"}
    assert [stream.name for stream in document.streams] == ["X", "Y"]


def test_predecessors_are_ids_then_names_and_the_whole_cell_goes_first() -> None:
    document = table("""
        Id|Step|Predecessors
        1|Receive, check|-
        2|1|
        3.0|Pack|1
        4|Ship|Receive, check; 3
        5|Bill|3,4
        6|File|receive,  check, Pack
        a;b|Odd|6
        7|End|a;b
    """)
    assert joins(document) == {
        "Receive, check → Pack", "Receive, check → Ship", "Pack → Ship", "Pack → Bill", "Ship → Bill",
        "Receive, check → File", "Pack → File", "File → Odd", "Odd → End",
    }  # fmt: skip


def test_numbers_with_and_without_decimals_are_one_id() -> None:
    assert joins(table("Id|Step|Predecessors\n3.0|A|\n4|B|3\n5|C|4.0")) == {"A → B", "B → C"}


def test_two_rows_with_one_name_are_two_steps() -> None:
    document = table("Id|Step|Predecessors\n1|Check|\n2|Check|1\n3|Pack|2")
    assert len(document.all(Step)) == 3
    (reason,) = reasons("Step|Predecessors\nCheck|\nCheck|-\nPack|Check")
    assert "2 rows are named “Check”" in reason


def test_one_customer_may_stand_at_both_ends() -> None:
    document = table("Kind|Step|Predecessors\nstart|Customer|\n|Pack|Customer\nend|Customer|Pack")
    assert joins(document) == {"Customer → Pack", "Pack → Customer"}
    (reason,) = reasons("Kind|Step|Predecessors\n|Pack|\nend|Customer|Pack\n|Bill|Customer")
    assert "“Customer” is an end" in reason


def test_rings_are_no_error() -> None:
    assert joins(table("Step|Predecessors\nA|B\nB|A")) == {"A → B", "B → A"}


def test_share_weighs_only_what_comes_from_a_split_to_one() -> None:
    imported = read("Step|Predecessors|Split|Share\nA||one|\nB|A||30\nC|A;B||70\nD|C||50")
    shares = {imported.document.name(flow.id): flow.share for flow in imported.document.all(Flow)}
    assert shares == {"A → B": 0.3, "A → C": 0.7, "B → C": None, "C → D": None}
    assert any("line 5: its share weighs nothing" in note for note in imported.notes)


def test_rework_goes_back_with_its_chance() -> None:
    document = table("Step|Rework to|Rework %\nA||\nB|A|10\nC|A; B|0,5; 7.5%\nD|B|")
    chances = {document.name(f.id): f.probability for f in document.all(Flow) if f.kind is FlowKind.REWORK}
    assert chances == {"B → A": 0.1, "C → A": 0.005, "C → B": 0.075, "D → B": None}


def test_kinds_make_steps_queues_and_endpoints() -> None:
    document = table("""
        Kind|Step|LT|Wait|Quantity|PT
        start|Customer orders||||
        Queue|Inbox|3 d|||
        queue|Shelf|||40|
        queue|Both|3 d|1 d||5 min
        |Pack|1 h|||
        END|Supplier invoiced||||
    """)
    queues = {queue.name: queue for queue in document.all(Queue)}
    assert minutes(queues["Inbox"].wait) == 1440
    assert queues["Shelf"].quantity == 40
    assert minutes(queues["Both"].wait) == 480
    assert queues["Both"].notes == "LT: 3 d\nPT: 5 min"
    assert {each.name: each.role for each in document.all(Endpoint)} == {
        "Customer orders": EndpointRole.START,
        "Supplier invoiced": EndpointRole.END,
    }


# --- what rows name beside steps ------------------------------------------------------------------------------------


def test_units_people_and_services_are_made_once() -> None:
    document = table("""
        Step|Performer|Owner|Owner unit|Services|Systems
        A|Sales|Clerk|Sales|Order desk; Mail|SAP
        B|sales|clerk|||SAP; Mail
        C|IT Ops|Clerk (vacant)|IT||
        D|Supplier|Clerk|IT||
    """)
    assert {unit.name: unit.side for unit in document.units} == {
        "Sales": Side.BUSINESS, "IT Ops": Side.IT, "IT": Side.IT, "Supplier": Side.SUPPLIER,
    }  # fmt: skip
    assert the(document, "A").owner == the(document, "B").owner
    assert the(document, "C").owner == the(document, "D").owner != the(document, "A").owner
    assert {each.name: each.kind for each in document.services} == {
        "Order desk": ServiceKind.INTERNAL, "Mail": ServiceKind.INTERNAL, "SAP": ServiceKind.IT,
    }  # fmt: skip
    assert {document.name(link.id) for link in document.all(Link)} == {
        "Order desk → A", "Mail → A", "SAP → A", "SAP → B", "Mail → B",
    }  # fmt: skip
    assert all(not each.outcomes for each in document.services)


def test_an_owner_is_vacant_only_when_so_marked() -> None:
    document = table("Step|Owner\nA|Clerk\nB|Head of sales (vacant)")
    assert {person.label: person.vacant for person in document.people} == {"Clerk": False, "Head of sales": True}


def test_several_streams_maps_and_states() -> None:
    document = table("""
        Stream|Map|State|Id|Step|Predecessors
        Orders|||1|A|
        |||2|B|1
        Orders|90 days|future|1|A|
        |||2|B|1
        Returns|Ideal||1|C|
    """)
    assert {document.name(each.id): each.state for each in document.maps} == {
        "Orders · Current state": MapState.CURRENT,
        "Orders · 90 days": MapState.FUTURE,
        "Returns · Ideal": MapState.FUTURE,
    }
    assert [len(document.nodes(each.id)) for each in document.maps] == [2, 1, 2] or len(document.all(Step)) == 5


def test_the_stream_is_named_after_the_file() -> None:
    document = table("Step\nA")
    assert [stream.name for stream in document.streams] == ["orders"]
    assert document.maps[0].name == "Current state"
    assert document.engagement.title == "orders"


# --- delimiters, encodings, files -----------------------------------------------------------------------------------

GRID = [["Step", "PT", "Owner", "%C&A"], ["Prüfen", "2,5 h", "Müller", "85,5"], ["Pack", "1 h", "Clerk", ""]]


def _bytes(delimiter: str, encoding: str) -> bytes:
    quoted = [['"' + cell + '"' if delimiter == "," and "," in cell else cell for cell in row] for row in GRID]
    return "\r\n".join(delimiter.join(row) for row in quoted).encode(encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    imported = read_bytes(_bytes(delimiter, encoding), "t.csv")
    assert imported.problems == ()
    step = the(imported.document, "Prüfen")
    assert minutes(step.process_time) == 150
    assert step.ca == pytest.approx(0.855)
    assert imported.document.name(step.owner) == "Müller"
    assert any("Windows-1252" in note for note in imported.notes) == (encoding == "cp1252")


def test_what_keeps_a_spreadsheet_from_running_a_text_is_taken_off() -> None:
    document = table("Step|Notes\n'=1+1|'@here\n'-5|'quoted'\n=2|+3")
    assert {step.name: step.notes for step in document.all(Step)} == {"=1+1": "@here", "-5": "'quoted'", "=2": "+3"}


def test_cells_may_hold_lines_and_rows_are_named_by_the_line_they_begin_on() -> None:
    text = 'Step,Notes,LT\n"A","one\ntwo",1 d\nB,,soon\n'
    imported = read_text(text, "t.csv")
    assert the(imported.document, "A").notes == "one\ntwo"
    assert [problem.row for problem in imported.problems] == [4]


def test_several_files_make_one_document(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    for path, text in (("a.csv", "Step,LT\nA,1 h\nB,2 h"), ("b.csv", "Step;LT\nC;1 h"), ("x/a.csv", "Step\nD")):
        (tmp_path / path).write_text(text)
    document = read_files([tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "x/a.csv"]).document
    assert [stream.name for stream in document.streams] == ["a", "b", "a 3"]
    assert joins(document) == {"A → B"}
    assert rules.check(document) == ()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"gone\.csv does not exist"):
        read_files([tmp_path / "gone.csv"])
    with pytest.raises(BadSource, match="no ordinary file"):
        read_files([tmp_path])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"), (b"\xef\xbb\xbf \n", "is empty"), (b"PK\x03\x04...", "is a damaged workbook"),
        (b"a,b\n1,2", "no header row"), (b"Step\n", "no rows below"), (b"Step\x00,LT\nA,1", "no text table"),
        (b"\xd0\xcf\x11\xe0...", "save it as Excel workbook"),
        (b"Step," + b"," * 300 + b"x\n" + b"A," + b"," * 300 + b"x", "more than 200 columns"),
        (b"Step\n" + b"A\n" * 20_001, "more than 20,000 rows"), (b"\x89PNG\r\n\x1a\n\0\0", "no text table"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(BadSource, match=said) as refused:
        read_bytes(data, "t.csv")
    assert str(refused.value).startswith("t.csv")
    assert "\n" not in str(refused.value)


def test_a_huge_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vsmstudio.interchange.table_reader.LARGEST", 10)
    with pytest.raises(BadSource, match="too large"):
        read_bytes(b"Step,LT\nA,1 d", "t.csv")


# --- rows that cannot be read ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "cells", "said"),
    [
        ("PT", "abc", "PT “abc”: “abc” is no duration. Type a number and a unit"),
        ("LT", "-1h", "no duration"), ("LT", "nan", "no duration"), ("LT", "1e400", "no duration"),
        ("LT", "1,500", "two ways"), ("LT", "5-3 d", "backwards"), ("Wait", "1:30", "no duration"),
        ("%C&A", "120", "write 0 to 100 %"), ("%C&A", "-5", "write 0 to 100 %"), ("%C&A", "good", "write 0 to 100 %"),
        ("Availability", "0", "above 0 %"), ("People", "two", "no number"), ("People", "-1", "no number"),
        ("People", "1,000", "two ways"), ("People", "1e99", "too large"), ("Crew", "0", "above 0"),
        ("Batch", "0", "above 0"), ("Kind", "robot", "write step, queue, start or end"),
        ("State", "past", "write current or future"), ("VA", "maybe", "write VA, NNVA or NVA"),
        ("Split", "some", "write all or one"), ("Predecessors", "99", "no row of this map has the id or name “99”"),
        ("Predecessors", "Pack", "its own predecessor"), ("Rework to", "Gone", "no row of this map"),
        ("Rework to", "Pack", "go back to the same step"), ("Rework %", "10", "needs the step"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_named(header: str, cells: str, said: str) -> None:
    imported = read(f"Step|{header}\nFirst|\nPack|{cells}")
    (problem,) = imported.problems
    assert (problem.row, problem.column, problem.text, problem.source) == (3, header, cells, "orders.csv")
    assert said in str(problem)
    assert str(problem).startswith(f"orders.csv, line 3, {header} “{cells}”: ")
    assert [step.name for step in imported.document.all(Step)] == ["First"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Step|LT\nA|1 h\n|2 h", "the step has no name"),
        ("Id|Step\n1|A\n1.0|B", "the id is taken by line 2"),
        ("Step|Rework to|Rework %\nA||\nB|A|100", "would never be done"),
        ("Step|Rework to|Rework %\nA||\nB|A;C|60;50\nC||", "would never be done"),
        ("Step|Rework to|Rework %\nA||\nB|A|5;6", "Rework % has 2 figures"),
        ("Step|Kind|Rework to|Rework %\nQ|queue||\nB||Q|5", "is no step"),
        ("Step|Kind|Predecessors\nA||\nS|start|A", "a start has no predecessors"),
        ("Step|Kind|Predecessors\nE|end|\nA||E", "is an end"),
        ("Step|LT\nA|1 h|and more", "more cells than the header"),
        ("Step|Map|Predecessors\nA|x|\nB|y|A", "no row of this map"),
    ],
)
def test_rows_that_do_not_fit_are_named(text: str, said: str) -> None:
    (reason,) = reasons(text)
    assert said in reason


def test_decimal_commas_make_thousands_points_ambiguous() -> None:
    assert minutes(the(table("Step|LT\nA|1.125 h"), "A").lead_time) == pytest.approx(67.5)
    reason = reasons("Step|LT|People\nA|1,5 h|2\nB|1.125 h|1")
    assert "two ways" in reason[0]


def test_the_others_are_still_connected_when_a_row_is_left_out() -> None:
    imported = read("Step|Predecessors|LT\nA||1 h\nB|A|soon\nC|B|1 h\nD|C;A|1 h")
    assert len(imported.problems) == 1
    assert joins(imported.document) == {"C → D", "A → D"}
    assert "orders.csv, line 4: it is not connected to “B”, whose row could not be read." in imported.notes
    assert joins(read("Step|LT\nA|1 h\nB|soon\nC|1 h").document) == {"A → C"}


def test_a_table_where_nothing_is_connected_says_so() -> None:
    assert any("nothing is connected" in note for note in read("Step|Predecessors\nA|\nB|-").notes)


# --- published cases ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "steps", "queues", "flows"),
    [
        ("cpm-mit-nine-activity", 9, 0, 12), ("vsm-01-acme-stamping-current", 5, 6, 10),
        ("vsm-04-lean-enterprise-parallel", 8, 0, 8), ("vsm-05-martin-osterling-basic-current", 5, 0, 4),
        ("vsm-13-mapvs-cicd", 8, 0, 7), ("vsm-34-laguna-marklund-flow-analysis", 9, 0, 11),
    ],
)  # fmt: skip
def test_published_cases_are_read_whole(name: str, steps: int, queues: int, flows: int) -> None:
    imported = read_files([CASES / f"{name}.csv"], read_settings(["demand=920/d", "convention=waits"]))
    document = imported.document
    assert imported.problems == ()
    assert rules.check(document) == ()
    assert len(document.all(Step)) == steps
    assert len(document.all(Queue)) == queues
    assert len(document.all(Flow)) == flows
    assert [stream.name for stream in document.streams] == [name]
    rows = (CASES / f"{name}.csv").read_text().splitlines()[1:]
    nodes: list[Record] = [*document.all(Step), *document.all(Queue)]
    assert {getattr(node, "key", "") for node in nodes} == {row.split(",")[0] for row in rows}


# --- anything at all ------------------------------------------------------------------------------------------------


@settings(max_examples=150)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    for whole in (text, f"Step,LT,Predecessors\n{text}", f"Id;Step;Rework to;Rework %;%C&A\n{text}"):
        try:
            imported = read_text(whole, "t.csv")
        except BadSource:
            continue
        assert rules.check(imported.document) == ()


CELL = st.one_of(
    st.sampled_from(
        ["", "-", "1", "2", "3.0", "A", "B", "A;B", "1,2", "85%", "0.5", "10", "one", "queue", "start", "end"]
    ),
    st.sampled_from(["1 h", "2-3 d", "soon", "future", "VA", "100", "1e400", "'=x", "\ud800", "x\ny", "99;1", "0"]),
    st.text(max_size=6),
)


@settings(max_examples=200)
@given(st.data())
def test_tables_of_odd_cells_give_sound_documents(data: st.DataObject) -> None:
    titles = data.draw(st.lists(st.sampled_from(sorted(SYNONYMS)), min_size=1, max_size=8))
    titles.append("Step")
    rows = data.draw(st.lists(st.lists(CELL, min_size=len(titles), max_size=len(titles)), min_size=1, max_size=6))
    quoted = ("\t".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [titles, *rows])
    try:
        imported = read_text("\n".join(quoted), "t.csv")
    except BadSource:
        return
    assert rules.check(imported.document) == ()
    assert all(problem.row > 1 and problem.reason for problem in imported.problems)


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for whole in (data, b"Step,LT,Owner\n" + data):
        try:
            imported = read_bytes(whole, "t.csv")
        except BadSource:
            continue
        assert rules.check(imported.document) == ()
