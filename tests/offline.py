"""A process that has no network, and that is caught when it looks for one. Run as `python -m tests.offline DEED ...`.

Two guards: Python's own audit events, which refuse and tell; and, on Linux, a filter in the kernel that kills the process at
the first socket that could leave the computer, whichever library opens it.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from pathlib import Path
from typing import Any

REFUSED = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect",
    "imaplib.open", "poplib.connect", "webbrowser.open",
)  # fmt: skip

# (audit architecture, socket, io_uring_setup) of the machines that the filter knows
_MACHINES = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}
_LOCAL = 1  # AF_UNIX, of the desktop's own services
_KILL, _ALLOW = 0x80000000, 0x7FFF0000
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2


class Refused(Exception):
    """Something looked for the network."""


def refuse_in_python(told: Path | None = None) -> None:
    """Raise at every audit event of the network, and note it in a file, as who asked may swallow the error."""

    def hook(event: str, given: tuple[Any, ...]) -> None:
        if event in REFUSED:
            if told is not None:
                with told.open("a") as file:
                    file.write(f"{event}\n")
            raise Refused(event)

    sys.addaudithook(hook)


def kill_at_sockets() -> bool:
    """Have the kernel kill this process and its children when they open a socket to the network. False where it cannot."""
    known = _MACHINES.get(platform.machine())
    if not sys.platform.startswith("linux") or known is None or sys.maxsize < 2**32:
        return False
    architecture, socket, ring = known
    program = [
        (_LOAD, 0, 0, 4),  # the architecture: another one would have other numbers
        (_EQUAL, 0, 5, architecture),
        (_LOAD, 0, 0, 0),  # which call
        (_EQUAL, 3, 0, ring),  # through a ring sockets can be opened without calls
        (_EQUAL, 0, 3, socket),
        (_LOAD, 0, 0, 16),  # its family
        (_EQUAL, 1, 0, _LOCAL),
        (_RETURN, 0, 0, _KILL),
        (_RETURN, 0, 0, _ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *each) for each in program))
    whole = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return bool(libc.prctl(_SECCOMP, _FILTER, ctypes.byref(whole), 0, 0) == 0)


def rename_host(name: str) -> bool:
    """Give this process and its children a computer of another name. False where that is not allowed."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    new_names, new_users = 0x04000000, 0x10000000
    if libc.unshare(new_names) and libc.unshare(new_names | new_users):
        return False
    return bool(libc.sethostname(name.encode(), len(name)) == 0)


# --- what is done without a network ---------------------------------------------------------------------------------


def command(*given: str) -> int:
    """One command of the program."""
    from vsmstudio import cli

    return cli.main(given)


def window(folder: str) -> int:
    """Open the sample in the window, edit, save, deliver, look at the diagnostics, and close."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests.hand import Hand
    from vsmstudio.gui import app
    from vsmstudio.gui.main_window import MainWindow

    target = Path(folder)
    application = app.application()

    def work() -> None:
        main = next(each for each in application.topLevelWidgets() if isinstance(each, MainWindow))
        while not (main.ready and main.workspace.session.path):  # the workbench is built, and the file open
            QTest.qWait(20)
        hand = Hand(main)
        step = main.workspace.document.steps(main.workspace.map_id)[0].name
        hand.drag(step, (0, 48))
        hand.drop_node("step", 0, -400)
        hand.type("Offline")
        hand.enter()
        hand.escape()
        main.workspace.undo()
        main.filing.save()
        main.delivering.write(target)
        main.delivering.wait()
        main.carry_out("copy_diagnostics")
        QTest.qWait(50)
        for each in QApplication.topLevelWidgets():
            each.close()

    QTimer.singleShot(200, work)
    status = app.run(target / "sample.vsm")
    maps = Path("/proc/self/maps")
    mapped = maps.read_text().splitlines() if maps.exists() else []
    sys.stdout.write("\n".join([*sorted(sys.modules), *(line for line in mapped if "Network" in line)]) + "\n")
    return status


def socket(family: str) -> int:
    """What must not be done, to show that the guards hold."""
    import socket as sockets  # noqa: TID251

    sockets.socket(int(family), sockets.SOCK_DGRAM).close()
    return 0


def lookup() -> int:
    import socket as sockets  # noqa: TID251

    try:
        sockets.getaddrinfo("example.org", 80)
    except Refused:
        return 3
    return 0


DEEDS = {"command": command, "window": window, "socket": socket, "lookup": lookup, "nothing": lambda: 0}

if __name__ == "__main__":
    if os.environ.get("HOST_NAME"):
        rename_host(os.environ["HOST_NAME"])
    refuse_in_python(Path(os.environ["TOLD"]))
    if os.environ.get("KERNEL") and not kill_at_sockets():
        sys.exit(77)
    sys.exit(DEEDS[sys.argv[1]](*sys.argv[2:]))
