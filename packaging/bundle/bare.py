"""A bare Debian system in a folder: what `debootstrap` calls minimal, with no Python, no desktop and no fonts.

Programs run in it as an ordinary user, without a network. Making and entering it needs root.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = 1000
HOME = "/home/user"


class NotTried(Exception):
    """What is missing here for a trial, or what went wrong in it."""


def pristine(suite: str) -> Path:
    """A bare system that is kept for later trials; made where there is none, which needs a network once."""
    kept = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "vsmstudio" / f"bare-{suite}"
    if not kept.is_dir():
        made = kept.with_suffix(".part")
        shutil.rmtree(made, ignore_errors=True)
        made.parent.mkdir(parents=True, exist_ok=True)
        if subprocess.run(["debootstrap", "--variant=minbase", suite, made], stdout=subprocess.DEVNULL).returncode:
            raise NotTried(f"A bare system ({suite}) could not be made (is there a network?).")
        made.rename(kept)
    return kept


@contextmanager
def copy(kept: Path) -> Iterator[Bare]:
    """A copy of a bare system for one trial, which is removed afterwards."""
    place = Path(tempfile.mkdtemp(prefix="vsmstudio-bare-"))
    root = place / "root"
    bare = Bare(root)
    try:
        subprocess.run(["cp", "--archive", kept, root], check=True)
        if found := [*root.glob("usr/bin/python*"), *root.glob("usr/lib/*/libQt*"), *root.glob("usr/lib/*/libX11*")]:
            raise NotTried(f"{kept} is not bare: it has {found[0].name}.")
        bare.inside(HOME).mkdir(parents=True)
        bare.give(HOME)
        yield bare
    finally:
        for mount in reversed(bare.mounts):
            subprocess.run(["umount", mount], check=False)
        if not any(os.path.ismount(mount) for mount in bare.mounts):
            shutil.rmtree(place)


class Bare:
    """A bare system; paths given as text are those inside."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.mounts: list[Path] = []

    def inside(self, path: str) -> Path:
        """Where a path of the system lies on this computer."""
        return self.root / path.lstrip("/")

    def give(self, path: str) -> None:
        """Make the user the owner of all that is at `path`."""
        subprocess.run(["chown", "--recursive", f"{USER}:{USER}", self.inside(path)], check=True)

    def bind(self, source: Path, path: str, read_only: bool = False) -> None:
        """Show a folder of this computer inside."""
        target = self.inside(path)
        target.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "--bind", source, target], check=True)
        self.mounts.append(target)
        if read_only:
            subprocess.run(["mount", "-o", "remount,bind,ro", target], check=True)

    def command(self, *command: str, **environment: str) -> list[str]:
        """The command that runs another one inside, as the user and without a network."""
        said = {"HOME": HOME, "PATH": "/usr/bin:/bin", **environment}
        inside = ["chroot", f"--userspec={USER}:{USER}", str(self.root), "/usr/bin/env", "-i"]
        return ["unshare", "--net", *inside, *(f"{name}={value}" for name, value in said.items()), *command]

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command inside to its end."""
        given = self.command(*command, **environment)
        return subprocess.run(given, capture_output=True, text=True, timeout=120, cwd="/")
