"""What must be the same whenever pictures are taken: the day and the hour, the size of a pixel, the home folder, the ids."""

from __future__ import annotations

import datetime
import importlib
import os
import random
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NOW = datetime.datetime(2026, 2, 16, 10, 42, tzinfo=datetime.UTC)  # the day on which the sample is judged
SCALE = 2  # pixels of a picture to one of the window
_MARK = "VSMSTUDIO_PICTURES"

# Modules that ask what time it is, by a `datetime` or `date` of their own.
_CLOCKS = (
    "vsmstudio.gui.bar", "vsmstudio.gui.dialogs.recovery_bar", "vsmstudio.gui.dialogs.versions_dialog",
    "vsmstudio.gui.filing", "vsmstudio.gui.panels.deeds", "vsmstudio.gui.panels.forms_improvements",
    "vsmstudio.gui.remembering", "vsmstudio.gui.start.rows", "vsmstudio.gui.workspace", "vsmstudio.storage.journal",
    "vsmstudio.storage.lock", "vsmstudio.storage.recovery", "vsmstudio.storage.versions",
)  # fmt: skip


class _Moment(datetime.datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:  # type: ignore[override]
        return NOW.astimezone(tz) if tz else NOW.replace(tzinfo=None)


class _Day(datetime.date):
    @classmethod
    def today(cls) -> datetime.date:  # type: ignore[override]
        return NOW.date()


def hold() -> bool:
    """Does this process run under the conditions?"""
    return _MARK in os.environ


def run_under(script: Path, arguments: list[str]) -> int:
    """Run a script anew under the conditions, in a home folder of its own that is gone afterwards; gives its status."""
    with tempfile.TemporaryDirectory(prefix="vsmstudio-pictures-") as home:
        held = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("QT_", "LC_", "XDG_", "VSMSTUDIO_"))
        }
        held |= {
            _MARK: "1", "HOME": home, "USERPROFILE": home, "VSMSTUDIO_STATE": str(Path(home, "state")), "TZ": "UTC",
            "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(SCALE),
            "QT_LOGGING_RULES": "*.debug=false;qt.qpa.*=false",
        }  # fmt: skip
        return subprocess.run([sys.executable, str(script), *arguments], env=held, check=False).returncode


def begin() -> None:
    """Stop the clock. Called once, before the window is made."""
    if hasattr(time, "tzset"):
        time.tzset()
    for name in _CLOCKS:
        module = importlib.import_module(name)
        if hasattr(module, "datetime"):
            module.datetime = _Moment  # type: ignore[attr-defined]
        if hasattr(module, "date"):
            module.date = _Day  # type: ignore[attr-defined]
    again()


def again() -> None:
    """Let ids begin anew, so that a picture does not depend on those that were taken before it."""
    dice = random.Random(9)
    secrets.token_bytes = lambda count=None: dice.randbytes(count or 16)  # type: ignore[assignment]
    secrets.token_hex = lambda count=None: dice.randbytes(count or 16).hex()  # type: ignore[assignment]
