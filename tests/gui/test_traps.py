"""Traps of the libraries that were found by trying, kept shut."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QObject


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None has no count of references from Python 3.12 on")
def test_calls_into_qt_lose_no_reference_to_none():
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(5000):
        thing.blockSignals(False)
        thing.setObjectName("name")
    assert sys.getrefcount(None) > before - 1000


def test_heavy_libraries_wait_until_they_are_used():
    heavy = "networkx", "openpyxl", "reportlab", "numpy", "hypothesis"
    said = "import sys, vsmstudio.gui.main_window; print(*sorted(set(sys.modules) & set(sys.argv[1:])))"
    run = subprocess.run([sys.executable, "-c", said, *heavy], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
