"""Whether the work is saved is always in sight, in words and with a check mark."""

from __future__ import annotations

from datetime import datetime

from tests.builders import document
from vsmstudio.files import SaveFailed
from vsmstudio.session import Session
from vsmstudio.storage.files import save

NOON = datetime(2026, 11, 23, 12, 0)


def said(hand) -> tuple[str, str]:
    return hand.window.bar.saved.text(), hand.window.bar.saved.state


def test_an_empty_map_has_nothing_to_save_and_work_is_not_saved_yet(hand):
    assert said(hand) == ("", "open")
    hand.drop_node("step", 0, 0)
    hand.type("Approve")
    hand.enter()
    hand.escape()
    assert said(hand) == ("Not saved yet", "open")
    assert "kept on this computer" in hand.window.bar.saved.toolTip()


def test_saving_says_when_and_the_next_change_since_when_not(hand, tmp_path):
    hand.window.filing.save_to(tmp_path / "work.vsm")
    words, state = said(hand)
    assert (words[:6], state) == ("Saved ", "saved")
    hand.drop_node("step", 0, 0)
    hand.escape()
    assert said(hand) == (words.replace("Saved", "Not saved since"), "open")
    hand.window.workspace.undo()
    assert said(hand) == (words, "saved")


def test_saving_says_so_while_it_lasts(hand, tmp_path, monkeypatch):
    heard = []
    monkeypatch.setattr(hand.window.workspace.session, "save", lambda path: heard.append(hand.window.bar.saved.text()))
    hand.window.filing.save_to(tmp_path / "work.vsm")
    assert heard == ["Saving…"]


def test_what_could_not_be_saved_is_not_said_to_be(hand, tmp_path, monkeypatch):
    hand.drop_node("step", 0, 0)
    hand.escape()
    monkeypatch.setattr(hand.window.filing, "complain", lambda *_: "")

    def full(path):
        raise SaveFailed("the disk is full")

    monkeypatch.setattr(hand.window.workspace.session, "save", full)
    assert not hand.window.filing.save_to(tmp_path / "work.vsm")
    assert said(hand) == ("Not saved yet", "open")


def test_a_file_says_when_it_was_saved_last(hand, tmp_path):
    save(document("A 1h -> B 2h"), tmp_path / "work.vsm")
    hand.window.open_path(tmp_path / "work.vsm")
    assert said(hand) == (f"Saved {datetime.now():%H:%M}", "saved")
    hand.window.filing.work_on(Session(document("A 1h")))
    assert said(hand)[0] == ""
