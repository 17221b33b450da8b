"""The brand file: what it says is taken, and what is wrong with it is said in one sentence."""

from __future__ import annotations

import shutil
import struct
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.export import claims, pdf
from vsmstudio import resources
from vsmstudio.export.brand import PLAIN, BadBrand, read_brand
from vsmstudio.export.hues import contrast
from vsmstudio.export.options import options_of
from vsmstudio.export.pdf import report
from vsmstudio.notation.theme import LIGHT

INTER = resources.path("fonts", "Inter-Regular.ttf")


def written(folder: Path, words: str) -> Path:
    path = folder / "brand.toml"
    path.write_text(words, encoding="utf-8")
    return path


def refused(path: Path) -> str:
    with pytest.raises(BadBrand) as told:
        read_brand(path)
    said = str(told.value)
    assert path.name in said
    assert said.endswith(".")
    assert "\n" not in said
    return said


def picture(size: tuple[int, int] = (60, 20), kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#0F6B5C").save(out, kind)
    return out.getvalue()


def photograph() -> bytes:
    """A JPEG with a second picture in it, as some cameras save them."""
    out, image = BytesIO(), Image.new("RGB", (60, 20))
    image.save(out, "MPO", save_all=True, append_images=[image])
    return out.getvalue()


def test_a_brand_file_says_how_deliverables_look(tmp_path: Path):
    (tmp_path / "logo.png").write_bytes(picture())
    shutil.copy(INTER, tmp_path / "own.ttf")
    brand = read_brand(
        written(
            tmp_path,
            'accent = "#0f6b5c"\nlogo = "logo.png"\nfooter = "Example  Partners"\noffice_font = "Calibri"\n'
            '[font]\nregular = "own.ttf"\n',
        )
    )
    assert (brand.accent, brand.footer, brand.office_font) == ("#0F6B5C", "Example Partners", "Calibri")
    assert brand.logo == picture()
    assert (brand.regular, brand.bold) == (tmp_path / "own.ttf", None)


def test_an_empty_brand_file_is_the_programs_own_look(tmp_path: Path):
    assert read_brand(written(tmp_path, "")) == PLAIN
    assert {role: PLAIN.theme[role] for role in LIGHT} == LIGHT


def test_the_example_that_comes_along_can_be_used():
    brand = read_brand(resources.path("brand", "example.toml"))
    assert (brand.accent, brand.footer) == ("#0F6B5C", "Example Partners")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("accent = ", "is not TOML"),
        ("color = '#112233'", "there is no entry “color”. Known are accent, logo"),
        ("[font]\nitalic = 'x.ttf'", "there is no entry “font.italic”"),
        ("font = 'x.ttf'", "must be a table [font]"),
        ("accent = 3", "accent must be text in quotation marks"),
        ("accent = 'blue'", "accent must be a colour like #0B5FA5, not “blue”"),
        ("accent = '#12345'", "accent must be a colour"),
        ("footer = '" + "x" * 121 + "'", "footer must be at most 120 characters long, not 121"),
        ("logo = 'none.png'", "logo names “none.png”, but there is no such file beside the brand file"),
        ("logo = 'a\\u0000b'", "logo names"),
        ("[font]\nregular = 'none.ttf'", "font.regular names “none.ttf”, but there is no such file"),
    ],
)
def test_what_is_wrong_with_a_brand_file_is_said(tmp_path: Path, words: str, said: str):
    assert said in refused(written(tmp_path, words))


def test_a_brand_file_that_is_not_there_or_no_text_is_said(tmp_path: Path):
    assert "cannot be read: No such file" in refused(tmp_path / "brand.toml")
    (tmp_path / "brand.toml").write_bytes(b"\xff\xfe\x00")
    assert "not text in UTF-8" in refused(tmp_path / "brand.toml")
    (tmp_path / "brand.toml").write_bytes(b"#" * 70_000)
    assert "at most 64 KB" in refused(tmp_path / "brand.toml")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg/>", "is no PNG or JPEG picture"),
        (picture()[:60], "is damaged and cannot be drawn"),
        (b"\x89PNG\r\n\x1a\n" + bytes(600_000), "is larger than 500 KB"),
        (picture((5000, 5000)), "has 5000 × 5000 pixels; at most 16 million"),
        (photograph(), "has several pictures in it, as some cameras save them"),
    ],
    ids=["svg", "damaged", "large", "wide", "several"],
)
def test_a_logo_that_cannot_be_drawn_is_said(tmp_path: Path, content: bytes, said: str):
    (tmp_path / "logo.png").write_bytes(content)
    told = refused(written(tmp_path, "logo = 'logo.png'"))
    assert f"the logo logo.png {said}" in told
    assert told.endswith("Name a PNG or JPEG picture.")


def with_rights(content: bytes, rights: int) -> bytes:
    """A font that states these rights of embedding (fsType)."""
    tables = struct.unpack_from(">H", content, 4)[0]
    for at in range(12, 12 + 16 * tables, 16):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", content, at)
        if tag == b"OS/2":
            return content[: offset + 8] + struct.pack(">H", rights) + content[offset + 10 :]
    raise AssertionError


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda font: b"OTTO" + font[4:], "has PostScript (CFF) outlines"),
        (lambda font: b"ttcf" + font[4:], "is a collection of fonts"),
        (lambda font: b"wOF2" + font[4:], "is a web font"),
        (lambda font: with_rights(font, 0x0002), "says that it must not be embedded"),
        (lambda font: with_rights(font, 0x0100), "says that it must not be embedded"),
        (lambda font: font[:3000], "is no TrueType font, or is damaged"),
        (lambda _: b"", "is no TrueType font, or is damaged"),
        (lambda _: b"not a font at all", "is no TrueType font, or is damaged"),
    ],
    ids=["cff", "collection", "web", "restricted", "no subsets", "cut", "empty", "text"],
)
def test_a_font_that_cannot_be_embedded_is_said(tmp_path: Path, change, said: str):
    (tmp_path / "own.ttf").write_bytes(change(INTER.read_bytes()))
    assert f"the font own.ttf (font.bold) {said}" in refused(written(tmp_path, "[font]\nbold = 'own.ttf'"))


def test_a_font_that_may_be_embedded_for_preview_and_print_is_taken(tmp_path: Path):
    (tmp_path / "own.ttf").write_bytes(with_rights(INTER.read_bytes(), 0x0004))
    assert read_brand(written(tmp_path, "[font]\nbold = 'own.ttf'")).bold


@pytest.mark.parametrize(
    "accent", ["#000000", "#FFFFFF", "#FFFF00", "#F2B705", "#0F6B5C", "#FF00FF", "#777777", "#E30613"]
)
def test_words_stay_readable_in_every_accent(accent: str):
    theme = replace(PLAIN, accent=accent).theme
    for ground in ("sheet", "head", "canvas", "accent_soft", "selected"):
        assert contrast(theme["accent"], theme[ground]) >= 4.5, ground
    for words in ("ink", "muted", "critical", "gap", "good"):
        assert contrast(theme[words], theme["accent_soft"]) >= 4.5, words
    assert contrast(theme["on_accent"], theme["accent"]) >= 4.5
    assert contrast(theme["accent_on_ink"], theme["ink"]) >= 4.5
    assert contrast(theme["on_brand"], theme["brand"]) >= 4.5 or accent == "#777777"
    assert theme["brand"] == accent


def test_a_font_that_went_since_the_brand_was_read_gives_way_to_the_programs_own(tmp_path: Path):
    shutil.copy(INTER, tmp_path / "own.ttf")
    brand = read_brand(written(tmp_path, "[font]\nregular = 'own.ttf'"))
    (tmp_path / "own.ttf").unlink()
    document = claims.document()
    assert report(document, claims.analysis(), claims.AS_OF, options_of(document, brand)) == report(
        document, claims.analysis(), claims.AS_OF
    )


def test_the_report_bears_the_brand(tmp_path: Path):
    renamed = INTER.read_bytes().replace("Inter".encode("utf-16-be"), "Brand".encode("utf-16-be"))
    (tmp_path / "own.ttf").write_bytes(renamed)
    (tmp_path / "logo.png").write_bytes(picture())
    brand = read_brand(
        written(
            tmp_path,
            "accent = '#0F6B5C'\nfooter = 'Example Partners'\nlogo = 'logo.png'\n[font]\nregular = 'own.ttf'\n",
        )
    )
    document = claims.document()
    content = report(document, claims.analysis(), claims.AS_OF, options_of(document, brand))
    pages = pdf.texts(content)
    assert all("· Example Partners" in page for page in pages[1:])
    assert "Motor claims takes 10.5 working days" in " ".join(pages)
    assert any("Brand" in each for each in pdf.fonts(content))
    assert content.count(b"/Subtype /Image") == 1
    assert content == report(document, claims.analysis(), claims.AS_OF, options_of(document, brand))
