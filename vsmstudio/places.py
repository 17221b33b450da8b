"""Where the program keeps its own things on this computer: what recovers lost work, earlier versions, and its log.

`VSMSTUDIO_STATE` names another folder, as for a stick that is carried along.
"""

from __future__ import annotations

import os
from pathlib import Path


def state() -> Path:
    """The folder of this user's state; it may not exist yet."""
    if named := os.environ.get("VSMSTUDIO_STATE"):
        return Path(named).absolute()
    from platformdirs import user_state_path

    return user_state_path("vsmstudio", appauthor=False)


def journals() -> Path:
    """Recovery journals of documents that are open, or were when the program died."""
    return state() / "journals"


def versions() -> Path:
    """Earlier versions of saved files."""
    return state() / "versions"


def logs() -> Path:
    """The program's log."""
    if os.environ.get("VSMSTUDIO_STATE"):
        return state() / "logs"
    from platformdirs import user_log_path

    return user_log_path("vsmstudio", appauthor=False)


def settings() -> Path:
    """What the window remembers: how it looks, and the files worked on lately."""
    return state() / "settings.json"
