"""What the window remembers from one day to the next: how it looks, what is open where, and the files worked on lately."""

from vsmstudio.gui.settings.held import (
    MOST_PLACES,
    MOST_RECENT,
    MOST_SHEETS,
    Folder,
    Log,
    Place,
    Recent,
    Settings,
    Sheet,
    ThemeChoice,
    with_folder,
    with_log,
    with_place,
    with_recent,
    with_sheet,
    without_recent,
)
from vsmstudio.gui.settings.store import Store

__all__ = [
    "MOST_PLACES",
    "MOST_RECENT",
    "MOST_SHEETS",
    "Folder",
    "Log",
    "Place",
    "Recent",
    "Settings",
    "Sheet",
    "Store",
    "ThemeChoice",
    "with_folder",
    "with_log",
    "with_place",
    "with_recent",
    "with_sheet",
    "without_recent",
]
