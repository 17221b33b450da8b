"""A client changes inputs in the workbook, and LibreOffice gives the figures that the application has of the same changes."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.export import claims
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.tables.every import figures, path
from vsmstudio.export.tables.labels import listed_maps
from vsmstudio.export.xlsx import workbook
from vsmstudio.interchange.workbook import read_bytes
from vsmstudio.model.document import Document
from vsmstudio.storage.files import load

OFFICE = shutil.which("soffice")
Edit = tuple[str, dict[str, str], str, object]  # sheet, which row (title -> text), column, what is typed there

MOTOR = {"Stream": "Motor claim", "Map": "Current state"}
BROKER = {"Stream": "Broker onboarding", "Map": "Current state"}
EDITS: dict[str, list[Edit]] = {
    "times of single steps": [
        ("Steps", {**MOTOR, "Step": "Report claim"}, "LT", "3-5 d"),
        ("Steps", {**MOTOR, "Step": "Inspect vehicle"}, "LT", "1,5 d"),
        ("Steps", {**MOTOR, "Step": "Pay claim"}, "PT", "2-3-7 h"),
        ("Steps", {**BROKER, "Step": "Screen for sanctions"}, "LT", "2 wk"),  # the path moves to the other branch
        ("Steps", {**BROKER, "Step": "Weekly committee"}, "Wait", "90"),
        ("Flows", {**BROKER, "From": "Check licence"}, "Delay", "4 h"),
        ("Steps", {**BROKER, "Step": "Check licence"}, "LT", None),
    ],
    "shares, rework, work and owners": [
        ("Flows", {**BROKER, "To": "Negotiate own terms", "From": "Approve broker"}, "Share", 0.65),
        ("Flows", {**BROKER, "From": "Check application", "Kind": "rework"}, "Probability", 0.4),
        ("Streams", {"Stream": "Motor claim"}, "Demand", 2500),
        ("Steps", {**MOTOR, "Step": "Inspect vehicle"}, "People", 9),
        ("Steps", {**MOTOR, "Step": "Decide claim"}, "Crew", 2),
        ("Steps", {**MOTOR, "Step": "Register claim"}, "Availability", 0.5),
        ("Steps", {**MOTOR, "Step": "Check cover"}, "Batch", 4),
        ("Steps", {**MOTOR, "Step": "Pay claim"}, "%C&A", 0.5),
        ("Steps", {**MOTOR, "Step": "Pay claim"}, "VA", "NVA"),
        ("Steps", {**MOTOR, "Step": "Decide claim"}, "Owner", None),
        ("Steps", {**MOTOR, "Step": "Pay claim"}, "Performer", "Claims handling"),
        ("Units", {"Unit": "Claims handling"}, "Cost per hour", 71),
    ],
    "the calendar": [
        ("Engagement", {"Setting": "Working hours a day"}, "Value", 7.5),
        ("Engagement", {"Setting": "Working days a week"}, "Value", 4),
        ("Engagement", {"Setting": "Productive hours per person and year"}, "Value", 1500),
    ],
}  # fmt: skip


def edited(content: bytes, edits: list[Edit]) -> bytes:
    """The workbook with what a client typed into it."""
    book = load_workbook(BytesIO(content))
    for sheet, where, title, value in edits:
        rows = [row for row in book[sheet].iter_rows() if row[0].value or row[1].value]
        header = next(row for row in rows if title in texts(row) and set(where) <= set(texts(row)))
        at = {text: place for place, text in enumerate(texts(header))}
        found = [row for row in rows if all(row[at[key]].value == text for key, text in where.items())]
        assert found, (sheet, where)
        found[0][
            next(place for place, cell in enumerate(header) if cell.value in (title, header_of(title)))
        ].value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def texts(row: Any) -> list[str]:
    return [str(cell.value or "").removesuffix(" (EUR an hour)") for cell in row]


def header_of(title: str) -> str:
    return f"{title} (EUR an hour)"


def recalculated(content: bytes, folder: Path) -> Workbook:
    """The workbook as LibreOffice works it out anew."""
    source = folder / "in" / "book.xlsx"
    source.parent.mkdir()
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with warnings.catch_warnings():  # openpyxl does not know how LibreOffice writes bars
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(folder / "book.xlsx", data_only=True)


@pytest.fixture(scope="module")
def sample() -> Document:
    return load(resources.path("examples", "sample.vsm"))


@pytest.mark.skipif(OFFICE is None, reason="soffice is not installed: nothing here can recalculate a workbook")
@pytest.mark.parametrize("changes", EDITS)
def test_figures_follow_what_a_client_types(sample: Document, changes: str, tmp_path: Path):
    before = analyse(sample, claims.AS_OF)
    changed = edited(workbook(sample, before, claims.AS_OF), EDITS[changes])
    document = read_bytes(changed, "book.xlsx").document
    analysis = analyse(document, claims.AS_OF)
    assert [each.figures for each in analysis.maps.values()] != [each.figures for each in before.maps.values()]

    book = recalculated(changed, tmp_path)
    shown = {(row[0], row[3]): row[4] for row in book["Summary"].iter_rows(values_only=True) if isinstance(row[0], int)}
    for number, held in enumerate(listed_maps(document, analysis), start=1):
        for name, value, *_ in figures(document, analysis.maps[held.id]).rows:
            assert (shown[number, name] or None) == pytest.approx(value or None, rel=1e-9), (number, name)
    rows = [row for row in book["Critical path"].iter_rows(min_row=4, values_only=True) if row[0] and row[5]]
    table = path(document, analysis)
    expected = [[row[table.at(key)] for key in ("map_no", "order", "node", "owned")] for row in table.rows]
    assert [[row[0], row[3], row[5], row[15] or None] for row in rows] == expected
    heads = [cell.value for cell in book["Steps"][3]]
    for row in book["Steps"].iter_rows(min_row=4, values_only=True):
        said = dict(zip(heads, row, strict=True))
        if said["Kind"] != "step":
            continue
        held_map = analysis.maps[document.node(said["VSM id"]).map]
        slack = held_map.nodes[said["VSM id"]].slack
        assert said["Slack (min)"] == pytest.approx(slack, abs=1e-6), said["Step"]
    heads = [cell.value for cell in book["Capacity"][3]]
    for row in book["Capacity"].iter_rows(min_row=4, values_only=True):
        said = dict(zip(heads, row, strict=True))
        found = [
            load
            for held in [listed_maps(document, analysis)[int(str(said["Map no."])) - 1]]
            for step in document.steps(held.id)
            if step.name == said["Step"] and (load := analysis.maps[held.id].capacity.steps[step.id])
        ]
        for load_ in found:
            assert (said["Visits"] or None) == pytest.approx(load_.visits), said["Step"]
            assert (said["Utilisation"] or None) == pytest.approx(load_.utilisation), said["Step"]
    loads = {document.name(each.unit): each.load for each in analysis.units.values()}
    heads = [cell.value for cell in book["Units"][3]]
    for row in book["Units"].iter_rows(min_row=4, values_only=True):
        said = dict(zip(heads, row, strict=True))
        assert (said["Load"] or None) == pytest.approx(loads.get(said["Unit"])), said["Unit"]
