"""What every action does, by its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vsmstudio.gui.doers.analyse import AnalyseDoer
from vsmstudio.gui.doers.arrange import ArrangeDoer
from vsmstudio.gui.doers.deliver import DeliverDoer
from vsmstudio.gui.doers.doer import Doer
from vsmstudio.gui.doers.edit import EditDoer
from vsmstudio.gui.doers.engagement import EngagementDoer
from vsmstudio.gui.doers.export import ExportDoer
from vsmstudio.gui.doers.file import FileDoer, TemplateDoer
from vsmstudio.gui.doers.find import FindDoer
from vsmstudio.gui.doers.heal import HealDoer
from vsmstudio.gui.doers.help import HelpDoer
from vsmstudio.gui.doers.importing import ImportDoer
from vsmstudio.gui.doers.improve import ImproveDoer
from vsmstudio.gui.doers.layers import LayerDoer
from vsmstudio.gui.doers.look import LookDoer
from vsmstudio.gui.doers.map import MapDoer
from vsmstudio.gui.doers.notes import NoteDoer
from vsmstudio.gui.doers.picture import PictureDoer
from vsmstudio.gui.doers.present import PresentDoer
from vsmstudio.gui.doers.services import ServicesDoer
from vsmstudio.gui.doers.tidy import TidyDoer
from vsmstudio.gui.doers.view import ViewDoer

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

DOERS: tuple[type[Doer], ...] = (
    FileDoer, TemplateDoer, ImportDoer, ExportDoer, EditDoer, PictureDoer, HealDoer, FindDoer, ViewDoer, LayerDoer, LookDoer,
    PresentDoer, MapDoer, NoteDoer, TidyDoer, ArrangeDoer, ServicesDoer, EngagementDoer, ImproveDoer, AnalyseDoer,
    DeliverDoer, HelpDoer,
)  # fmt: skip


def names(doer: type[Doer]) -> list[str]:
    """The actions that it carries out."""
    return [name for name, held in vars(doer).items() if callable(held) and not name.startswith("_")]


def deeds(window: MainWindow) -> dict[str, Callable[[], None]]:
    """What carries out each action, by the action's name."""
    return {name: getattr(doer, name) for doer in (make(window) for make in DOERS) for name in names(type(doer))}
