"""Rows of input sheets as records: ids first, then what each is called, then their fields and what joins them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from vsmstudio.export.tables.inputs import Input, InputKind
from vsmstudio.export.tables.inputs.labels import NO_NAME, PATH, fold, person_of, person_words, with_id
from vsmstudio.interchange.imported import Problem
from vsmstudio.interchange.workbook.found import SETTING, VALUE, InputRow, InputRows
from vsmstudio.interchange.workbook.names import Names
from vsmstudio.interchange.workbook.values import choice, value_of
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    Engagement,
    Link,
    LinkKind,
    Objection,
    Person,
    Ranked,
    Record,
    Revenue,
    Service,
    Stakeholder,
    Touchpoint,
    Unit,
    ValueStream,
)  # fmt: skip

LINKED: dict[LinkKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    LinkKind.UNDERPINS: (("service",), ("step", "stream")),
    LinkKind.SERVES: (("service", "stream"), ("unit",)),
    LinkKind.RESTS_ON: (("service",), ("service",)),
    LinkKind.COVERS: (("contract",), ("service",)),
    LinkKind.SUPPORTS: (("application",), ("service",)),
    LinkKind.CARRIED_BY: (("service",), ("stream",)),
    LinkKind.CAME_FROM: (("step",), ("step",)),
    LinkKind.WORKS_ON: (("person",), ("stream",)),
    LinkKind.ON_CALL: (("person",), ("stream",)),
    LinkKind.ATTENDED: (("person", "unit"), ("workshop",)),
    LinkKind.LOOKED_AT: (("workshop",), ("stream",)),
    LinkKind.CHANGES: (("improvement",), ("step", "service", "stream")),
}
_NAMELESS = frozenset({Revenue, Stakeholder, Touchpoint, Ranked, Objection})
_MADE: dict[str, type[Record]] = {"unit": Unit, "stream": ValueStream, "service": Service}
_LONGEST_ID = 200
ALSO = "also"  # where names stand that count only where no record is called so in full


class Reading:
    """The records on their way: `fields` by id, so that several sheets can add to one; problems and notes beside them."""

    def __init__(self, currency: str, title: str) -> None:
        self.names = Names()
        self.title = title
        self.currency = currency
        self.fields: dict[Id, tuple[type[Record], dict[str, Any]]] = {}
        self.links: dict[tuple[LinkKind, Id, Id], tuple[Id, dict[str, Any]]] = {}
        self.at: dict[Id, tuple[InputRows, InputRow]] = {}
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.made: dict[str, list[str]] = {}
        self.first_maps: dict[Id, Id] = {}  # of streams

    # --- ids and names ------------------------------------------------------------------------------------------------

    def identify(self, held: InputRows, kinds: Iterable[type[Record]]) -> list[tuple[InputRow, Id, type[Record]]]:
        """Give every row its id: the one that it states, unless another has it; and note it."""
        found = []
        for row, kind in zip(held.rows, kinds, strict=True):
            tag = str(kind.__struct_config__.tag)
            key = row.key if 0 < len(row.key) <= _LONGEST_ID else new_id()
            if not self.names.take(key, tag):
                key = new_id()
                self.names.take(key, tag)
                self.notes.append(
                    f"{held.source}, row {row.line} bears the VSM id of another row, so it counts as new."
                )
            self.at[key] = (held, row)
            found.append((row, key, kind))
        return found

    def engagement(self, held: InputRows) -> None:
        """The one record that stands upright."""
        columns = {fold(each.title): each for each in held.sheet.columns}
        key = next((row.key for row in held.rows if row.key), "") or new_id()
        self.names.take(key, "engagement")
        fields: dict[str, Any] = {}
        for row in held.rows:
            column = columns.get(fold(row.said(SETTING)))
            if column is None:
                self.notes.append(
                    f"{held.source}, row {row.line}: the setting “{row.said(SETTING)[:60]}” is not known."
                )
                continue
            upright = InputRow(row.line, "", {column.title: row.texts.get(VALUE, "")})
            self._value(fields, held, upright, column)
        if "currency" in fields:
            self.currency = fields["currency"]
        self.fields[key] = (Engagement, fields)
        self.at[key] = (held, held.rows[0])

    def plain(self, held: InputRows) -> list[tuple[InputRow, Id]]:
        """Rows of a sheet whose records stand by themselves, with their ids."""
        found = []
        kind = held.sheet.records[0]
        tag = str(kind.__struct_config__.tag)
        again = [row for row in held.rows if held.sheet.fixed and self.names.kind(row.key) == tag]
        for row in again:  # a unit that stands among all units, too
            self.fields[row.key][1].update(held.sheet.fixed)
            found.append((row, row.key))
        held.rows = [row for row in held.rows if row not in again]
        for row, key, _ in self.identify(held, [kind] * len(held.rows)):
            fields: dict[str, Any] = dict(held.sheet.fixed)
            self.fields[key] = (kind, fields)
            found.append((row, key))
            if kind is Person:
                self._call_person(held, row, key)
            elif kind not in _NAMELESS:
                name = row.texts.get(held.sheet.name.title, "")
                if not name.strip() and not row.key:
                    self.problem(
                        held, row, held.sheet.name.title, f"the {tag} has no name; write one, or delete the row"
                    )
                self.names.call(key, tag, [name])
        return found

    def costs(self, held: InputRows) -> None:
        """Rows that add yearly costs to services of another sheet, or to new ones."""
        for row in held.rows:
            title = held.sheet.name.title
            try:
                key = (
                    row.key
                    if self.names.kind(row.key) == "service"
                    else self.named(row.texts.get(title, ""), ("service",))
                )
                if key is None:
                    raise ValueError("name the service")
            except ValueError as error:
                self.problem(held, row, title, str(error))
                continue
            self.fill(held, row, self.fields[key][1], [each for each in held.sheet.columns if each.title != title])

    def _call_person(self, held: InputRows, row: InputRow, key: Id) -> None:
        role, name = row.texts.get("Role", ""), row.texts.get("Name", "")
        vacant = row.said("Vacant").casefold() in {"yes", "ja", "true", "x"}
        if not (role.strip() or name.strip() or row.key):
            self.problem(held, row, "Role", "there is neither a role nor a name; write one, or delete the row")
        self.names.call(key, "person", [person_words(Person(id=key, role=role, name=name, vacant=vacant))])
        also = [
            person_words(Person(id=key, role=role, name=name)),
            person_words(Person(id=key, role=role, vacant=vacant)),
        ]
        self.names.call(key, "person", [*also, role, name], ALSO)

    # --- fields -------------------------------------------------------------------------------------------------------

    def fill(self, held: InputRows, row: InputRow, fields: dict[str, Any], columns: Iterable[Input]) -> None:
        """Read the cells of a row into fields; references to people, units, services and streams are made where new."""
        measured = {fold(each) for each in row.said("Measured").split(";")}
        for column in columns:
            if not column.field or column.title not in row.texts:
                continue
            if column.kind is InputKind.REFERENCE:
                self._reference(fields, held, row, column)
            else:
                self._value(fields, held, row, column, fold(column.title) in measured)
        if row.others and held.sheet.of_field("notes"):
            more = [f"{title[:60]}: {text}" for title, text in row.others.items()]
            fields["notes"] = "\n".join([fields["notes"], *more] if fields.get("notes") else more)

    def _value(
        self, fields: dict[str, Any], held: InputRows, row: InputRow, column: Input, measured: bool = False
    ) -> None:
        try:
            value = value_of(row.texts[column.title], column, measured, self.currency)
        except ValueError as error:
            self.problem(held, row, column.title, str(error))
            return
        if value is not None:
            fields[column.field] = value

    def _reference(self, fields: dict[str, Any], held: InputRows, row: InputRow, column: Input) -> None:
        try:
            key = self.named(row.texts[column.title], column.refers)
        except ValueError as error:
            if column.field == "about":  # where something came from; it stands without
                self.notes.append(
                    f"{held.source}, row {row.line}: what it came from is not in this workbook; left blank."
                )
            else:
                self.problem(held, row, column.title, str(error))
            return
        if key is not None:
            fields[column.field] = key

    def named(self, text: str, kinds: Sequence[str], unit: str = "") -> Id | None:
        """The record of one of these kinds that a cell names, made where there is none. Raises `ValueError`."""
        name, _ = with_id(text)
        if fold(text) in NO_NAME:
            return None
        found = self.names.find(text, kinds, PATH) if "step" in kinds else None
        found = found or self.names.find(text, kinds)
        if found is None and name != text.strip() and fold(name) not in NO_NAME:
            found = self.names.find(name, kinds)  # the id in brackets is of no record here
        found = found or self.names.find(name, kinds, ALSO)
        if found is not None or fold(name) in NO_NAME:
            return found
        if kinds[0] == "person":
            role, called, vacant = person_of(name)
            same = self.names.find(person_words(Person(id=name, role=role, name=called, vacant=vacant)), kinds)
            if same is not None:  # said as a step table says it: “Clerk (vacant)”
                return same
            said = {"role": role, "name": called, "vacant": vacant}
            return self._make(
                "person", name, Person, {field: each for field, each in said.items() if each}, [name, role]
            )
        if kinds[0] not in _MADE:
            raise ValueError(f"no {kinds[0]} is called “{name[:60]}”; write a name of this workbook")
        return self._make(kinds[0], name, _MADE[kinds[0]], {"name": name}, [name])

    def _make(self, kind: str, name: str, made: type[Record], fields: dict[str, Any], called: Sequence[str]) -> Id:
        """A record of which no sheet says more than its name."""
        key = new_id()
        self.names.take(key, kind)
        self.names.call(key, kind, called)
        self.fields[key] = (made, fields)
        self.made.setdefault(kind, []).append(name)
        return key

    # --- links --------------------------------------------------------------------------------------------------------

    def link_columns(self, held: InputRows, row: InputRow, key: Id) -> None:
        """Links that stand in columns of their records: added where the sheet of links does not have them."""
        for column in held.sheet.columns:
            if column.link is None or not row.said(column.title):
                continue
            for word in row.texts[column.title].split(";"):
                try:
                    other = self.named(word, column.refers)
                except ValueError as error:
                    self.problem(held, row, column.title, str(error))
                    continue
                if other is not None:
                    self.link(column.link, other if column.backwards else key, key if column.backwards else other)

    def link(self, kind: LinkKind, source: Id, target: Id) -> None:
        """Note a link, unless it is known."""
        self.links.setdefault((kind, source, target), (new_id(), {}))

    def link_rows(self, held: InputRows) -> None:
        """The sheet of links."""
        kinds = held.sheet.column("Relation")
        for row, key, _ in self.identify(held, [Link] * len(held.rows)):
            fields: dict[str, Any] = {}
            try:
                if not row.said("Relation"):
                    raise ValueError("write what the first does to the second, such as underpins")
                kind = LinkKind(choice(row.said("Relation"), kinds))
            except ValueError as error:
                self.problem(held, row, "Relation", str(error))
                continue
            ends = [self._link_end(held, row, title, LINKED[kind][at]) for at, title in enumerate(("From", "To"))]
            self.fill(
                held, row, fields, [held.sheet.column(each) for each in ("Criticality", "What it does there", "Share")]
            )
            if ends[0] is None or ends[1] is None:
                continue
            about = (kind, ends[0], ends[1])
            if about in self.links:
                self.problem(held, row, "From", "this relation stands in another row; delete one of them")
                continue
            self.links[about] = (key, fields)

    def _link_end(self, held: InputRows, row: InputRow, title: str, kinds: Sequence[str]) -> Id | None:
        text = row.texts.get(title, "")
        try:
            found = self.names.find(text, kinds, PATH) or self.names.find(text, kinds)
            found = found or self.names.find(text, kinds, ALSO)
            if found is None:
                raise ValueError(
                    f"there is no {' or '.join(kinds)} of this name; steps are named as Stream > Map > Step"
                )
            return found
        except ValueError as error:
            self.problem(held, row, title, str(error))
            return None

    # --- telling ------------------------------------------------------------------------------------------------------

    def problem(self, held: InputRows, row: InputRow, title: str, reason: str) -> None:
        self.problems.append(Problem(row.line, title, row.texts.get(title, ""), reason.rstrip("."), held.source))


def others_of(held: InputRows) -> list[str]:
    """Notes on columns that are not known."""
    titles = dict.fromkeys(title for row in held.rows for title in row.others)
    kept = "kept as notes" if held.sheet.of_field("notes") else "left out"
    return [f"{held.source}: column “{title[:60]}” is not known; {kept}." for title in titles]
