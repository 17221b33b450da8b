"""Run first in a bundle: make the best of the system that it finds itself on.

What PyInstaller's start sets in the environment is taken back, so that programs that are opened from here (a file manager, a
browser) get their own libraries, not this bundle's. On Linux, libraries of the desktop that Qt needs are the system's own
where it has them; those that it lacks are taken from the folder `fallback`, at the moment Qt is first imported.
"""

import os
import sys


def _clean_environment():
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)  # the loader of this process has read it already
    for name in [name for name in os.environ if name.startswith("_PYI_")]:
        del os.environ[name]


class _BeforeQt:
    """Stands before the importers until Qt is asked for."""

    def find_spec(self, name, path=None, target=None):
        if name == "PySide6":
            sys.meta_path.remove(self)
            _fill_in(os.path.join(sys._MEIPASS, "fallback"))


def _fill_in(folder):
    """Load each library of `folder` that the system lacks. They are listed so that each comes after what it needs."""
    try:
        with open(os.path.join(folder, "order.txt"), encoding="ascii") as file:
            names = file.read().split()
    except OSError:
        return
    places = [f"/usr/lib/{os.uname().machine}-linux-gnu/", "/usr/lib64/"]
    missing = [name for name in names if not any(os.path.exists(place + name) for place in places)]
    if missing:
        import ctypes

        for name in missing:
            for known in (name, os.path.join(folder, name)):
                try:
                    ctypes.CDLL(known)
                    break
                except OSError:
                    pass
    if not os.path.exists("/etc/fonts/fonts.conf"):
        os.environ.setdefault("FONTCONFIG_FILE", os.path.join(folder, "fonts.conf"))


# The standard library names these for addresses and mail, which nothing here reads. A bundle cannot reach a network.
for _name in ("socket", "urllib.request"):
    sys.modules[_name] = type(sys)(_name)
if sys.platform.startswith("linux"):
    _clean_environment()
    sys.meta_path.insert(0, _BeforeQt())
