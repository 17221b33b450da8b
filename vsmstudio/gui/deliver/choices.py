"""What is chosen about the deliverables: the engagement's part of it is kept in the document, the rest on this computer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from vsmstudio.export.brand import PLAIN, Brand, read_brand
from vsmstudio.export.options import Options, options_of
from vsmstudio.gui.settings import Folder, Settings, with_folder
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document

FIELDS = ("paper", "map_paper", "people_shown", "left_out", "version", "confidentiality", "ask", "logo")
"""The fields of the engagement that say how its deliverables are made."""
KEEP = "Choose what is delivered"
FORMATS = ("pdf", "xlsx", "pptx", "svg", "png")


@dataclass(frozen=True)
class Choices:
    """One set of choices. `held` are the engagement's `FIELDS`; `sharpness` is pixels for each of a map at 100 %."""

    formats: tuple[str, ...] = ("pdf", "xlsx")
    sharpness: float = 2.0
    brand: str = ""
    folder: str = ""
    held: dict[str, Any] = field(default_factory=dict)


def choices_of(document: Document, settings: Settings, path: str) -> Choices:
    """What was chosen last for this document, which is in the file `path`; blank while it is in none."""
    folder = next((each.folder for each in settings.folders if path and each.path == path), "")
    formats = tuple(each for each in FORMATS if each in settings.formats)
    held = {name: getattr(document.engagement, name) for name in FIELDS}
    return Choices(formats or ("pdf", "xlsx"), settings.sharpness, settings.brand, folder, held)


def kept(document: Document, choices: Choices) -> Change:
    """The one change that keeps the engagement's part in the document. Raises `Refused` where a value cannot stand there."""
    return edits.update(document, document.engagement.id, KEEP, **choices.held)


def options_for(document: Document, choices: Choices, brand: Brand | None = None) -> Options:
    """How the deliverables of a document that holds the choices are made. Without a `brand` it is read from its file.

    Raises `BadBrand` where that cannot be used.
    """
    if brand is None:
        brand = read_brand(Path(choices.brand)) if choices.brand else PLAIN
    return replace(options_of(document, brand), scale=choices.sharpness)


def remembered(settings: Settings, choices: Choices, path: str) -> Settings:
    """The settings with this computer's part; the folder only where the document has a file to remember it by."""
    settings = msgspec.structs.replace(
        settings, formats=choices.formats, sharpness=choices.sharpness, brand=choices.brand
    )
    return with_folder(settings, Folder(path, choices.folder)) if path and choices.folder else settings


def as_text(keys: Iterable[str]) -> str:
    """Keys of sections as the engagement keeps them.

    >>> as_text({"path", "maps"})
    'maps, path'
    """
    return ", ".join(sorted(keys))
