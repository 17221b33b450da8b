"""Where the program keeps its own things on this computer: what recovers lost work, earlier versions, and its log.

`VSMSTUDIO_STATE` names another folder. A bundle that is carried along on a stick keeps them in a folder `vsmstudio-data`
beside it, where somebody made one.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

PORTABLE = "vsmstudio-data"


def state() -> Path:
    """The folder of this user's state; it may not exist yet."""
    if named := os.environ.get("VSMSTUDIO_STATE"):
        return Path(named).absolute()
    if carried := portable():
        return carried
    from platformdirs import user_state_path

    return user_state_path("vsmstudio", appauthor=False)


@cache
def portable() -> Path | None:
    """The folder `vsmstudio-data` that stands beside the program's folder, or in it; None where the program is installed.

    Only of a bundle is it asked: beside an installed package others may make folders, too.
    """
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable)
    folder = program.parents[2] if program.parent.name == "MacOS" else program.parent  # macOS: the application's folder
    return next((place / PORTABLE for place in (folder, folder.parent) if (place / PORTABLE).is_dir()), None)


def journals() -> Path:
    """Recovery journals of documents that are open, or were when the program died."""
    return state() / "journals"


def versions() -> Path:
    """Earlier versions of saved files."""
    return state() / "versions"


def logs() -> Path:
    """The program's log."""
    if os.environ.get("VSMSTUDIO_STATE") or portable():
        return state() / "logs"
    from platformdirs import user_log_path

    return user_log_path("vsmstudio", appauthor=False)


def settings() -> Path:
    """What the window remembers: how it looks, and the files worked on lately."""
    return state() / "settings.json"
