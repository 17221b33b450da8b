"""LibreOffice works out the same figures as the workbook claims and as the analysis says."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.export import claims
from vsmstudio.export.xlsx import workbook

OFFICE = shutil.which("soffice")
_VALUE = re.compile(rb"(</f>)<v>[^<]*</v>")


def without_values(content: bytes) -> bytes:
    """The workbook with its cached values taken out, so that nobody can repeat them without calculating."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, _VALUE.sub(rb"\1", before.read(name)))
    return out.getvalue()


@pytest.mark.skipif(OFFICE is None, reason="soffice is not installed: nothing here can recalculate a workbook")
def test_libreoffice_recalculates_every_formula_to_its_cached_value(tmp_path: Path):
    document, analysis = claims.twice()
    content = workbook(document, analysis, claims.AS_OF)
    source = tmp_path / "in" / "book.xlsx"
    source.parent.mkdir()
    source.write_bytes(without_values(content))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)

    formulas = load_workbook(BytesIO(content))
    cached = load_workbook(BytesIO(content), data_only=True)
    calculated = load_workbook(tmp_path / "book.xlsx", data_only=True)
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                here, there = cached[sheet.title][cell.coordinate].value, calculated[sheet.title][cell.coordinate].value
                assert here is not None
                assert there == pytest.approx(here, rel=1e-9, abs=1e-9), (sheet.title, cell.coordinate)
                compared += 1
    assert compared > 40
    shown = {(row[0], row[3]): row[4] for row in calculated["Summary"].iter_rows(min_row=4, values_only=True)}
    for number, key in ((1, "map"), (2, "b-map")):
        figures = analysis.maps[key].figures
        assert shown[number, "Lead time"] == pytest.approx(figures.lead_time)
        assert shown[number, "Activity ratio"] == pytest.approx(figures.activity_ratio)
        assert shown[number, "Rolled %C&A"] == pytest.approx(figures.rolled_ca)
        assert shown[number, "Owner coverage"] == pytest.approx(figures.owner_coverage)
