import pytest

from vsmstudio import resources


@pytest.fixture
def _no_memory():
    resources._root.cache_clear()
    yield
    resources._root.cache_clear()


def test_a_resource_is_found_from_the_checkout():
    assert resources.path("fonts", "Inter-Regular.ttf").is_file()
    assert resources.read_bytes("fonts", "Inter-Regular.ttf")[:4] == b"\x00\x01\x00\x00"
    assert resources.read_text("fonts", "widths.json").startswith("{")


@pytest.mark.usefixtures("_no_memory")
def test_an_installed_program_finds_its_own_copy_first(tmp_path, monkeypatch):
    (tmp_path / "vsmstudio" / "_data").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "vsmstudio" / "resources.py"))
    assert resources.path("icons") == tmp_path / "vsmstudio" / "_data" / "icons"


def test_every_font_has_its_licence_beside_it():
    fonts = {file.name.split("-")[0].removesuffix(".ttf") for file in resources.path("fonts").glob("*.ttf")}
    assert fonts == {file.name.split("-")[0] for file in resources.path("fonts").glob("*-LICENSE.txt")}
