"""How deliverables look: the consultancy's colour, logo, faces and footer, read from a brand file in TOML.

accent = "#0B5FA5"           # the colour of what leads the eye
logo = "logo.png"            # a PNG or JPEG beside the brand file
footer = "Example Partners"  # stands in every footer
office_font = "Calibri"      # the deck's and the workbook's, as it is called in Office

[font]                       # the report's; TrueType outlines that may be embedded
regular = "Example-Regular.ttf"
bold = "Example-Bold.ttf"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vsmstudio.export.brand_fonts import check_font
from vsmstudio.export.emblems import size_of
from vsmstudio.export.hues import branded
from vsmstudio.model.records.base import LARGEST_LOGO
from vsmstudio.notation.theme import LIGHT

_LARGEST = 64_000  # bytes of a brand file
_TEXTS = ("accent", "logo", "footer", "office_font")
_FONTS = ("regular", "bold")
_KNOWN = "accent, logo, footer, office_font, and regular and bold under [font]"
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_MOST = 120  # characters of footer and font name


class BadBrand(Exception):
    """A brand file cannot be used. The message names the file, the entry, and what would be accepted."""


@dataclass(frozen=True)
class Brand:
    """The look of a consultancy. Blank entries are the program's own look.

    `accent` is `#RRGGBB`; `logo` is the bytes of a PNG or JPEG; `regular` and `bold` are font files with TrueType outlines;
    `office_font` is the name of a font that the reader's Office has.
    """

    accent: str = ""
    logo: bytes = b""
    footer: str = ""
    office_font: str = ""
    regular: Path | None = None
    bold: Path | None = None

    @property
    def theme(self) -> Mapping[str, str]:
        """The roles of the light theme in the brand's colours, with `brand`, the accent itself, and `on_brand` for words on it.

        What words are written in keeps 4.5:1 on white and on its tints.
        """
        return branded(self.accent) if self.accent else _OWN


_OWN: Mapping[str, str] = {**LIGHT, "brand": LIGHT["accent"], "on_brand": LIGHT["on_accent"]}
PLAIN = Brand()


def read_brand(path: Path) -> Brand:
    """Read a brand file. Raises `BadBrand`."""
    path = Path(path)
    held = _read(path)
    fonts = held.pop("font", {})
    if not isinstance(fonts, dict):
        raise BadBrand(f"{path.name}: “font” must be a table [font] with regular and bold.")
    _check_entries(path, held, _TEXTS, "")
    _check_entries(path, fonts, _FONTS, "font.")
    accent = held.get("accent", "").strip()
    if accent and not _COLOUR.fullmatch(accent):
        raise BadBrand(f"{path.name}: accent must be a colour like #0B5FA5, not “{accent[:40]}”.")
    return Brand(
        accent=accent.upper(),
        logo=_logo(path, held.get("logo", "")),
        footer=_line(path, "footer", held.get("footer", "")),
        office_font=_line(path, "office_font", held.get("office_font", "")),
        regular=_font(path, "regular", fonts.get("regular", "")),
        bold=_font(path, "bold", fonts.get("bold", "")),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _LARGEST:
            raise BadBrand(f"{path.name} is too large for a brand file: at most {_LARGEST // 1000} KB.")
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise BadBrand(f"{path.name} is not text in UTF-8.") from error
        if isinstance(error, tomllib.TOMLDecodeError):
            raise BadBrand(f'{path.name} is not TOML: {error}. Write entries like accent = "#0B5FA5".') from error
        reason = getattr(error, "strerror", None) or error
        raise BadBrand(f"The brand file {path} cannot be read: {reason}.") from error


def _check_entries(path: Path, held: Mapping[str, Any], known: tuple[str, ...], before: str) -> None:
    for key, value in held.items():
        if key not in known:
            raise BadBrand(f"{path.name}: there is no entry “{before}{key[:40]}”. Known are {_KNOWN}.")
        if not isinstance(value, str):
            raise BadBrand(f"{path.name}: {before}{key} must be text in quotation marks.")


def _line(path: Path, key: str, words: str) -> str:
    said = " ".join("".join(each if each.isprintable() else " " for each in words).split())
    if len(said) > _MOST:
        raise BadBrand(f"{path.name}: {key} must be at most {_MOST} characters long, not {len(said)}.")
    return said


def _beside(path: Path, key: str, named: str) -> Path | None:
    """A file that a brand file names, seen from its folder."""
    if not named.strip():
        return None
    found = path.parent / Path(named.strip()).expanduser()
    try:
        if found.is_file():
            return found
    except (OSError, ValueError):
        pass
    raise BadBrand(f"{path.name}: {key} names “{named[:200]}”, but there is no such file beside the brand file.")


def _logo(path: Path, named: str) -> bytes:
    found = _beside(path, "logo", named)
    if found is None:
        return b""
    try:
        if found.stat().st_size > LARGEST_LOGO:
            raise ValueError(f"is larger than {LARGEST_LOGO // 1000} KB")
        content = found.read_bytes()
        size_of(content)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadBrand(f"{path.name}: the logo {found.name} {_reading(reason)}. Name a PNG or JPEG picture.") from error
    return content


def _font(path: Path, key: str, named: str) -> Path | None:
    found = _beside(path, f"font.{key}", named)
    if found is None:
        return None
    try:
        check_font(found)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadBrand(f"{path.name}: the font {found.name} (font.{key}) {_reading(reason)}.") from error
    return found


def _reading(reason: object) -> str:
    """A reason as the rest of a sentence about a file: one of the system's says why it cannot be read."""
    said = str(reason)
    return said if said.split(" ", 1)[0] in {"is", "has", "says", "lacks"} else f"cannot be read: {said}"
