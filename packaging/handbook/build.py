"""Build the handbook: python packaging/handbook/build.py [TARGET] [--draft]

Pages go to TARGET, `resources/handbook` unless said. Whatever is wrong in them ends it with status 1. `--draft` shows what
is wrong and goes on, and leaves room for pictures that are not there yet.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "resources" / "handbook"


class NotBuilt(Exception):
    """What is wrong with the pages was said on standard error."""


def build(target: Path = TARGET, *, draft: bool = False) -> Path:
    """Build all pages in `target`, in place of what was there. Raises `NotBuilt` where a page is wrong."""
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.console import nocolor

    nocolor()
    with tempfile.TemporaryDirectory() as work:
        made = Path(work, "made")
        try:
            app = Sphinx(
                HERE, HERE, made, Path(work, "doctrees"), "handbook", status=None, warning=sys.stderr,
                warningiserror=not draft, freshenv=True, confoverrides={"nitpicky": not draft},
            )  # fmt: skip
            app.build(force_all=True)
        except SphinxError as error:
            raise NotBuilt(str(error)) from error
        if app.statuscode and not draft:
            raise NotBuilt("The pages hold what the lines above say.")
        shutil.rmtree(made / ".doctrees", ignore_errors=True)
        if target.exists():
            shutil.rmtree(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(made, target)
    return target


def main(arguments: list[str]) -> int:
    names = [each for each in arguments if each != "--draft"]
    try:
        print(build(Path(*names) if names else TARGET, draft="--draft" in arguments))
    except NotBuilt as error:
        print(f"The handbook was not built: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
