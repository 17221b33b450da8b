"""What every record is: frozen, with an id, and with numbers that mean something."""

from __future__ import annotations

import binascii
import math
from typing import Any

import msgspec

from vsmstudio.model.ids import Id

LARGEST_LOGO = 500_000  # bytes


def guard(
    record: Any,
    positive: tuple[str, ...] = (),
    zero_up: tuple[str, ...] = (),
    shares: tuple[str, ...] = (),
    finite: tuple[str, ...] = (),
) -> None:
    """Refuse numbers that mean nothing: not finite, negative (save `finite` ones), or a share outside 0..1."""
    for name in (*positive, *zero_up, *shares, *finite):
        value = getattr(record, name)
        if value is None:
            continue
        if not math.isfinite(value) or abs(value) > 1e15:
            raise ValueError(f"{name} must be a plain number, not {value}")
        if name in shares and not 0 <= value <= 1:
            raise ValueError(f"{name} must be from 0 to 100 %, not {value * 100:g} %")
        if (value < 0 and name not in finite) or (value == 0 and name in positive):
            raise ValueError(f"{name} must be {'above 0' if name in positive else '0 or more'}, not {value:g}")


def emblem(logo: str) -> bytes:
    """The bytes of a logo that is kept in base64: a PNG or JPEG of at most 500 KB. Raises `ValueError`; blank is blank."""
    if not logo:
        return b""
    if len(logo) > LARGEST_LOGO * 4 // 3 + 4:
        raise ValueError(f"the logo must be a picture of at most {LARGEST_LOGO // 1000} KB")
    try:
        found = binascii.a2b_base64(logo, strict_mode=True)
    except ValueError as error:
        raise ValueError("the logo must be a PNG or JPEG picture in base64") from error
    if not found.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise ValueError("the logo must be a PNG or JPEG picture")
    return found


class Record(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="type",
    weakref=True,
):
    """One fact with a stable id. `extra` is JSON text of fields that this version does not know; they survive."""

    id: Id
    extra: str = ""

    @property
    def type(self) -> str:
        """The kind of record, as the file names it."""
        return str(self.__struct_config__.tag)

    @property
    def word(self) -> str:
        """What people call a record of this kind."""
        return self.type


class Unknown(Record, tag="unknown", frozen=True, kw_only=True):
    """A record of a kind that this version does not know, kept as the JSON text that was read."""

    raw: str
