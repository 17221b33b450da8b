"""Every action has a name of its own, keys of its own, and exactly one thing that carries it out."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

from vsmstudio.gui.acts.menus import listed
from vsmstudio.gui.doers.every import DOERS, names


def test_every_action_is_carried_out_by_one_doer_and_every_doers_method_is_an_action():
    assert Counter(name for doer in DOERS for name in names(doer)) == Counter(act.name for _, act in listed())
    assert {count for _, count in Counter(act.name for _, act in listed()).items()} == {1}


def test_no_two_actions_share_keys():
    keys = [act.keys for _, act in listed() if act.keys]
    assert len(keys) == len(set(keys))


def test_the_tables_of_actions_and_gestures_are_read_without_qt():
    read = "import sys, vsmstudio.gui.acts.menus, vsmstudio.gui.acts.gestures; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, check=True)
    assert not [each for each in done.stdout.split() if each.startswith(("PySide6", "shiboken"))]
