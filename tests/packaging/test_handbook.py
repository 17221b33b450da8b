"""The handbook treats everything that the program offers, and holds together by itself, with no network."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.tools import PACKAGING
from vsmstudio.analysis.explain import MAP_FIGURES, SERVICE_FIGURES, STEP_FIGURES
from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.cli import COMMANDS
from vsmstudio.export.tables.definitions import definitions
from vsmstudio.export.tables.figures import FIGURES
from vsmstudio.gui.acts.gestures import GESTURES
from vsmstudio.gui.acts.menus import listed

SOURCES = PACKAGING / "handbook"
GENERATED = {"commands", "figures", "findings", "shortcuts", "words"}


class Page(HTMLParser):
    """A built page: its words, the places that links can lead to, and what it refers to."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.name = path.stem
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.pictures: list[dict[str, str | None]] = []
        self.html = path.read_text(encoding="utf-8")
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.ids += [held["id"]] if held.get("id") else []
        self.links += [held["href"]] if tag == "a" and held.get("href") else []
        self.loads += [where for where in (held.get("src"), held.get("href") if tag == "link" else None) if where]
        self.pictures += [held] if tag == "img" else []


@pytest.fixture(scope="session")
def pages(handbook) -> dict[str, Page]:
    return {path.stem: Page(path) for path in handbook.glob("*.html")}


def row_of(page: Page, anchor: str) -> str:
    """The row of a table in which an anchor stands."""
    return next(row for row in re.findall(r"<tr>.*?</tr>", page.html, re.S) if f'id="{anchor}"' in row)


def test_every_action_of_the_menus_is_treated_in_a_page_to_which_the_list_of_all_leads(pages):
    for _, act in listed():
        row = row_of(pages["shortcuts"], f"act-{act.name}")
        treating = re.search(r'<a href="([\w-]+)\.html', row)
        assert treating, f"No page treats {act.words} by :act:`{act.name}`"
        assert treating[1] not in GENERATED


def test_every_gesture_is_listed(pages):
    for _, lines in GESTURES:
        for gesture, _ in lines:
            assert gesture in pages["shortcuts"].html


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_of_the_findings_has_an_entry_that_says_what_to_do(pages, rule):
    page = pages["findings"]
    entry = page.html.partition(f'<h3 id="finding-{rule.id.replace(".", "-")}"')[2].partition("<h3")[0]
    assert rule.title in entry
    assert f"{rule.remedy}." in entry.replace("&amp;", "&")
    assert f"<code>{rule.id}</code>" in entry


def test_every_figure_has_an_entry_with_its_formula(pages):
    keys = {
        *(each.key for each in FIGURES),
        *MAP_FIGURES,
        *STEP_FIGURES,
        *SERVICE_FIGURES,
        "load",
        "chain_lead_time",
        "compare",
        "share_of_lead_time",
    }
    for key in keys - {"bottleneck"}:  # which is that of the highest utilisation
        _, anchor, entry = pages["figures"].html.partition(f'<h3 id="figure-{key.replace("_", "-")}"')
        assert anchor, key
        assert "Formula" in entry.partition("<h3")[0], key


def test_every_defined_term_is_among_the_words(pages):
    for _, term, meaning, _ in definitions().rows:
        assert f"</a>{term}</dt>".replace("&", "&amp;") in pages["words"].html
        assert str(meaning).replace("&", "&amp;") in pages["words"].html


def test_every_command_has_an_entry(pages):
    assert {f"command-{name}" for name in COMMANDS} <= set(pages["commands"].ids)


def test_every_link_leads_to_a_place_that_is_there(pages):
    for page in pages.values():
        assert not [each for each, count in Counter(page.ids).items() if count > 1], page.name
        for link in page.links:
            target, _, anchor = link.partition("#")
            there = pages.get(target.removesuffix(".html")) if target else page
            assert there is not None, f"{page.name}: {link}"
            assert not anchor or anchor in there.ids, f"{page.name}: {link}"


def test_the_contents_and_the_search_know_every_page_and_lead_to_places_that_are_there(handbook, pages):
    def walk(places: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [each for place in places for each in (place, *walk(place["children"]))]

    contents = walk(json.loads((handbook / "contents.json").read_text(encoding="utf-8")))
    searched = json.loads((handbook / "search.json").read_text(encoding="utf-8"))
    for place in (*contents, *searched):
        assert not place["anchor"] or place["anchor"] in pages[place["page"]].ids, place
        assert place["title"], place
    assert {each["page"] for each in contents} == {each["page"] for each in searched} == set(pages)
    assert sum(len(each["text"]) for each in searched) > 50_000


def test_nothing_is_loaded_from_outside(handbook, pages):
    for page in pages.values():
        for where in (*page.loads, *page.links):
            assert not re.match(r"\w+:|//", where), f"{page.name}: {where}"
        for where in page.loads:
            assert (handbook / where).is_file(), f"{page.name}: {where}"
    styles = (handbook / "handbook.css").read_text(encoding="utf-8")
    for where in re.findall(r"url\(\"?(.*?)\"?\)", styles):
        assert (handbook / where).is_file(), where
    assert "@import" not in styles


def test_every_picture_that_is_named_is_there_says_what_it_shows_and_none_is_left_over(pages):
    named = {
        name for path in SOURCES.glob("*.rst") for name in re.findall(r":: pictures/(\S+)", path.read_text("utf-8"))
    }
    assert named == {path.name for path in (SOURCES / "pictures").iterdir()}
    for page in pages.values():
        for picture in page.pictures:
            assert picture["alt"], f"{page.name}: {picture['src']}"
            assert int(picture["width"] or 0) <= 720
