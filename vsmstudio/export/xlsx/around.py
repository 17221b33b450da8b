"""What was measured, promised and done, as live formulas: measures, ratings, effects, orders, attendance, counts of findings."""

from __future__ import annotations

import math
from datetime import date

from vsmstudio.export.tables.around.contribution import EFFECT_TITLES
from vsmstudio.export.tables.inputs import IMPROVEMENTS
from vsmstudio.export.tables.inputs.written import ADDED
from vsmstudio.export.tables.money_flow import ID
from vsmstudio.export.xlsx import durations
from vsmstudio.export.xlsx.live import Sheets, as_of, or_blank
from vsmstudio.model.document import Document
from vsmstudio.model.records import Improvement

_NEAR = "1E-9"
_TIMES = ("expected_lead_time", "expected_process_time", "actual_lead_time", "actual_process_time")
_EFFECTS = EFFECT_TITLES | {"Money saved a year": "cost"}


def add_around(sheets: Sheets, document: Document, on: date) -> None:
    """Every formula of what goes with the maps. `on` is the as-of date."""
    if sheets.read_back("measures"):
        _measures(sheets)
    if sheets.read_back("experience"):
        _experience(sheets)
    if sheets.read_back("workshops"):
        _workshops(sheets, as_of(sheets, document, on))
    if sheets.read_back("improvements"):
        _improvements(sheets, document)
    if "claims" in sheets:
        _claims(sheets)
    if "contribution" in sheets:
        _contribution(sheets)
    if "followed" in sheets:
        _followed(sheets)
    if "came" in sheets:
        _came(sheets)
    if "rules" in sheets and "findings" in sheets:
        _rules(sheets)
    if "priorities" in sheets and sheets.read_back("improvements"):
        _priorities(sheets)


def _measures(sheets: Sheets) -> None:
    """How far each measure is on its way from baseline to target."""
    table = sheets.at("measures").table
    for row, shown in enumerate(table.values("share")):
        was, target, now, difference, share = (
            sheets.here("measures", key, row) for key in ("baseline", "target", "actual", "difference", "share")
        )
        sheets.put("measures", row, "difference", or_blank(f"{now}-{was}", now, was))
        way = f"{target}-{was}"
        sheets.put("measures", row, "share", or_blank(f'IF({way}=0,"",({now}-{was})/({way}))', was, target, now))
        side = f'IF(({difference}>0)=({target}>{was}),"better","worse")'
        judged = f'IF(ABS({difference})<={_NEAR},"same",IF({target}="","",IF({target}={was},"",{side})))'
        sheets.put("measures", row, "judged", or_blank(judged, difference))
        if not isinstance(shown, float) or not _half(shown):
            sheets.put("measures", row, "says", _measured(was, target, now, share))


def _half(share: float) -> bool:
    """Does a share in per cent end in a half, which spreadsheets round up, and we to the even number?"""
    return math.isclose(share * 100 % 1, 0.5, abs_tol=1e-6)


def _measured(was: str, target: str, now: str, share: str) -> str:
    """What is said of a measure."""
    far = f"IF({target}>{was},{now}>={target},IF({target}<{was},{now}<={target},{now}={target}))"
    reached = f'AND({now}<>"",{target}<>"",IF({was}="",{now}={target},{far}))'
    part = f'TEXT(MIN({share}*100,99),"0")&" % of the way to the target"'
    gone = f'IF({share}<0,"Worse than the baseline",IF({share}=0,"As it was",{part}))'
    blank = f'IF({was}<>"","Not measured again yet","Not measured yet")'
    open_ = f'IF({now}="",{blank},IF({target}="","No target set",IF({was}="","Measured","Target not reached")))'
    return f'IF({reached},"Target reached",IF({share}<>"",{gone},{open_}))'


def _experience(sheets: Sheets) -> None:
    """Where each audience rates no step lower, and the mean of its ratings, map by map."""
    maps, audiences, ratings = (sheets.range("experience", key) for key in ("map_no", "audience", "rating"))

    def lowest(row: int) -> str:
        number, audience, rating = (sheets.here("experience", key, row) for key in ("map_no", "audience", "rating"))
        lower = f'COUNTIFS({maps},{number},{audiences},{audience},{ratings},"<"&{rating})'
        return or_blank(f'IF({lower}=0,"yes","")', rating)

    sheets.fill("experience", "lowest", lowest)
    if "voices" not in sheets:
        return
    for row in range(len(sheets.at("voices").table.rows)):
        number, audience = (sheets.here("voices", key, row) for key in ("map_no", "audience"))
        where = f"{maps},{number},{audiences},{audience}"
        sheets.put("voices", row, "mean", f'IFERROR(AVERAGEIFS({ratings},{where}),"")')
        sheets.put("voices", row, "rated", f'COUNTIFS({where},{ratings},">=0")')
        if sheets.read_back("steps"):
            steps, kinds = (sheets.range("steps", key) for key in ("map_no", "typed Kind"))
            sheets.put("voices", row, "steps", f'COUNTIFS({steps},{number},{kinds},"step")')


def _workshops(sheets: Sheets, today: str) -> None:
    """Which workshops were held by the as-of date; without a date they were."""

    def standing(row: int) -> str:
        when = sheets.here("workshops", "date", row)
        return f'IF({when}="","held",IF({when}<={today},"held","planned"))'

    sheets.fill("workshops", "held", standing)
    if "attendance" in sheets:
        _attendance(sheets)


def _attendance(sheets: Sheets) -> None:
    """How many mapping workshops were held of each stream, where it is called by its name alone."""
    workshops = sheets.at("workshops").table
    kinds, streams, held = (sheets.range("workshops", key) for key in ("kind", "streams", "held"))
    rows = list(zip(*(workshops.values(key) for key in ("kind", "held", "streams")), strict=True))
    table = sheets.at("attendance").table
    for row, (stream, shown) in enumerate(zip(table.values("stream"), table.values("workshops"), strict=True)):
        counted = sum(each[:2] == ("mapping", "held") and stream in str(each[2]).split("; ") for each in rows)
        if counted == shown:
            label = sheets.here("attendance", "stream", row)
            among = f'ISNUMBER(FIND("; "&{label}&"; ","; "&{streams}&"; "))'
            sheets.put("attendance", row, "workshops", f'SUMPRODUCT(({kinds}="mapping")*({held}="held")*{among})')


def _improvements(sheets: Sheets, document: Document) -> None:
    """The times that improvements save, as typed, in working minutes."""
    calendar, formulas = document.engagement.calendar, sheets.formulas.setdefault("improvements", {})
    titles = {each.field: each.title for each in IMPROVEMENTS.columns}
    for row, key in enumerate(sheets.at("improvements").table.ids):
        held = document.of(Improvement, key)
        for field in _TIMES if held else ():
            typed = sheets.here("improvements", f"{ADDED}{titles[field]}", row)
            number = durations.number_part(typed).removeprefix("=")
            found = durations.minutes(typed, number, getattr(held, field), calendar)
            if found is not None:
                formulas[row, field] = found


def _claims(sheets: Sheets) -> None:
    """What was computed of each claim beside what is claimed."""
    table = sheets.at("claims").table
    for row, effect in enumerate(table.values("effect")):
        claimed, computed = (sheets.here("claims", key, row) for key in ("claimed", "computed"))
        if sheets.read_back("improvements"):
            words = sheets.typed("improvements", f"expected_{_EFFECTS[str(effect)]}", sheets.here("claims", ID, row))
            sheets.put("claims", row, "claimed", words)
        sheets.put("claims", row, "difference", or_blank(f"{computed}-{claimed}", computed, claimed))
        if table.rows[row][table.at("computed")] is not None:
            near = f"ABS({computed}-{claimed})<=ABS({claimed})*0.1+{_NEAR}"
            judged = f'IF({near},"same",IF({computed}>{claimed},"better","worse"))'
            sheets.put("claims", row, "judged", or_blank(judged, claimed))


def _contribution(sheets: Sheets) -> None:
    """What no improvement explains: all that became different, less what each of them makes."""
    table = sheets.at("contribution").table
    figures = [column.key for column in table.columns if column.key not in {"stream", "improvement", "applied", "says"}]
    starts = [row for row, said in enumerate(table.values("applied")) if said == "starts from"]
    for start, end in zip(starts, [*starts[1:], len(table.rows)], strict=True):
        rest = end - 2
        for key in figures:
            values = [table.rows[row][table.at(key)] for row in (start, end - 1)]
            if all(isinstance(value, (int, float)) for value in values):
                first, last, top, bottom = (
                    sheets.here("contribution", key, row) for row in (start, end - 1, start + 1, rest - 1)
                )
                words = f"{last}-{first}-SUM({top}:{bottom})"
                sheets.put("contribution", rest, key, f"IF(ABS({words})<={_NEAR}*MAX(1,ABS({last}-{first})),0,{words})")


def _followed(sheets: Sheets) -> None:
    """The part of each promised change that came."""
    for row, shown in enumerate(sheets.at("followed").table.values("kept")):
        was, promised, now = (sheets.here("followed", key, row) for key in ("baseline", "promised", "now"))
        if shown is not None:
            words = or_blank(f'IF({promised}={was},"",({now}-{was})/({promised}-{was}))', was, promised, now)
            sheets.put("followed", row, "kept", words)


def _came(sheets: Sheets) -> None:
    """The part of each promised effect that came."""
    table = sheets.at("came").table
    for row, effect in enumerate(table.values("effect")):
        promised, now = (sheets.here("came", key, row) for key in ("promised", "now"))
        if effect is None:
            continue
        if sheets.read_back("improvements"):
            for column, when in (("promised", "expected"), ("now", "actual")):
                key = f"{when}_{_EFFECTS[str(effect)]}"
                sheets.put("came", row, column, sheets.typed("improvements", key, sheets.here("came", ID, row)))
        sheets.put("came", row, "kept", or_blank(f'IF(ABS({promised})<={_NEAR},"",{now}/{promised})', promised, now))
        judged = f'IF(ABS({now})<={_NEAR},"same",IF({now}>0,"better","worse"))'
        sheets.put("came", row, "judged", or_blank(judged, now))


def _rules(sheets: Sheets) -> None:
    """How many findings each rule has that nobody accepted."""
    rules, states = (sheets.range("findings", key) for key in ("rule", "state"))
    table, listed = sheets.at("rules").table, sheets.at("findings").table
    pairs = [pair for pair in zip(listed.values("rule"), listed.values("state"), strict=True) if pair[1] != "accepted"]
    for row, (rule, raised) in enumerate(zip(table.values("rule"), table.values("raised"), strict=True)):
        if sum(each == rule for each, _ in pairs) == raised:  # findings that others absorbed are not listed
            words = f'COUNTIFS({rules},{sheets.here("rules", "rule", row)},{states},"<>accepted")'
            sheets.put("rules", row, "raised", words)


def _priorities(sheets: Sheets) -> None:
    """How far each went up since the order before, and what was typed of it."""
    typed = {
        "claimed": "expected_lead_time",
        "cost": "expected_cost",
        "effort": "typed Effort",
        "benefit": "typed Benefit",
    }
    for row in range(len(sheets.at("priorities").table.rows)):
        rank, earlier, key = (sheets.here("priorities", each, row) for each in ("rank", "earlier", ID))
        sheets.put("priorities", row, "moved", or_blank(f"{earlier}-{rank}", earlier, rank))
        for column, there in typed.items():
            sheets.put("priorities", row, column, sheets.typed("improvements", there, key))
