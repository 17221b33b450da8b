"""What the program is made of, and on what terms: every part's name, version, licence, source and the licence's own text.

A bundle carries all of it as one text, `NOTICE.txt`, written when it was made. Elsewhere the same text is put together
from what is installed: the packages that the program asks for, by their own metadata, and the fonts beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from vsmstudio import __version__, resources

__all__ = ["Part", "Section", "fonts", "held", "notice", "packages", "sections"]

RULE = "=" * 100  # longer than those in the licences
_HEAD = re.compile(rf"^{RULE}\n(.+)\n((?:.+\n)*){RULE}\n", re.MULTILINE)
_IS_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$|\.dist-info/licenses/", re.IGNORECASE)
_IS_CODE = re.compile(r"\.(py|pyc|pyi|so|pyd|dll|dylib)$")
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_SOURCES = (
    "source",
    "source code",
    "code",
    "repository",
    "github",
    "homepage",
    "home",
)  # the first that a package names
_SHIPS = {"pyside6-essentials": "Qt"}  # packages that carry another project's libraries

OPENING = f"""VSM Studio {__version__}

VSM Studio is licensed under the Apache License, version 2.0. It stands on the work of others. Each part below
is used under its own licence, whose text follows its name.

Qt and PySide6 are used under the GNU Lesser General Public License, version 3. They are shared libraries that
stay files of their own: in the bundle they lie in the folder PySide6, and you may replace them by versions that
you changed or built yourself. Their source is at https://download.qt.io and https://code.qt.io. You may take
this program apart as far as that is needed to find faults in such changes.
"""


class Part(NamedTuple):
    """One part: `licence` is its name (an SPDX expression where the part gives one), `source` where its source is."""

    name: str
    version: str
    licence: str
    source: str
    texts: tuple[str, ...]


class Section(NamedTuple):
    """A part of the notice as it is read: a title, and its words."""

    title: str
    words: str


def held() -> str:
    """The notice that came with this program; where none did, that of what is installed."""
    try:
        return resources.read_text("NOTICE.txt")
    except OSError:
        return notice([*fonts(), *packages()])


def notice(parts: Iterable[Part]) -> str:
    """All parts in one text, by name. A text that is the same as an earlier part's is named, not repeated.

    Raises ValueError for a part without any text.
    """
    said: dict[str, str] = {}
    whole = [OPENING]
    for part in sorted(parts, key=lambda part: (part.name.lower(), part.version)):
        if not part.texts:
            raise ValueError(f"{part.name} {part.version} has no licence text; put one into resources/licences.")
        title = f"{part.name} {part.version}".strip()
        lines = [RULE, title, *(f"{each}" for each in (part.licence, part.source) if each), RULE]
        for text in dict.fromkeys(part.texts):
            lines += ["", f"The text is that of {said[text]}." if text in said else text]
            said.setdefault(text, title)
        whole.append("\n".join(lines) + "\n")
    return "\n".join(whole)


def sections(text: str) -> tuple[Section, ...]:
    """A notice by its parts; the first section is its opening, under the program's name."""
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    first = text[: heads[0].start()] if heads else text
    opening = Section(first.partition("\n")[0], first.partition("\n")[2].strip())
    return opening, *(
        Section(head[1], f"{head[2]}\n{text[head.end() : end].strip()}" if head[2] else text[head.end() : end].strip())
        for head, end in zip(heads, ends, strict=True)
    )


def fonts() -> Iterator[Part]:
    """The fonts that come with the program."""
    for name, licence, source in (
        ("Inter", "OFL-1.1", "https://rsms.me/inter"),
        ("NotoSansArabic", "OFL-1.1", "https://github.com/notofonts/arabic"),
        ("NotoSansHebrew", "OFL-1.1", "https://github.com/notofonts/hebrew"),
        ("WenQuanYiMicroHei", "Apache-2.0 OR GPL-3.0-or-later WITH Font-exception-2.0", "https://wenq.org"),
    ):
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
        yield Part(
            f"{words} (font)", "", licence, source, (resources.read_text("fonts", f"{name}-LICENSE.txt").strip(),)
        )


def packages(root: str = "vsmstudio") -> Iterator[Part]:
    """The packages that `root` asks for, and those that these ask for, as far as they are installed; `root` is not among them."""
    seen, todo = set[str](), [root]
    while todo:
        key = re.sub(r"[-_.]+", "-", todo.pop()).lower()
        if key in seen:
            continue
        seen.add(key)
        try:
            found = metadata.distribution(key)
        except (
            metadata.PackageNotFoundError
        ):  # another system's, or the program is not installed but runs from its folder
            continue
        todo += [_NAME.match(asked)[0] for asked in found.requires or () if "extra ==" not in asked]  # type: ignore[index]
        if key != root:
            yield _part(key, found)


def _part(key: str, found: metadata.Distribution) -> Part:
    about = found.metadata
    stated = _first(about, "License-Expression") or _first(about, "License")
    if not stated or len(stated) > 60:
        stated = next(
            (each.rpartition(":: ")[2] for each in about.get_all("Classifier") or () if "License ::" in each), ""
        )
    texts = [
        Path(file.locate()).read_text(encoding="utf-8", errors="replace").strip()
        for file in sorted(found.files or ())
        if _IS_TEXT.search(str(file)) and not _IS_CODE.search(file.name)
    ]
    return Part(found.name, found.version, stated, _source(about), tuple(texts or _texts(key, stated)))


def _texts(key: str, licence: str) -> Iterator[str]:
    """The texts of a package that brings none: of the first of its licences that lies with the program's own resources."""
    for name in _NAME.findall(licence):
        if (path := resources.path("licences", f"{name}.txt")).is_file():
            yield path.read_text(encoding="utf-8").strip()
            if name.startswith("LGPL-3"):  # it adds to the GPL, and is read with it
                yield resources.read_text("licences", "GPL-3.0-only.txt").strip()
            break
    for path in sorted(resources.path("licences").glob(f"{_SHIPS.get(key, key)}-*.txt")):
        yield path.read_text(encoding="utf-8").strip()


def _source(about: metadata.PackageMetadata) -> str:
    links = {
        label.strip().lower(): link.strip()
        for label, _, link in (each.partition(",") for each in about.get_all("Project-URL") or ())
    }
    return next((links[label] for label in _SOURCES if label in links), _first(about, "Home-page"))


def _first(about: metadata.PackageMetadata, key: str) -> str:
    return str((about.get_all(key) or [""])[0])
