"""Every hostile name in every text field of the sample, in every export. Run: `python -m tests.long.hostile_exports`."""

from __future__ import annotations

import sys
from datetime import date

from tests.export import hostile, packed, pdf
from tests.export.test_hostile_pdf import ACTING
from tests.interchange.workbook.test_round_trip import held
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.pdf import report
from vsmstudio.export.pptx import deck
from vsmstudio.export.xlsx import workbook
from vsmstudio.interchange import archimate, drawio
from vsmstudio.interchange.workbook import read_bytes
from vsmstudio.model.characters import whole_record
from vsmstudio.model.document import Document
from vsmstudio.storage.files import load

ON = date(2026, 2, 16)


def faults(document: Document) -> list[str]:
    """What went wrong with the exports of a document."""
    analysis = analyse(document, ON)
    found = [f"report: {each!r}" for each in ACTING.findall(pdf.skeleton(report(document, analysis, ON)))]
    book = workbook(document, analysis, ON)
    found += packed.acting(deck(document, analysis, ON)) + packed.acting(book)
    if dict(read_bytes(book, "book.xlsx").document.records) != held(document):
        found.append("workbook: what was read back differs")
    meant = {key: whole_record(each) for key, each in document.records.items()}
    for name, format in (("archimate", archimate), ("drawio", drawio)):
        back = format.read_bytes(format.write(document), "x").document
        if {key: whole_record(each) for key, each in back.records.items()} != meant:
            found.append(f"{name}: what was read back differs")
    return found


def main() -> int:
    records = list(load(resources.path("examples", "sample.vsm")).records.values())
    wrong = 0
    for turn, name in enumerate(hostile.NAMES):
        found = faults(hostile.document(records, turn))
        wrong += bool(found)
        print(f"{turn + 1} of {len(hostile.NAMES)}, from {name[:30]!a}: {'; '.join(found) or 'sound'}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
