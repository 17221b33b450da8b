"""The file of the settings: what of it is read, what stays in it, and what two windows write there."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from vsmstudio.gui.settings import (
    MOST_PLACES,
    MOST_RECENT,
    Place,
    Recent,
    Settings,
    Store,
    with_place,
    with_recent,
    without_recent,
)
from vsmstudio.gui.settings.reading import MIGRATIONS, VERSION, read

FILES = Path(__file__).parents[1] / "files"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings.json"


def test_settings_come_back_from_the_file(tmp_path):
    store = Store(tmp_path / "s" / "settings.json")
    held = Settings(theme="dark", across=(200, 900, 300), recent=(Recent("/a.vsm", "A", "2026-11-23T10:00"),))
    assert store.keep(held)
    assert not store.keep(held)  # nothing new to write
    assert store.write() == ""
    assert Store(tmp_path / "s" / "settings.json").held == held


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"3", b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_holds_no_settings_is_set_aside_with_a_word(path, broken):
    path.write_bytes(broken)
    store = Store(path)
    assert store.held == Settings()
    assert "set aside" in store.said
    assert path.with_name("settings.broken.json").read_bytes() == broken
    store.keep(Settings(theme="dark"))
    store.write()
    assert (Store(path).held.theme, Store(path).said) == ("dark", "")


def test_what_was_set_aside_earlier_stays(path):
    for number in range(3):
        path.write_text(f"broken {number}")
        assert "set aside" in Store(path).said
    names = ("settings.broken.json", "settings.broken-2.json", "settings.broken-3.json")
    assert [path.with_name(name).read_text() for name in names] == ["broken 0", "broken 1", "broken 2"]


@pytest.mark.parametrize(
    ("wrong", "lost"),
    [
        ({"theme": "pink"}, "the theme"),
        ({"recent": 3}, "recent files"),
        ({"left": "yes"}, "the panels"),
        ({"geometry": [1, 2, 3]}, "the window's place"),
        ({"geometry": [0, 0, 10**30, 600]}, "the window's place"),
        ({"sharpness": 0, "down": [1, "2"]}, "the panels, the sharpness of pictures"),
    ],
)
def test_a_wrong_value_costs_only_itself(path, wrong, lost):
    path.write_text(json.dumps({"tab": "Steps", **wrong}))
    store = Store(path)
    assert store.held == Settings(tab="Steps")
    assert store.said == f"Of the settings, this could not be read and is left out: {lost}. The rest is as it was."
    store.keep(Settings(tab="Figures"))
    store.write()
    assert Store(path).said == ""


def test_a_bad_entry_of_a_list_costs_only_itself(path):
    entries = [{"path": "/a.vsm"}, {"path": 3}, "b", {"title": "C"}, {"path": "x\0y"}, {"path": "/d.vsm", "title": "D"}]
    path.write_text(json.dumps({"recent": entries, "hidden": ["services", 4]}))
    store = Store(path)
    assert store.held == Settings(recent=(Recent("/a.vsm"), Recent("/d.vsm", "D")), hidden=("services",))
    assert "recent files" in store.said
    assert not path.with_name("settings.broken.json").exists()


def test_what_a_newer_version_wrote_stays(path):
    path.write_text(json.dumps({"version": VERSION + 1, "theme": "sepia", "tab": 4, "pets": ["cat"]}))
    store = Store(path)
    assert (store.held, store.said) == (Settings(), "")
    store.keep(Settings(theme="light"))
    store.write()
    assert json.loads(path.read_text()) == {"version": VERSION + 1, "theme": "light", "tab": 4, "pets": ["cat"]}


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_file_of_every_version_is_read(version):
    found = read((FILES / f"settings-{version}.json").read_bytes())
    assert (found.lost, found.version) == ((), VERSION)
    for name in Settings.__struct_fields__:
        assert getattr(found.held, name) != getattr(Settings(), name), f"{name} has no example in the file"
    assert found.unknown == {"pets": ["cat"]}
    assert set(MIGRATIONS) == set(range(1, VERSION))


def test_migrations_bring_an_older_file_up_to_date_one_after_the_other():
    table = {
        1: lambda raw: {**raw, "tab": raw["panel"]},
        2: lambda raw: {**raw, "tab": raw["tab"].title()},
    }
    for number in ({}, {"version": 1}, {"version": "one"}):
        found = read(msgspec.json.encode({**number, "panel": "steps"}), 3, table)
        assert (found.held.tab, found.version) == ("Steps", 3)
    assert read(b'{"version": 2, "tab": "steps"}', 3, table).held.tab == "Steps"


# --- disks that refuse -----------------------------------------------------------------------------------------------


def test_a_place_that_cannot_be_written_is_said_once(tmp_path):
    store = Store(tmp_path / "s" / "settings.json")
    (tmp_path / "s").write_text("a file where the folder should be")
    store.keep(Settings(theme="dark"))
    assert "Everything else works." in store.write()
    assert store.write() == ""
    assert store.held.theme == "dark"


def test_a_file_that_cannot_be_opened_is_left_as_it_is(path):
    path.mkdir()  # as one without permission; who may do everything may also read that
    store = Store(path)
    assert "They stay as they are" in store.said
    assert not store.keep(Settings(theme="dark"))
    assert store.write() == ""
    assert path.is_dir()


# --- two windows -----------------------------------------------------------------------------------------------------


def test_two_windows_keep_each_others_files(path):
    first, second = Store(path), Store(path)
    first.keep(with_recent(first.held, Recent("/a.vsm")))
    first.write()
    second.keep(with_recent(second.held, Recent("/b.vsm")))
    second.write()
    first.keep(msgspec.structs.replace(with_recent(first.held, Recent("/c.vsm")), theme="dark"))
    first.write()
    second.keep(msgspec.structs.replace(second.held, tab="Steps"))
    second.write()
    found = Store(path).held
    assert [each.path for each in found.recent] == ["/c.vsm", "/b.vsm", "/a.vsm"]
    assert (found.theme, found.tab) == ("dark", "Steps")


def test_what_one_window_forgets_the_other_does_not_bring_back(path):
    first = Store(path)
    first.keep(with_recent(with_recent(first.held, Recent("/a.vsm")), Recent("/b.vsm")))
    first.write()
    second = Store(path)
    first.keep(without_recent(first.held, "/a.vsm"))
    first.write()
    second.keep(with_place(second.held, Place("/b.vsm", "m", 1.0, 0, 0)))
    second.write()
    found = Store(path).held
    assert ([each.path for each in found.recent], len(found.places)) == (["/b.vsm"], 1)


def test_settings_that_somebody_put_away_do_not_come_back(path):
    store = Store(path)
    store.keep(Settings(theme="dark"))
    store.write()
    path.unlink()
    store.keep(Settings(theme="dark", tab="Steps"))
    store.write()
    assert Store(path).held == Settings(tab="Steps")


def test_recent_files_and_places_are_bounded_and_in_order():
    held = Settings()
    for number in range(MOST_RECENT + 5):
        held = with_recent(held, Recent(f"/{number}.vsm"))
    held = with_recent(held, Recent("/10.vsm"))
    assert [each.path for each in held.recent][:3] == ["/10.vsm", "/16.vsm", "/15.vsm"]
    assert len(held.recent) == MOST_RECENT
    for number in range(MOST_PLACES + 5):
        held = with_place(held, Place("/10.vsm", str(number), 1.0, 0, 0))
    assert len(held.places) == MOST_PLACES
    held = without_recent(held, "/10.vsm")
    assert (held.recent[0].path, held.places) == ("/16.vsm", ())
