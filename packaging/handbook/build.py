"""Build the handbook: python packaging/handbook/build.py [TARGET] [--draft] [--if-needed]

Pages go to TARGET, `resources/handbook` unless said. Whatever is wrong in them ends it with status 1. `--draft` shows what
is wrong and goes on. `--if-needed` builds only where something changed since the last time, and ends with status 3 where
that needs Sphinx and it is not installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
TARGET = CHECKOUT / "resources" / "handbook"
STAMP = "made-from.txt"
WITHOUT_SPHINX = 3


class NotBuilt(Exception):
    """What is wrong with the pages was said on standard error."""


def build(target: Path = TARGET, *, draft: bool = False) -> Path:
    """Build all pages in `target`, in place of what was there. Raises `NotBuilt` where a page is wrong."""
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.console import nocolor

    nocolor()
    os.environ["NO_COLOR"] = "1"  # or Python 3.14 colours what the page of commands takes from it
    made_from = _digest()
    target.parent.mkdir(parents=True, exist_ok=True)
    (CHECKOUT / "build").mkdir(exist_ok=True)  # not beside the target, where a wheel would take in what was left behind
    with tempfile.TemporaryDirectory(prefix="handbook-", dir=CHECKOUT / "build") as work:
        made = Path(work, "made")
        try:
            app = Sphinx(
                HERE, HERE, made, Path(work, "doctrees"), "handbook", status=None, warning=sys.stderr,
                warningiserror=not draft, freshenv=True,
            )  # fmt: skip
            app.build(force_all=True)
        except SphinxError as error:
            raise NotBuilt(str(error)) from error
        if app.statuscode and not draft:
            raise NotBuilt("The pages hold what the lines above say.")
        if not draft:
            Path(made, STAMP).write_text(made_from + "\n", encoding="ascii")
        if target.exists():
            shutil.move(target, Path(work, "before"))
        shutil.move(made, target)
    return target


def is_fresh(target: Path = TARGET) -> bool:
    """Was the handbook built from what its sources and the program's tables say now?"""
    try:
        return Path(target, STAMP).read_text(encoding="ascii").strip() == _digest()
    except OSError:
        return False


def ensure(target: Path = TARGET) -> Path:
    """Build the handbook unless it is fresh. Raises `NotBuilt` where a page is wrong."""
    if is_fresh(target):
        os.utime(Path(target, STAMP))  # it was looked at: what compares times need not ask again
        return target
    return build(target)


def _digest() -> str:
    """One number for all that pages are made from, as one built from an unpacked archive is the same."""
    found = hashlib.sha256()
    for path in sorted(_sources()):
        found.update(path.relative_to(CHECKOUT).as_posix().encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _sources() -> Iterator[Path]:
    """The pages and what makes them; of the program the modules without a window, and the sample."""
    for folder in (HERE, HERE / "theme", HERE / "theme" / "static", HERE / "reference", HERE / "pictures"):
        yield from (each for each in folder.glob("[!.]*") if each.is_file())
    program = CHECKOUT / "vsmstudio"
    for path in program.rglob("*.py"):
        inner = path.relative_to(program).parts
        if inner[0] != "gui" or "acts" in inner:
            yield path
    yield CHECKOUT / "resources" / "examples" / "sample.vsm"


def main(arguments: list[str]) -> int:
    options = {each for each in arguments if each.startswith("--")}
    names = [each for each in arguments if each not in options]
    target = Path(*names) if names else TARGET
    try:
        if "--if-needed" not in options:
            build(target, draft="--draft" in options)
        elif importlib.util.find_spec("sphinx") or is_fresh(target):
            ensure(target)
        else:
            return WITHOUT_SPHINX
    except NotBuilt as error:
        print(f"The handbook was not built: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
