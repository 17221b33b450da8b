"""What the program is made of: every part is named with its licence, and the text can be read in the window."""

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem

from vsmstudio import licences
from vsmstudio.gui.about_dialog import AboutDialog

PROJECT = tomllib.loads((Path(__file__).resolve().parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WANTED = [re.match(r"[\w.-]+", each)[0] for each in PROJECT["dependencies"]]  # type: ignore[index]


@pytest.fixture(scope="module")
def parts() -> dict[str, licences.Part]:
    return {re.sub(r"[-_.]+", "-", each.name).lower(): each for each in (*licences.packages(), *licences.fonts())}


def test_every_package_that_the_program_asks_for_is_named_with_its_terms(parts):
    for name in WANTED:
        assert name in parts, name
        assert parts[name].licence, name
        assert parts[name].source.startswith("https://"), name
        assert parts[name].texts, name
        assert len("".join(parts[name].texts)) > 300, name


def test_packages_that_those_ask_for_are_named_too(parts):
    assert {"lxml", "pillow", "shiboken6", "et-xmlfile"} <= set(parts)
    assert "pytest" not in parts


def test_qt_comes_with_the_lgpl_the_gpl_that_it_adds_to_and_the_terms_of_what_it_is_made_of(parts):
    texts = "\n".join(parts["pyside6-essentials"].texts)
    for words in (
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "GNU GENERAL PUBLIC LICENSE",
        "Freetype",
        "HarfBuzz",
        "PCRE2",
        "Unicode",
    ):
        assert words in texts, words
    assert "replace them" in licences.OPENING
    assert "https://download.qt.io" in licences.OPENING


def test_no_strong_copyleft_came_in_unseen(parts):
    for part in parts.values():
        choices = re.split(r"\bOR\b", part.licence)
        free = [each for each in choices if "GPL" not in each or "LGPL" in each or "Lesser" in each]
        assert free, f"{part.name}: {part.licence}"


def test_a_notice_can_be_taken_apart_into_what_it_was_made_of(parts):
    text = licences.notice(parts.values())
    titles = [each.title for each in licences.sections(text)]
    assert titles[0].startswith("VSM Studio")
    assert titles[1:] == sorted((f"{each.name} {each.version}".strip() for each in parts.values()), key=str.lower)


def test_a_part_without_a_text_is_refused(parts):
    with pytest.raises(ValueError, match="Thing 1 has no licence text"):
        licences.notice([licences.Part("Thing", "1", "MIT", "", ())])


def test_about_shows_every_part_and_its_licence(qtbot):
    dialog = AboutDialog(None)
    qtbot.addWidget(dialog)
    found: list[QListWidgetItem] = dialog.parts.findItems("PySide6", Qt.MatchFlag.MatchStartsWith)
    assert len(found) == 1
    dialog.parts.setCurrentItem(found[0])
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in dialog.text.toPlainText()
    for row, section in enumerate(licences.sections(licences.held())):
        dialog.parts.setCurrentRow(row)
        assert dialog.parts.currentItem().text() == section.title
        assert len(dialog.text.toPlainText()) > 20, section.title
