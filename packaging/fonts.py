"""Make the bundled fonts and their width table anew (a tool for developers; the results are kept in resources/fonts).

Run it with the development environment: `python packaging/fonts.py`. It fetches four packages with npm and apt-get,
the ordinary clients of their registries, and writes

* one TrueType file per face, cut down to what is drawn: no private-use code points, no hinting, and of the layout
  features only those that place marks, shape Hebrew and Arabic and align figures. Kerning and ligatures are left out
  so that every painter, whatever it knows of layout, sets a text as wide as the table says;
* each font's licence beside it;
* `widths.json`, from which `vsmstudio.notation.text` measures: for each face its metrics in font units and
  `runs` of `[first, last, advance]` where neighbouring code points are equally wide, `[first, last, [advance, ...]]`
  where they are not.

The same packages give the same bytes.
"""

from __future__ import annotations

import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"

INTER = "inter-ui@4.1.1"
HEBREW = "@fontsource/noto-sans-hebrew@5.3.0"
ARABIC = "@fontsource/noto-sans-arabic@5.3.0"
MICRO_HEI = "fonts-wqy-microhei"  # Debian's

REGULAR, SEMIBOLD = 400, 600
STYLE_NAMES = {REGULAR: "Regular", SEMIBOLD: "SemiBold"}
# "tnum": figures of equal width in tables; the others write Hebrew and Arabic in text boxes that Qt shapes itself.
LAYOUT_FEATURES = ["tnum", "ccmp", "mark", "mkmk", "isol", "init", "medi", "fina", "rlig"]
MAC_BOLD, FS_BOLD, FS_REGULAR = 1 << 0, 1 << 5, 1 << 6
PRIVATE_USE = (range(0xE000, 0xF900), range(0xF0000, 0x110000))


class Source(NamedTuple):
    """Where a face comes from, and what it is to be called."""

    name: str
    family: str
    weight: int
    package: str
    file: str


# In the order in which a character looks for its glyph. A later font need not repeat what an earlier one holds.
HEBREW_FILE = "files/noto-sans-hebrew-hebrew-{}-normal.woff2"
ARABIC_FILE = "files/noto-sans-arabic-arabic-{}-normal.woff2"
MICRO_HEI_FILE = "usr/share/fonts/truetype/wqy/wqy-microhei.ttc"
SOURCES = (
    Source("Inter-Regular", "Inter", REGULAR, INTER, "web/Inter-Regular.woff2"),
    Source("Inter-SemiBold", "Inter", SEMIBOLD, INTER, "web/Inter-SemiBold.woff2"),
    Source("NotoSansHebrew-Regular", "Noto Sans Hebrew", REGULAR, HEBREW, HEBREW_FILE.format(REGULAR)),
    Source("NotoSansHebrew-SemiBold", "Noto Sans Hebrew", SEMIBOLD, HEBREW, HEBREW_FILE.format(SEMIBOLD)),
    Source("NotoSansArabic-Regular", "Noto Sans Arabic", REGULAR, ARABIC, ARABIC_FILE.format(REGULAR)),
    Source("NotoSansArabic-SemiBold", "Noto Sans Arabic", SEMIBOLD, ARABIC, ARABIC_FILE.format(SEMIBOLD)),
    Source("WenQuanYiMicroHei", "WenQuanYi Micro Hei", REGULAR, MICRO_HEI, MICRO_HEI_FILE),
)
LICENCES = (
    (INTER, "LICENSE.txt", "Inter-LICENSE.txt"),
    (HEBREW, "LICENSE", "NotoSansHebrew-LICENSE.txt"),
    (ARABIC, "LICENSE", "NotoSansArabic-LICENSE.txt"),
    (MICRO_HEI, "usr/share/doc/fonts-wqy-microhei/copyright", "WenQuanYiMicroHei-LICENSE.txt"),
)
# The Apache licence asks that a changed file says so; the OFL ones get the same courtesy.
CHANGE_NOTE = (
    "The font beside this file is a changed copy: it was cut down by packaging/fonts.py of VSM Studio\n"
    "(private-use characters, hinting, kerning and ligatures removed{more}).\n\n"
)
MORE_CHANGES = {MICRO_HEI: "; taken out of its collection; characters that Inter holds removed"}
APACHE = Path("/usr/share/common-licenses/Apache-2.0")  # the full text, where Debian's copyright file points to


def fetch(package: str, folder: Path) -> Path:
    """Unpack `package` under `folder`; the place of its files."""
    here = folder / package.replace("/", "_")
    here.mkdir()
    if package == MICRO_HEI:
        subprocess.run(["apt-get", "download", package], cwd=here, check=True, capture_output=True)
        subprocess.run(["dpkg", "-x", next(here.glob("*.deb")).name, "."], cwd=here, check=True)
        return here
    subprocess.run(["npm", "pack", "--silent", package], cwd=here, check=True, capture_output=True)
    with tarfile.open(next(here.glob("*.tgz"))) as archive:
        archive.extractall(here, filter="data")
    return here / "package"


def drawn(code: int) -> bool:
    """Private-use code points mean another thing in every font: better a framed code point than a wrong picture."""
    return not any(code in block for block in PRIVATE_USE)


def rename(font: TTFont, source: Source) -> None:
    """One family per script with weights 400 and 600, told the same way to programs old and new.

    The semibold face is also marked as the family's bold one, so that nobody thickens it artificially.
    """
    table, style = font["name"], STYLE_NAMES[source.weight]
    semibold = source.weight == SEMIBOLD
    names = {key: table.getDebugName(key) for key in (0, 5, 7, 13, 14)}  # copyright, version, trademark, licence
    names |= {1: source.family, 2: "Bold" if semibold else "Regular"}
    names |= {3: source.name, 4: f"{source.family} {style}", 6: source.name}
    if semibold:
        names |= {16: source.family, 17: style}
    table.names = []
    for key, text in sorted(names.items()):
        if text:
            table.setName(text, key, 3, 1, 0x409)
    font["OS/2"].usWeightClass = source.weight
    selection = font["OS/2"].fsSelection & ~(FS_BOLD | FS_REGULAR)
    font["OS/2"].fsSelection = selection | (FS_BOLD if semibold else FS_REGULAR)
    font["head"].macStyle = MAC_BOLD if semibold else 0


def cut(font: TTFont, codes: set[int]) -> None:
    """Keep the glyphs of `codes`, and drop what no painter of ours asks for."""
    options = subset.Options(
        layout_features=LAYOUT_FEATURES,
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        name_IDs=["*"],
        name_languages=["*"],
        legacy_cmap=False,
        drop_tables=[*subset.Options().drop_tables, "STAT", "FFTM", "vhea", "vmtx", "gasp"],
        recalc_timestamp=False,
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def runs(widths: dict[int, int]) -> list[list[Any]]:
    """`widths` as runs of neighbouring code points: equally wide ones (four and more) in one number."""
    groups: list[tuple[int, list[int]]] = []
    for code, width in sorted(widths.items()):
        if groups and groups[-1][0] + len(groups[-1][1]) == code:
            groups[-1][1].append(width)
        else:
            groups.append((code, [width]))
    found: list[list[Any]] = []
    for first, advances in groups:
        found.extend(_split(first, advances))
    return found


def _split(first: int, advances: list[int]) -> list[list[Any]]:
    """One gapless group, cut where long stretches of one width begin and end."""
    parts: list[list[Any]] = []
    mixed = start = 0
    while start < len(advances):
        end = start
        while end < len(advances) and advances[end] == advances[start]:
            end += 1
        if end - start >= 4:
            if mixed < start:
                parts.append([first + mixed, first + start - 1, advances[mixed:start]])
            parts.append([first + start, first + end - 1, advances[start]])
            mixed = end
        start = end
    if mixed < len(advances):
        parts.append([first + mixed, first + len(advances) - 1, advances[mixed:]])
    return parts


def metrics(font: TTFont) -> dict[str, Any]:
    """The face's entry in the width table."""
    advances = font["hmtx"].metrics
    return {
        "units": font["head"].unitsPerEm,
        "ascent": font["hhea"].ascent,
        "descent": -font["hhea"].descent,
        "cap": font["OS/2"].sCapHeight,
        "default": advances[".notdef"][0],
        "runs": runs({code: advances[glyph][0] for code, glyph in font.getBestCmap().items()}),
    }


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    table: dict[str, Any] = {}
    inter: set[int] = set()
    with tempfile.TemporaryDirectory() as name:
        packages = {package: fetch(package, Path(name)) for package in (INTER, HEBREW, ARABIC, MICRO_HEI)}
        for source in SOURCES:
            font = TTFont(packages[source.package] / source.file, fontNumber=0, recalcTimestamp=False)
            font.flavor = None
            codes = {code for code in font.getBestCmap() if drawn(code)}
            if source.package == INTER:
                inter |= codes
            elif source.package == MICRO_HEI:
                codes -= inter
            cut(font, codes)
            rename(font, source)
            file = TARGET / f"{source.name}.ttf"
            font.save(file)
            table[source.name] = metrics(TTFont(file))
            print(f"{file.name}: {len(codes)} characters, {file.stat().st_size // 1024} KiB")
        for package, licence, target in LICENCES:
            text = CHANGE_NOTE.format(more=MORE_CHANGES.get(package, ""))
            text += (packages[package] / licence).read_text(encoding="utf-8")
            if package == MICRO_HEI:
                text += "\n\n" + APACHE.read_text(encoding="utf-8")
            (TARGET / target).write_text(text, encoding="utf-8")
    lines = ",\n".join(f"{json.dumps(name)}:{json.dumps(face, separators=(',', ':'))}" for name, face in table.items())
    (TARGET / "widths.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
