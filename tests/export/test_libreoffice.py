"""LibreOffice works out the same figures as the workbook claims and as the analysis says."""

from __future__ import annotations

import re
import shutil
import subprocess
import warnings
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.export import claims
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.results import Analysis, Severity
from vsmstudio.export.tables.labels import listed_maps
from vsmstudio.export.xlsx import workbook
from vsmstudio.model.document import Document
from vsmstudio.storage.files import load

OFFICE = shutil.which("soffice")
_VALUE = re.compile(rb"(</f>)<v>[^<]*</v>")


def without_values(content: bytes) -> bytes:
    """The workbook with its cached values taken out, so that nobody can repeat them without calculating."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, _VALUE.sub(rb"\1", before.read(name)))
    return out.getvalue()


def sample() -> tuple[Document, Analysis]:
    document = load(resources.path("examples", "sample.vsm"))
    return document, analyse(document, claims.AS_OF)


@pytest.mark.skipif(OFFICE is None, reason="soffice is not installed: nothing here can recalculate a workbook")
@pytest.mark.parametrize("example", ["two streams of one name", "sample"])
def test_libreoffice_recalculates_every_formula_to_its_cached_value(example: str, tmp_path: Path):
    document, analysis = claims.twice() if example != "sample" else sample()
    content = workbook(document, analysis, claims.AS_OF)
    source = tmp_path / "in" / "book.xlsx"
    source.parent.mkdir()
    source.write_bytes(without_values(content))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)

    formulas = load_workbook(BytesIO(content))
    cached = load_workbook(BytesIO(content), data_only=True)
    with warnings.catch_warnings():  # openpyxl does not know how LibreOffice writes bars
        warnings.simplefilter("ignore", UserWarning)
        calculated = load_workbook(tmp_path / "book.xlsx", data_only=True)
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                here, there = cached[sheet.title][cell.coordinate].value, calculated[sheet.title][cell.coordinate].value
                alike = here == there or (not here and not there) or there == pytest.approx(here, rel=1e-9, abs=1e-6)
                assert alike, (sheet.title, cell.coordinate, here, there)
                compared += 1
    assert compared > 40
    shown = {(row[0], row[3]): row[4] for row in calculated["Summary"].iter_rows(min_row=4, values_only=True)}
    for number, held_map in enumerate(listed_maps(document, analysis), start=1):
        figures = analysis.maps[held_map.id].figures
        assert shown[number, "Lead time"] == pytest.approx(figures.lead_time)
        assert shown[number, "Activity ratio"] == pytest.approx(figures.activity_ratio)
        assert shown[number, "Rolled %C&A"] == pytest.approx(figures.rolled_ca)
        assert shown[number, "Owner coverage"] == pytest.approx(figures.owner_coverage)
    assert shown[None, "Findings, high"] == sum(
        each.severity is Severity.HIGH and not each.future for each in analysis.findings
    )
