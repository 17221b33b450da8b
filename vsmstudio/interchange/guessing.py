"""What table a sheet is, where its titles stand and what they mean, told by the titles and by what stands below them."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Sequence
from functools import lru_cache
from itertools import zip_longest
from pathlib import PurePath

from vsmstudio.export.tables.inputs import COSTS, ID_TITLE, STEPS, Input, InputKind
from vsmstudio.interchange import cells, columns
from vsmstudio.interchange.columns import plain
from vsmstudio.interchange.lists import titles
from vsmstudio.interchange.lists.tables import CATEGORY, ID, LISTS, column, columns_of
from vsmstudio.interchange.lists.values import Form, form_of, value_of
from vsmstudio.interchange.lists.words import SHEET_NAMES
from vsmstudio.interchange.sheets import Sheet
from vsmstudio.interchange.table_reader import HEADER_WITHIN, MOST_COLUMNS, TableRow, decimal_comma
from vsmstudio.interchange.uses import STEPS as STEPS_TABLE
from vsmstudio.interchange.uses import TABLES, ColumnUse, FieldInfo, Mapping

_TRIED = 300  # rows by which a column is judged
_READ_AS = {InputKind.CHOICE, InputKind.NUMBER, InputKind.MONEY, InputKind.DATE, InputKind.SHARE, InputKind.DURATION,
            InputKind.YES_NO}  # fmt: skip
_FEW = 3  # cells that tell too little of a column
_WORDS: dict[str, Container[str]] = {
    "Kind": cells.KINDS,
    "State": cells.STATES,
    "VA": cells.CLASSES,
    "Split": cells.SPLITS,
}
_ENOUGH = 0.9  # of the filled cells of a column that can be read as what its title says
_NO_TIME = re.compile(
    r"[(\[]?\s*(%|#|-|–|n|no\.?|nr\.?|pcs|pieces|stk|stück|people|fte|text|per ?cent|[A-Z]{3}|[€$£])\s*[)\]]?"
)
_KINDS = {InputKind.MEASURED: "text", InputKind.YES_NO: "choice"}


def guess(sheet: Sheet, table: str | None, header: int | None) -> Mapping:
    """The likeliest mapping of a sheet."""
    if table is None and sheet.aside:
        return Mapping(sheet.name, "", 0, ())
    found, at = _table(sheet, table, header)
    if not sheet.rows:
        return Mapping(sheet.name, "", -1, ())
    at, top = _titles(sheet.rows, at, header is not None)
    rows = sheet.rows[at + 1 :]
    width = min(MOST_COLUMNS, max(len(top), _reach(rows) if sheet.grid or at < 0 else 0))
    heads = [*top, *[""] * (width - len(top))]
    if not found:
        return Mapping(sheet.name, "", at, tuple(ColumnUse(i, each, note=False) for i, each in enumerate(heads)))
    use = _steps(heads, rows) if found == STEPS_TABLE else _list(found, heads, rows)
    if sheet.own:
        use = _ours(found, use)
    return Mapping(sheet.name, found, at, tuple(use))


def _table(sheet: Sheet, table: str | None, header: int | None) -> tuple[str, int]:
    """The table that a sheet is (blank: none that is known), and the place of its titles."""
    tables = [table] if table else list(TABLES) if table is None else []
    places = range(min(len(sheet.rows), HEADER_WITHIN)) if header is None else [header]
    named = _named(sheet)
    best: tuple[float, str, int] = (0.0, "", -1)
    for at in places:
        heads = sheet.rows[at].cells if 0 <= at < len(sheet.rows) else ()
        for each in tables:
            score = _score(each, heads, each in named or bool(table))
            if score > best[0]:
                best = (score, each, at)
    if best[1]:
        return best[1], best[2]
    if header is not None:
        return table or "", header
    return table or "", _likely_header(sheet.rows)


def _titles(rows: Sequence[TableRow], at: int, given: bool) -> tuple[int, tuple[str, ...]]:
    """Where the titles end, and the titles: with the units in them where these have a row of their own below."""
    top = rows[at].cells if 0 <= at < len(rows) else ()
    if given:  # perhaps the row of units, which was found to be the last of the titles
        above = rows[at - 1].cells if 0 < at < len(rows) else ()
        return at, (_with_units(above, top) if above else None) or top
    below = rows[at + 1].cells if 0 <= at < len(rows) - 1 else ()
    joined = _with_units(top, below)
    return (at + 1, joined) if joined else (at, top)


def _with_units(titles: Sequence[str], below: Sequence[str]) -> tuple[str, ...] | None:
    """`P/T` above `(min)` as `P/T (min)`; None where the row below holds anything but units and merged titles."""
    pairs = list(zip_longest(titles, below[: len(titles)], fillvalue=""))
    held = [(title, text) for title, text in pairs if text and text != title]
    timed = [columns.field_of(title[:100])[0] in columns.DURATIONS for title, text in held if columns.is_unit(text)]
    if any(below[len(titles) :]) or not any(timed) or not all(timed):  # a step may be called D
        return None
    if not all(columns.is_unit(text) or (title and _NO_TIME.fullmatch(text)) for title, text in held):
        return None
    bare = [text.strip("()[] ") if text != title else "" for title, text in pairs]
    return tuple(f"{title} ({unit})" if unit and title else title for (title, _), unit in zip(pairs, bare, strict=True))


def _score(table: str, heads: Sequence[str], named: bool) -> float:
    if table == STEPS_TABLE:
        known = float(columns.score([each[:100] for each in heads]))
        if not known and named:
            others = {columns.field_of(each[:100])[0] for each in heads} - {None}
            known = len(others) * 0.9 if len(others) > 1 else 0.0
        return known + named * bool(known)
    score = titles.score(table, heads, named)
    if score and ID_TITLE in heads:  # our own sheets are what they are called
        score += 20 * named
    return score + (0.1 if table == COSTS.title.lower() else 0.0) * bool(score)


def _named(sheet: Sheet) -> set[str]:
    """The tables that the name of the sheet, or of its file, speaks of."""
    words = set(re.findall(r"[^\W\d_]+", sheet.name.casefold()))
    if not sheet.grid:
        words |= set(re.findall(r"[^\W\d_]+", PurePath(sheet.file).stem.casefold()))
    return {table.lower() for table, names in SHEET_NAMES.items() if words & set(names)}


def _likely_header(rows: Sequence[TableRow]) -> int:
    """The first row with as many filled cells as most rows have, or nearly; it is hoped to be that of the titles."""
    if not rows:
        return -1
    filled = [sum(map(bool, row.cells)) for row in rows[:HEADER_WITHIN]]
    usual = sorted(filled)[len(filled) // 2]
    return next(at for at, count in enumerate(filled) if count >= min(usual, 2))


def _reach(rows: Iterable[TableRow]) -> int:
    return max((len(row.cells) for row in rows), default=0)


# --- columns ------------------------------------------------------------------------------------------------------------


def _steps(heads: Sequence[str], rows: Sequence[TableRow]) -> list[ColumnUse]:
    below = [row.cells for row in rows[:_TRIED]]
    named = any(columns.field_of(each[:100])[0] == "Step" for each in heads)
    known = columns.read_header(heads if named else [*heads, "Step"], below).columns
    found = {
        each.index: ColumnUse(each.index, each.title, field, each.unit, note=False)
        for field, each in known.items()
        if each.index < len(heads) and _fits(field, each, below)
    }
    naming = _wordiest(heads, found, below) if "Step" not in {each.field for each in found.values()} else None
    if naming is not None:
        found[naming] = ColumnUse(naming, heads[naming], "Step", note=False)
    return [found.get(at, ColumnUse(at, title, note=_holds(at, title, rows))) for at, title in enumerate(heads)]


def _fits(field: str, use: columns.Column, rows: Sequence[Sequence[str]]) -> bool:
    """Under a name that is not its own, hardly a cell that can be read: then the column is of something else."""
    ours = next((each for each in STEPS.columns if each.title == field), None)
    texts = [row[use.index] for row in rows if use.index < len(row) and row[use.index]]
    if ours is None or plain(use.title) == plain(field) or len(texts) < _FEW or ours.kind not in _READ_AS:
        return True
    if field in _WORDS:
        good = sum(cells.word(text) in _WORDS[field] for text in texts)
    elif ours.kind is InputKind.DURATION:
        good = sum(bool(re.match(r"\s*[\d.,]+", text)) for text in texts)
    else:
        good = sum(_reads(text, ours, form_of(ours, texts, decimal_comma=True)) for text in texts)
    return good * 4 >= len(texts)


def _list(table: str, heads: Sequence[str], rows: Sequence[TableRow]) -> list[ColumnUse]:
    """Each column by the likeliest of its meanings that its cells bear out; none has the meaning of another."""
    sheet = LISTS[table]
    comma = decimal_comma(rows[:_TRIED])
    if sheet.vertical:
        return [ColumnUse(at, each, _vertical(at, heads), note=False) for at, each in enumerate(heads)]
    wanted = [(match, at) for at, title in enumerate(heads) if title for match in titles.matches(table, title[:200])]
    wanted.sort(key=lambda each: (each[0].rank, each[1]))
    exact = {each.title for each in columns_of(sheet)}
    wanted.sort(key=lambda each: heads[each[1]] not in exact)
    found: dict[int, ColumnUse] = {}
    taken: set[str] = set()
    for match, at in wanted:
        ours = column(sheet, match.column)
        if at in found or match.column in taken or ours is None:
            continue
        texts = [text for row in rows[:_TRIED] if (text := row.cell(at))]
        stated = columns.unit_in(heads[at][:100]) if ours.kind is InputKind.DURATION else match.unit
        form = form_of(ours, texts, comma, stated)
        if _bears_out(ours, texts, form):
            found[at] = ColumnUse(at, heads[at], match.column, form.unit or None, note=False)
            taken.add(match.column)
    needed = "Name" if table == "people" else sheet.name.title
    if needed not in taken and not (table == "people" and "Role" in taken):
        naming = _wordiest(heads, found, [row.cells for row in rows[:_TRIED]])
        if naming is not None:
            found[naming] = ColumnUse(naming, heads[naming], needed, note=False)
    return [found.get(at, ColumnUse(at, title, note=_holds(at, title, rows))) for at, title in enumerate(heads)]


def _bears_out(ours: Input, texts: Sequence[str], form: Form) -> bool:
    """Can nearly all cells be read as what the title says?"""
    if ours.kind not in _READ_AS or not texts or ours.title == CATEGORY:
        return True
    good = sum(_reads(text, ours, form) for text in texts)
    return good >= _ENOUGH * len(texts)


def _reads(text: str, ours: Input, form: Form) -> bool:
    try:
        value_of(text, ours, form)
    except ValueError as error:
        return "is in" in str(error) or "day may be" in str(error)
    return True


def _vertical(at: int, heads: Sequence[str]) -> str | None:
    return {"setting": "Setting", "value": "Value", "vsmid": ID_TITLE}.get(plain(heads[at]))


def _wordiest(heads: Sequence[str], found: Collection[int], rows: Sequence[Sequence[str]]) -> int | None:
    """The column that may well name what the rows are about: words, nearly all of them different."""
    for at in range(len(heads)):
        texts = [row[at] for row in rows if at < len(row) and row[at]]
        words = [each for each in texts if re.search(r"[^\W\d]{3}", each) and len(each) <= 200]
        full = len(texts) >= 0.8 * len(rows) and len(words) >= 0.9 * len(texts) and len({*words}) >= 0.8 * len(words)
        if at not in found and texts and full:
            return at
    return None


def _holds(at: int, title: str, rows: Sequence[TableRow]) -> bool:
    """Does a column hold anything that is worth a note?"""
    return bool(title) or any(row.cell(at) not in cells.BLANK for row in rows)


def _ours(table: str, use: Sequence[ColumnUse]) -> list[ColumnUse]:
    """Our own sheets to the letter: what was typed goes before what says it in other words, what is worked out is left out."""
    sheet = STEPS if table == STEPS_TABLE else LISTS[table]
    titles_of = {each.title for each in use}
    typed = {each.title for each in (*sheet.columns, ID) if each.title in titles_of}
    computed = {plain(each) for each in (*sheet.computed, *(each.title for each in sheet.columns), "What it means")}
    done = []
    for each in use:
        base = re.sub(r"\s*\([^()]*\)\s*$", "", each.title)
        if each.title in typed:
            done.append(ColumnUse(each.index, each.title, each.title, None, note=False))
        elif each.field in typed or plain(base) in {plain(one) for one in sheet.computed}:
            done.append(ColumnUse(each.index, each.title, None, None, note=False))
        else:
            again = each.field is None and plain(base) in computed
            done.append(ColumnUse(each.index, each.title, each.field, each.unit, note=each.note and not again))
    return done


@lru_cache
def fields(table: str) -> tuple[FieldInfo, ...]:
    """All that a column of a table may be read as."""
    if not table:
        return ()
    listed = STEPS.columns if table == STEPS_TABLE else columns_of(LISTS[table])
    if table != STEPS_TABLE and LISTS[table].vertical:
        return (FieldInfo("Setting", "What is set.", "text"), FieldInfo("Value", "To what.", "text"))
    found = [FieldInfo(each.title, each.hint, _KINDS.get(each.kind, str(each.kind))) for each in listed]
    if table == STEPS_TABLE:
        found.append(FieldInfo(ID_TITLE, "The record's id in VSM Studio.", "text"))
    return tuple(found)
