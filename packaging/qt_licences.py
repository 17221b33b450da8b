"""Write the licences of what Qt itself is made of: `resources/licences/Qt-third-party.txt`.

    python packaging/qt_licences.py QTBASE

`QTBASE` is the unpacked source of Qt's module qtbase, of the version that the bundle holds or a near one. Qt notes there,
beside the code, who wrote each part and on what terms (`qt_attribution.json`); wheels of Qt carry no such texts. What Qt
uses only in its own tests and build is left out. The other parts that this program uses (SVG) have no third-party code.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "resources" / "licences" / "Qt-third-party.txt"
NOT_SHIPPED = re.compile(r"(^|/)(testlib|testinternal|util|cmake|gradle|android|wasm|vulkan|tests|examples)(/|$)")
RULE = "-" * 78


def attributions(source: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each noted part with the folder of its note, by path."""
    for note in sorted(source.rglob("qt_attribution.json")):
        if NOT_SHIPPED.search(note.parent.relative_to(source).as_posix()):
            continue
        held = json.loads(note.read_text(encoding="utf-8"), strict=False)
        for part in held if isinstance(held, list) else [held]:
            yield note.parent, part


def texts(folder: Path, part: dict[str, Any], source: Path) -> list[str]:
    """The licence's own texts of a part; those of its SPDX names where the part brings none."""
    named = (
        part.get("LicenseFiles") or [part["LicenseFile"]] if part.get("LicenseFile") or part.get("LicenseFiles") else []
    )
    files = [folder / name for name in named]
    if not files:
        ids = re.findall(r"[A-Za-z0-9.+-]+", part.get("LicenseId", ""))
        files = [source / "LICENSES" / f"{each}.txt" for each in ids if each not in ("AND", "OR", "WITH")]
    return [file.read_text(encoding="utf-8", errors="replace").strip() for file in files if file.is_file()]


def written(source: Path) -> str:
    """The whole file. Raises ValueError where a part has no text at all."""
    seen: dict[str, str] = {}
    lines = []
    for folder, part in attributions(source):
        name = part["Name"] + (f" {part['Version']}" if part.get("Version") else "")
        held = part.get("Copyright", "")
        lines += [RULE, name, part.get("License", ""), *(held if isinstance(held, list) else [held])]
        found = texts(folder, part, source)
        if not found and "ublic" not in part.get("License", ""):  # the public domain needs none
            raise ValueError(f"{name} in {folder} has no text")
        for text in found:
            lines += ["", f"The text is that of {seen[text]}." if text in seen else text]
            seen.setdefault(text, name)
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(str(__doc__).strip())
    TARGET.write_text(written(Path(sys.argv[1])), encoding="utf-8")
    print(TARGET, TARGET.stat().st_size, "bytes")
