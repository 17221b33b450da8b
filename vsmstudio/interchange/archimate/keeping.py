"""What of a file is kept beside the records: all that they cannot say, to be written back as it was."""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element

from vsmstudio.interchange.archimate.gathered import Gathered, as_text, snapshot
from vsmstudio.interchange.archimate.terms import FORMAT, JUNCTIONS
from vsmstudio.interchange.archimate.tree import canonical, q
from vsmstudio.interchange.archimate.writing import located, tree_of
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import Kept, Record


def keep(made: Gathered, records: dict[Id, Record]) -> list[Kept]:
    """The pieces to be kept: those that writing the records alone would not give just so."""
    source = made.source
    names = {record: key for key, record in made.of.items() if record in records}
    names |= {record: key for key, record in made.made.items() if record in records}
    document = Document(records)
    given = _given(document, source.language) if made.own else {}
    found: list[Kept] = []

    def add(kind: str, key: str, tree: Element, about: Id | None, was: dict[str, object] | None) -> None:
        text = canonical(tree)
        if given.get((kind, key)) == text and key not in needed:
            return
        needed.update(each.get("propertyDefinitionRef", "") for each in tree.iter(q("property")))
        if was is not None and about is not None:
            text += f"<!--{as_text(was)}-->"
        found.append(Kept(
            id=new_id(), format=FORMAT, kind=kind, key=key, text=text, about=about, order=float(len(found)),
        ))  # fmt: skip

    needed: set[str] = set()  # property definitions of what is kept
    definitions = [each for each in source.rest if each[0] == "property definition"]
    for kind, key, tree in source.rest:
        if kind != "property definition":
            add(kind, key, tree, None, None)
    for piece in source.elements.values():
        about = _there(made.of.get(piece.key), records)
        add("element", piece.key, piece.tree, about, snapshot(records[about], names, document) if about else None)
    for piece in source.relations.values():
        about = _there(made.of.get(piece.key), records)
        was = snapshot(records[about], names, document) if about else None
        if about is None and (told := made.fields.get(piece.key)) is not None:
            about = _there(told[0], records)
            was = {"field": told[1]}
        add("relationship", piece.key, piece.tree, about, was)
    maps = {view: drawn for drawn, view in made.views.items()}
    for view in source.views.values():
        about = _there(maps.get(view.key), records)
        add("view", view.key, view.tree, about, {"places": _places(document, about, names)} if about else None)
    for kind, key, tree in definitions:
        add(kind, key, tree, None, None)
    for name, key in made.made.items():
        if key in records and key not in made.own:
            text = as_text(snapshot(records[key], names, document))
            order = float(len(found))
            found.append(Kept(id=new_id(), format=FORMAT, kind="made", key=name, text=text, about=key, order=order))
    return found


def _there(key: Id | None, records: dict[Id, Record]) -> Id | None:
    return key if key in records else None


def _places(document: Document, drawn: Id, names: dict[Id, str]) -> dict[str, list[float]]:
    found = {}
    for each in document.nodes(drawn):
        at = document.position(each.id)
        found[names.get(each.id, "")] = [] if at is None else [float(at[0]), float(at[1])]
    return found


def _given(document: Document, language: str) -> dict[tuple[str, str], str]:
    """What writing the records alone gives, by kind and identifier."""
    model = tree_of(document, spoken=language)
    found: dict[tuple[str, str], str] = {}
    for kind, path in (
        ("element", f"{q('elements')}/{q('element')}"),
        ("relationship", f"{q('relationships')}/{q('relationship')}"),
        ("view", f"{q('views')}/{q('diagrams')}/{q('view')}"),
        ("property definition", f"{q('propertyDefinitions')}/{q('propertyDefinition')}"),
    ):
        for each in model.iterfind(path):
            found[kind, each.get("identifier", "")] = canonical(each)
    for each in list(model):
        if each.tag not in {q("name"), q("documentation"), q("properties")}:
            model.remove(each)
    found["model", model.get("identifier", "")] = canonical(located(model))
    return found


def summary(made: Gathered, records: dict[Id, Record]) -> list[str]:
    """What the person is told of what was kept."""
    source = made.source
    rest = Counter(
        piece.type
        for piece in source.elements.values()
        if made.of.get(piece.key) not in records and piece.type not in JUNCTIONS
    )
    used = {key for key, record in made.of.items() if record in records} | set(made.fields) | made.used
    loose = [key for key in source.relations if key not in used]
    notes = []
    if rest:
        most = ", ".join(f"{count} {kind or 'without a type'}" for kind, count in rest.most_common(6))
        more = ", …" if len(rest) > 6 else ""
        notes.append(
            f"{sum(rest.values())} of {len(source.elements)} elements have no place on a map and are kept for writing"
            f" back: {most}{more}."
        )
    if loose:
        notes.append(
            f"{len(loose)} of {len(source.relations)} relationships say nothing that a map shows; they are kept for"
            " writing back."
        )
    known = set(source.elements) | set(source.relations)
    broken = [each for each in source.relations.values() if not {each.source, each.target} <= known]
    if broken:
        notes.append(
            f"{len(broken)} relationships lead to elements that the file does not hold, such as {broken[0].key[:40]}; a"
            " written file leaves them out."
        )
    return notes
