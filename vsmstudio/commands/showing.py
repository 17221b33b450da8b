"""The window, and the sample engagement in it."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def open_window(path: Path | None, safe: bool = False) -> int:
    """Open the application, on a file where one is named. `safe`: without settings, and without keeping any."""
    if not has_screen() and not os.environ.get("QT_QPA_PLATFORM"):
        from vsmstudio.arguments import Stop

        raise Stop("there is no screen to open a window on; the commands work without one, see vsmstudio --help.")
    _import_what_needs_no_qt()
    gc.disable()  # while so much is imported and made nothing can be cleared away; `gui.opening` enables it again
    from vsmstudio.gui.app import run

    return run(path, safe)


def _import_what_needs_no_qt() -> None:
    """Before Qt: once PySide6 is there it reads the source of every module that is imported, which takes longer than that."""
    import vsmstudio.gui.crash_watch
    import vsmstudio.gui.start.glance
    import vsmstudio.gui.start.style
    import vsmstudio.gui.start.templates
    import vsmstudio.notation.theme
    import vsmstudio.places  # noqa: F401


def demo(chosen: argparse.Namespace) -> int:
    """Write the sample engagement and show it."""
    from vsmstudio import resources
    from vsmstudio.arguments import Stop
    from vsmstudio.commands.shared import deliver, load
    from vsmstudio.files import SaveFailed, write_atomically

    folder = Path(chosen.folder)
    path = folder / "sample.vsm"
    sample = resources.read_bytes("examples", "sample.vsm")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.read_bytes() != sample:
            raise Stop(f"{path} was changed since; name another folder, or open it with: vsmstudio {path}")
        write_atomically(path, sample)
    except SaveFailed as error:
        raise Stop(str(error)) from None
    except OSError as error:
        raise Stop(f"{folder} cannot be used: {error.strerror}.") from None
    print(path, flush=True)
    if has_screen() and not chosen.no_window:
        return open_window(path)
    document = load(path)
    for written in deliver(document, folder, ("pdf", "xlsx"), None):
        print(written)
    return 0


def has_screen() -> bool:
    """Can a window be shown? On Windows and macOS, or where a display is named; not with Qt's screenless platforms."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in {"offscreen", "minimal"}:
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
