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

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vsmstudio.notation.theme import LIGHT


class BadBrand(Exception):
    """A brand file cannot be used. The message names the file, the entry, and what would be accepted."""


@dataclass(frozen=True)
class Brand:
    """The look of a consultancy. Blank entries are the program's own look.

    `logo` is the bytes of a PNG or JPEG; `regular` and `bold` are font files with TrueType outlines; `office_font` is the
    name of a font that the reader's Office has.
    """

    accent: str = ""
    logo: bytes = b""
    footer: str = ""
    office_font: str = ""
    regular: Path | None = None
    bold: Path | None = None

    @property
    def theme(self) -> Mapping[str, str]:
        """The roles of the light theme in the brand's colours; what words are written in keeps 4.5:1 on white."""
        return LIGHT


PLAIN = Brand()


def read_brand(path: Path) -> Brand:
    """Read a brand file. Raises `BadBrand`."""
    raise NotImplementedError
