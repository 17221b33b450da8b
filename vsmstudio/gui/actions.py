"""Every action of the window, by menu: the one list that menus, shortcuts and whatever else offers actions are made of."""

from __future__ import annotations

from vsmstudio.gui.acts import (
    analyse,
    arrange,
    deliver,
    edit,
    export,
    file,
    find,
    heal,
    help,
    importing,
    layers,
    look,
    map,
    notes,
    picture,
    present,
    services,
    tidy,
    view,
)
from vsmstudio.gui.acts.act import Act, Doer

# A menu of words "View > Theme" hangs in the menu "View". Menus of the same words follow one another in one menu.
MENUS: tuple[tuple[str, tuple[Act, ...], type[Doer]], ...] = (
    ("File", file.NEW_ACTS, file.FileActs),
    ("File > New from template", file.TEMPLATE_ACTS, file.TemplateActs),
    ("File", file.ACTS, file.FileActs),
    ("File", importing.ACTS, importing.ImportActs),
    ("File > Export", export.ACTS, export.ExportActs),
    ("File", file.END_ACTS, file.FileActs),
    ("Edit", edit.ACTS, edit.EditActs),
    ("Edit", picture.EDIT_ACTS, picture.PictureActs),
    ("Edit", heal.ACTS, heal.HealActs),
    ("Edit", find.EDIT_ACTS, find.FindActs),
    ("View", view.ACTS, view.ViewActs),
    ("View > Layers", layers.ACTS, layers.LayerActs),
    ("View", look.ACTS, look.LookActs),
    ("View > Theme", look.THEME_ACTS, look.LookActs),
    ("View", present.VIEW_ACTS, present.PresentActs),
    ("View", find.VIEW_ACTS, find.FindActs),
    ("Map", map.ACTS, map.MapActs),
    ("Map", notes.MAP_ACTS, notes.NoteActs),
    ("Map", tidy.ACTS, tidy.TidyActs),
    ("Map > Arrange", arrange.ACTS, arrange.ArrangeActs),
    ("Services", services.ACTS, services.ServicesActs),
    ("Analyse", analyse.ACTS, analyse.AnalyseActs),
    ("Analyse", notes.ANALYSE_ACTS, notes.NoteActs),
    ("Deliver", deliver.ACTS, deliver.DeliverActs),
    ("Deliver", picture.DELIVER_ACTS, picture.PictureActs),
    ("Help", help.ACTS, help.HelpActs),
)
