"""What someone who looks for a fault needs to know, as text that a person can read before passing it on."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

from vsmstudio import __version__
from vsmstudio.gui.fault import Fault
from vsmstudio.log import size

if TYPE_CHECKING:
    from vsmstudio.log import Log
    from vsmstudio.model.document import Document

_MOST = 20  # errors that are told, the latest


def machine() -> str:
    """Program, system and libraries with their versions; nothing that names the computer or who uses it."""
    system = f"{QSysInfo.prettyProductName()} ({QSysInfo.kernelType()} {platform.release()}, {platform.machine()})"
    return f"VSM Studio {__version__}, {system}, Python {sys.version.split()[0]}, Qt {qVersion()}"


def diagnostics(document: Document, log: Log, faults: Iterable[Fault], crash: str = "", words: bool = False) -> str:
    """The whole report. With `words` the messages of errors are in it, which may hold names from the document."""
    said = [machine(), *_screens(), f"Locale {QLocale.system().name()}", f"Document: {size(document)}"]
    said += ["", f"Last actions ({len(log.recent)})", *(f"  {each}" for each in log.recent)]
    met = sorted(faults, key=lambda each: each.first)[-_MOST:]
    said += ["", f"Errors ({len(met)})"]
    for each in met:
        said += _fault(each, words)
    if crash:
        said += ["", "The last time the program crashed, it stood at", *(f"  {line}" for line in crash.splitlines())]
    return "\n".join(said) + "\n"


def _screens() -> Iterator[str]:
    for at, screen in enumerate(QGuiApplication.screens(), start=1):
        area = screen.size()
        yield (
            f"Screen {at}: {area.width()} × {area.height()}, scale {screen.devicePixelRatio():g}, "
            f"{screen.logicalDotsPerInch():.0f} dpi ({QGuiApplication.platformName()})"
        )


def _fault(fault: Fault, words: bool) -> Iterator[str]:
    yield f"  {fault.first:%H:%M:%S} {fault.kind}{fault.times}"
    if words and fault.words:
        yield f"    “{fault.words}”"
    for place in fault.places:
        yield f"    {place}"
