"""Dialogs: taking in other files, and handing over the results; and a page of what is handed over."""

from __future__ import annotations

from collections.abc import Iterator

from taking.camera import photograph
from taking.conditions import NOW
from taking.scenes import Shot, takes
from taking.stage import Stage, home, sample

from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.deliver import deliver as write
from vsmstudio.export.raster import Pages
from vsmstudio.gui.deliver.drawing import as_image

_TABLE = """Step;Performer;PT;LT;%C&A;Predecessors
Receive request;Front office;10 min;4 h;80 %;
Check request;Back office;15 min;2 d;soon;Receive request
Decide;Board;30 min;1 wk;95 %;Check request
Tell the customer;Front office;5 min;1 d;99 %;Decide
"""


@takes("import-tables")
def tables(stage: Stage) -> Iterator[Shot]:
    from vsmstudio.gui.importing.dialog import ImportDialog
    from vsmstudio.gui.importing.page import Context

    stage.empty()
    path = home("steps.csv")
    path.write_text(_TABLE, encoding="utf-8")
    window = stage.window
    dialog = ImportDialog(window, Context(window.workspace.document, window.remembering.store, lambda _: None), [path])
    dialog.show()
    dialog.resize(920, 600)
    stage.until(lambda: dialog.ready, "the table to be read")
    stage.rest(500)
    yield "import-tables", photograph(dialog)
    dialog.done(0)


@takes("deliver-dialog")
def deliver(stage: Stage) -> Iterator[Shot]:
    stage.sample(width=1180, height=760)
    stage.window.delivering.ask()
    dialog = stage.window.delivering.dialog
    assert dialog is not None
    dialog.resize(1080, 680)
    stage.until(lambda: not dialog._stale, "the pages of the report")
    stage.rest(1500)
    yield "deliver-dialog", photograph(dialog)
    dialog.done(0)


@takes("readme-report")
def report(stage: Stage) -> Iterator[Shot]:
    """The executive summary, as a page of the PDF."""
    document, on = sample(), NOW.date()
    made = write(document, analyse(document, on), home("report", "made").parent, ("pdf",), on).paths[0]
    with Pages(made.read_bytes()) as pages:
        yield (
            "readme-report",
            as_image(pages.drawn(pages.titles.index("Executive summary"), 1404 / pages.sizes[0][0])).copy(),
        )
