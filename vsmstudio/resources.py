"""Where the files lie that come with the program: fonts, icons, templates, examples, translations.

No other file knows. In a checkout they are in the folder `resources` beside this package; an installed or bundled
program carries them inside the package, as `_data`.
"""

from functools import cache
from pathlib import Path

__all__ = ["path", "read_bytes", "read_text"]


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent
    packed = package / "_data"
    return packed if packed.is_dir() else package.parent / "resources"


def path(*parts: str) -> Path:
    """The place of a resource: `path("fonts", "Inter-Regular.ttf")`. Whether it exists is not asked."""
    return _root().joinpath(*parts)


def read_bytes(*parts: str) -> bytes:
    """A resource's content. Raises OSError where there is none."""
    return path(*parts).read_bytes()


def read_text(*parts: str) -> str:
    """A resource's text (UTF-8). Raises OSError where there is none."""
    return path(*parts).read_text(encoding="utf-8")
