"""Look a wheel through before it is given on: python packaging/check_wheel.py WHEEL [WHEEL_FROM_SDIST]

It holds every file of `vsmstudio/` and `resources/` as they are here, and nothing else; the handbook with its pages and
pictures is among them; licences and both entry points are there. A second wheel has to hold the same, byte for byte.
"""

from __future__ import annotations

import json
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
PLACES = {"vsmstudio": CHECKOUT / "vsmstudio", "vsmstudio/_data": CHECKOUT / "resources"}
ENTRIES = """[console_scripts]
vsmstudio = vsmstudio.cli:main

[gui_scripts]
vsmstudio-window = vsmstudio.cli:main
"""


def wrong(wheel: dict[str, bytes]) -> list[str]:
    """What is wrong with a wheel's files, a line each."""
    said = []
    here = {
        f"{place}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for place, folder in PLACES.items()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packed = {name: content for name, content in wheel.items() if ".dist-info/" not in name}
    said += [f"It is missing: {name}" for name in sorted(here.keys() - packed.keys())]
    said += [f"It is not from here: {name}" for name in sorted(packed.keys() - here.keys())]
    said += [f"It differs: {name}" for name in sorted(here.keys() & packed.keys()) if here[name] != packed[name]]
    said += [f"It is left over: {name}" for name in sorted(packed) if "/." in name]
    about = {name.partition(".dist-info/")[2]: content for name, content in wheel.items() if ".dist-info/" in name}
    if about.get("entry_points.txt", b"").decode().strip() != ENTRIES.strip():
        said.append("The entry points are not what they should be")
    licences = [f"licenses/{each.relative_to(CHECKOUT).as_posix()}" for each in _licences()]
    said += [f"The licence is missing: {each}" for each in licences if each not in about]
    metadata = HeaderParser().parsestr(about["METADATA"].decode())
    said += [
        f"The metadata have no {field}"
        for field in ("Summary", "License-Expression", "Description-Content-Type")
        if not metadata[field]
    ]
    return said + _wrong_handbook(packed)


def _licences() -> list[Path]:
    return [CHECKOUT / "LICENSE", *sorted((CHECKOUT / "resources" / "fonts").glob("*-LICENSE.txt"))]


def _wrong_handbook(packed: dict[str, bytes]) -> list[str]:
    folder = "vsmstudio/_data/handbook"
    if f"{folder}/contents.json" not in packed:
        return ["The handbook is missing"]
    pages = {each["page"] for each in json.loads(packed[f"{folder}/search.json"])}
    return [
        f"The handbook's page is missing: {page}" for page in sorted(pages) if f"{folder}/{page}.html" not in packed
    ]


def read(path: str) -> dict[str, bytes]:
    """The files of a wheel."""
    with zipfile.ZipFile(path) as held:
        return {name: held.read(name) for name in held.namelist()}


def main(wheels: list[str]) -> int:
    if not wheels:
        print(__doc__, file=sys.stderr)
        return 2
    first, *others = [read(each) for each in wheels]
    said = wrong(first)
    for other in others:
        differing = sorted(name for name in first.keys() | other.keys() if first.get(name) != other.get(name))
        said += [f"The wheels differ in {name}" for name in differing]
    for line in said:
        print(line, file=sys.stderr)
    size = Path(wheels[0]).stat().st_size / 1e6
    print(f"{Path(wheels[0]).name}: {len(first)} files, {size:.1f} MB")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
