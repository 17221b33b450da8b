"""How things stand on the tour: what was there when it began, and what the person did since."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vsmstudio.gui.panels.figure_groups import words_of
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Step

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

MAP = "map-motor-claim-current"  # of the sample
BEFORE = "step-report-claim"  # the step after which one is to be added
SPARE = "step-screen-for-fraud"  # it has no owner, as a new step has none: taken where none was added


@dataclass
class Now:
    """`sample` and `earlier` are the document and its lead time as the tour began, `view_before` what was in view then.

    `did` and `shown` are the actions carried out and the records brought into view since the station began.
    """

    window: MainWindow
    sample: Document
    earlier: str = ""
    view_before: tuple[float, ...] = ()
    did: set[str] = field(default_factory=set)
    shown: set[Id] = field(default_factory=set)

    @property
    def document(self) -> Document:
        return self.window.workspace.document

    @property
    def added(self) -> Step | None:
        """The first step with a name that the person added to the map; None before there is one."""
        added = (each for each in self.document.steps(MAP) if each.id not in self.sample)
        return next((each for each in added if each.name.strip()), None)

    @property
    def step(self) -> Step | None:
        """The step that the stations are about: the person's own, else one of the sample; None where that is gone too."""
        return self.added or self.document.of(Step, SPARE)

    @property
    def lead(self) -> str:
        """The lead time of the map, in words."""
        held = self.window.workspace.analysis.maps.get(MAP)
        return words_of(self.document, held, "lead_time").value if held is not None else "–"

    @property
    def view(self) -> tuple[float, ...]:
        """What of the map is in view: the zoom, and where the paper lies."""
        view = self.window.view
        return round(view.zoom, 3), view.horizontalScrollBar().value(), view.verticalScrollBar().value()

    def say(self, words: str) -> str:
        """A station's words with what they name."""
        step = self.step
        owner = self.document.name(step.owner) if step is not None and step.owner else ""
        name = step.name if step is not None else "a step"
        moved = f"Lead time was {self.earlier} and is {self.lead}."
        if self.lead == self.earlier:
            moved = f"Lead time stays at {self.lead}: {name} is not what makes it long."
        return words.format(step=name, owner=owner or "Somebody", moved=moved)
