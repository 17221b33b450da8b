"""A figure is the same wherever it is read: on screen, in the report, the workbook, the deck and the JSON of the command."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.export import deck, pdf
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.pdf import report
from vsmstudio.export.tables.figures import FIGURES
from vsmstudio.export.xlsx import workbook
from vsmstudio.model.document import Document
from vsmstudio.storage.files import load

ON = date(2026, 2, 12)  # the sample's own
TITLES = {figure.key: figure.name for figure in FIGURES}
TIMES = {figure.name for figure in FIGURES if figure.unit == "min"}
NUMBER = re.compile(r"(-?[\d,]+)(?:\.(\d+))?(?: (%|s|min|h|d|wk)(?![a-z]))?")
MINUTES = {"s": 1 / 60, "min": 1.0, "h": 60.0, "d": 480.0, "wk": 2400.0}  # by the sample's calendar


@pytest.fixture(scope="module")
def sample() -> Document:
    return load(resources.path("examples", "sample.vsm"))


@pytest.fixture
def told(run: Callable[..., tuple[int, str, str]]) -> dict[str, dict[str, float]]:
    """What the command says of each map, by the titles of figures; of all that is a number."""
    status, out, _ = run("analyse", resources.path("examples", "sample.vsm"), "--json")
    assert status == 0
    return {
        f"{held['stream']} · {held['name']}": {
            TITLES[key]: value
            for key, value in held["metrics"].items()
            if key in TITLES and isinstance(value, int | float)
        }
        for held in json.loads(out)["maps"]
    }


def plain(words: str) -> str:
    return " ".join(words.replace("−", "-").split())


def reads_as(words: str, meant: float, title: str) -> bool:
    """Is a number, as it is written for a reader, what is meant, to half of the last place that is shown?"""
    found = NUMBER.findall(plain(words))
    assert found, words
    value, half = 0.0, 0.0
    for whole, decimals, unit in found:
        size = 0.01 if unit == "%" else MINUTES.get(unit, 1.0) if title in TIMES else 1.0
        value += float(whole.replace(",", "") + (f".{decimals}" if decimals else "")) * size
        half = 0.5 * 10.0 ** -len(decimals) * size
    return abs(value - meant) <= half * 1.0001


def test_every_figure_of_every_map_is_equal_in_all_deliverables_and_in_json(sample: Document, told):
    analysis = analyse(sample, ON)
    pages = pdf.texts(report(sample, analysis, ON))
    slides = deck.opened(deck.made(sample, ON))
    book = load_workbook(BytesIO(workbook(sample, analysis, ON)), data_only=True)
    rows = [row for row in book["Summary"].iter_rows(values_only=True) if isinstance(row[0], int)]
    compared = 0
    for held in sample.maps:
        name = f"{sample.name(held.stream)} · {held.name}"
        page = plain(pdf.titled(pages, f"Figures: {name}"))
        try:
            slide = {row[0]: row[1] for row in deck.table_of(deck.slide_of(slides, f"Figures: {name}"))}
        except StopIteration:  # an earlier state has no slide of its own
            slide = {}
        cells = {row[3]: row[4] for row in rows if f"{row[1]} · {row[2]}" == name}
        units = {row[3]: row[5] or "" for row in rows}
        for title, meant in told[name].items():
            assert cells[title] == pytest.approx(meant), (name, title)
            if page:
                shown = re.search(
                    rf"(?<!\w){re.escape(title)} (\S+(?: \S+){{0,3}}) (-?[\d,.]+) {re.escape(units[title])}", page
                )
                assert shown, (name, title)
                assert reads_as(shown[1], meant, title), (name, title, shown[0])
                assert reads_as(shown[2], meant, ""), (name, title, shown[0])
            if slide:
                assert reads_as(slide[title], meant, title), (name, title, slide[title])
                assert not page or plain(slide[title]) in page
            compared += 1
    assert compared >= 60


def test_the_window_shows_what_the_command_says(sample: Document, told, work):
    hand = work(sample)
    hand.window.acts["show_figures"].trigger()
    held = next(each for each in sample.maps if each.id == hand.window.workspace.map_id)
    name = f"{sample.name(held.stream)} · {held.name}"
    panel = hand.window.figures
    compared = 0
    for key, tile in panel.tiles.items():
        if (meant := told[name].get(TITLES.get(key, ""))) is not None:
            assert reads_as(tile.value.text(), meant, TITLES[key]), (key, tile.value.text())
            compared += 1
    assert compared >= 10


def test_findings_are_as_many_everywhere(sample: Document, run, work):
    analysis = analyse(sample, ON)
    _, out, _ = run("analyse", resources.path("examples", "sample.vsm"), "--json")
    listed = json.loads(out)["findings"]
    today = Counter(each["severity"] for each in listed if not (each["future"] or each["accepted"] or each["part_of"]))
    said = ", ".join(f"{today[word]} {word}" for word in ("critical", "high", "medium", "low") if today[word])
    assert any(f"{today.total()} findings: {said}" in page for page in pdf.texts(report(sample, analysis, ON)))
    slides = deck.opened(deck.made(sample, ON))
    assert any(f"{today.total()} findings" in plain(deck.words(slide)) for slide in slides.slides)
    book = load_workbook(BytesIO(workbook(sample, analysis, ON)), data_only=True)
    rows = list(book["Findings"].iter_rows(min_row=3, values_only=True))
    severity, state = rows[0].index("Severity"), rows[0].index("State")
    assert Counter(row[severity] for row in rows[1:] if row[state] == "current") == today


def test_what_the_services_cost_is_equal_everywhere(sample: Document, run):
    analysis = analyse(sample, ON)
    _, out, _ = run("analyse", resources.path("examples", "sample.vsm"), "--json")
    money = json.loads(out)["money"]
    own = next(value for key, value in money.items() if key in {"own", "own_cost"})
    words = f"{own:,.0f}"
    assert any(words in page for page in pdf.texts(report(sample, analysis, ON)))
    slides = deck.opened(deck.made(sample, ON))
    assert any(words in deck.words(slide).replace("\xa0", " ") for slide in slides.slides)
    book = load_workbook(BytesIO(workbook(sample, analysis, ON)), data_only=True)
    assert any(cell == pytest.approx(own) for row in book["Costs"].iter_rows(values_only=True) for cell in row
               if isinstance(cell, int | float))  # fmt: skip
