"""Which columns of an event log say what: guessed from their names, changed by the person. Needs no numbers library."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# what columns are called, in letters and digits alone, the surest first
_NAMES = {
    "case": (
        "caseconceptname caseid case caseno casenumber casenr casekey caseidentifier traceid trace srnumber incidentid "
        "incidentnumber incident ticketid ticketnumber ticket requestid requestnumber applicationid permitid orderid "
        "ordernumber purchaseorder claimid invoiceid processinstanceid processinstance instanceid fall fallid "
        "number vorgangsnummer zaak zaakid dossier dossiernummer idcaso numerocaso numerodossier"
    ),
    "activity": (
        "conceptname activity activityname activityid activitylabel activityen task taskname eventname eventtype event action "
        "operation processstep stepname step status state incidentstate ticketstatus casestatus "
        "orderstatus newstatus tostatus aktivitat aktivitaet tatigkeit vorgang "
        "schritt activite activit tache actividad tarea activiteit taak stap atividade attivita"
    ),
    "time": (
        "timetimestamp completetimestamp completiontimestamp completetime completiontime completedat completed endtimestamp "
        "endtime eventend enddatetime enddate finishtime finished finishedat end finish timestamp eventtimestamp eventtime "
        "datetime eventdatetime eventdate changedatetime changedate changedat changedon time date ende endzeit "
        "endzeitpunkt zeitstempel zeitpunkt datum fin fechafin fecha horodatage dateheure fim tijdstip einddatum "
        "sysupdatedat updatedat modified createdat created"
    ),
    "start": (
        "starttimestamp starttime eventstart startdatetime startedat started startdate begintimestamp begintime begindate begin "
        "start startzeit startzeitpunkt beginn inicio fechainicio debut datedebut begindatum startdatum inizio"
    ),
    "lifecycle": "lifecycletransition lifecycle transition eventlifecycle lifecyclestate lifecyclestatus",
    "resource": (
        "orgresource resource resourcename resourceid user userid username employee agent performedby doneby performer "
        "originator worker person ownerfirstname owner assignedto assignee handler staff executor bearbeiter "
        "mitarbeiter benutzer ressource utilisateur recurso usuario medewerker gebruiker risorsa"
    ),
    "role": (
        "orggroup orgrole role resourcerole rolename group groupname workgroup assignmentgroup supportgroup team "
        "teamname department departmentname unit organisationalunit organizationalunit orgunit businessunit involvedst"
        "functiondiv involvedorgline3 involvedst division function rolle abteilung gruppe service departement rol "
        "departamento equipo afdeling groep reparto"
    ),
}  # fmt: skip
NAMES = {
    each: {name: place for place, name in reversed(list(enumerate(names.split())))} for each, names in _NAMES.items()
}
_SECOND = frozenset({"substatus", "substate", "subactivity", "subtype"})  # tells activities apart beside the first
_STATES = frozenset(
    {"status", "state", "incidentstate", "ticketstatus", "casestatus", "orderstatus", "newstatus", "tostatus"}
)
_COMMON = (  # what columns of many other tables are called, too
    "number status state step stepname action event time date datum created createdat modified updatedat sysupdatedat end "
    "finish start begin ende beginn inicio fin debut fim fecha"
)
_WEAK = frozenset(_COMMON.split())
TRANSITIONS = frozenset(
    {"schedule", "assign", "withdraw", "reassign", "start", "suspend", "resume", "complete", "closed", "unknown"}
    | {"ate_abort", "pi_abort", "autoskip", "manualskip"}
    | {
        "scheduled",
        "assigned",
        "started",
        "begin",
        "suspended",
        "pause",
        "resumed",
        "completed",
        "end",
        "ended",
        "stop",
    }
    | {"finish", "finished", "abort", "aborted", "withdrawn"}
)  # the standard life cycle [IEEE 1849], and how others call its transitions


@dataclass(frozen=True, slots=True)
class LogColumns:
    """The columns by their titles; blank where there is none. Several columns of `activity` are joined.

    `time` is when work was completed (with `lifecycle`: when the transition came about), `start` when it was started. With
    a start alone each activity lasts until the next one of its case starts, as where a log records states.
    `role` is the role, group or unit that did it. `dates` says which comes first in dates such as 03/04/2024: `day`,
    `month`, or blank to be told by the column as a whole.
    """

    case: str = ""
    activity: tuple[str, ...] = ()
    time: str = ""
    start: str = ""
    lifecycle: str = ""
    resource: str = ""
    role: str = ""
    dates: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be named before the log can be read."""
        held = {"case": self.case, "activity": self.activity, "time": self.time or self.start}
        return tuple(name for name, titles in held.items() if not titles)

    @property
    def used(self) -> tuple[str, ...]:
        """All columns that are read, each once."""
        each = (self.case, *self.activity, self.time, self.start, self.lifecycle, self.resource, self.role)
        return tuple(dict.fromkeys(title for title in each if title))


def plain(title: str) -> str:
    """A title in small letters and digits alone, without accents: `Complete Timestamp` and `complete_timestamp` are one.

    >>> plain("case:concept:name"), plain("Change Date+Time")
    ('caseconceptname', 'changedatetime')
    """
    return "".join(each for each in unicodedata.normalize("NFKD", title.casefold()) if each.isalnum())


def is_log(titles: Sequence[str]) -> bool:
    """Do a header row's titles name a case, an activity and a time, as event logs do?

    >>> is_log(["Case ID", "Activity", "Complete Timestamp"]), is_log(["Step", "PT", "LT"])
    (True, False)
    """
    names = {plain(title) for title in titles}
    case, activity, time, start = (names & NAMES[each].keys() for each in ("case", "activity", "time", "start"))
    times = (time | start) - case - activity
    sure = sum(bool(each - _WEAK) for each in (case, activity, times))
    return any(len({a, b}) == 2 for a in case for b in activity) and bool(times) and sure >= 2


def guess(titles: Sequence[str], samples: Sequence[Sequence[str]], times: Iterable[str] = ()) -> LogColumns:
    """What the columns are, by their names and the first rows. `times` are the titles whose cells are times.

    What no name tells is told by the cells: a column of times is the time, one whose texts repeat is the case.
    """
    times = list(times)
    taken: set[str] = set()

    def named(use: str, among: Iterable[str]) -> str:
        known = [(NAMES[use][plain(each)], at) for at, each in enumerate(among) if plain(each) in NAMES[use]]
        found = list(among)[min(known)[1]] if known else ""
        taken.add(found)
        return found

    def free(among: Iterable[str]) -> list[str]:
        return [each for each in among if each not in taken]

    start = named("start", times)
    time = named("time", free(times)) or ("" if start else next(iter(free(times)), ""))
    taken |= {start, time, *times}
    case = named("case", titles) or _repeating(free(titles), titles, samples)
    taken.add(case)
    if start and time and case and _of_the_case(start, time, case, titles, samples):
        start = ""
    activity = (named("activity", free(titles)),)
    lifecycle = named("lifecycle", free(titles))
    second = [lifecycle] if lifecycle and not _standard(_cells(lifecycle, titles, samples)) else []
    second += [each for each in free(titles) if plain(each) in _SECOND]
    if (plain(activity[0]) in _STATES or lifecycle in second) and not start:
        time, start = "", time  # a state begins when it is recorded, and lasts until the next one
    return LogColumns(
        case=case,
        activity=(*activity, *second[:1]) if activity[0] else (),
        time=time,
        start=start,
        lifecycle="" if lifecycle in second else lifecycle,
        resource=named("resource", free(titles)),
        role=_telling([*_ranked(free(titles))], titles, samples),
    )


def _ranked(titles: Iterable[str]) -> list[str]:
    known = [each for each in titles if plain(each) in NAMES["role"]]
    return sorted(known, key=lambda each: NAMES["role"][plain(each)])


def _telling(among: Sequence[str], titles: Sequence[str], samples: Sequence[Sequence[str]]) -> str:
    """The first of some columns that tells rows apart; the first one where none does."""
    for title in among:
        if len({cell for cell in _cells(title, titles, samples) if cell}) > 1:
            return title
    return among[0] if among else ""


def _standard(cells: Iterable[str]) -> bool:
    """Are all transitions of the standard life cycle?"""
    return {cell.strip().casefold() for cell in cells if cell.strip()} <= TRANSITIONS


def _repeating(among: Sequence[str], titles: Sequence[str], samples: Sequence[Sequence[str]]) -> str:
    """The first column that names each of many things more than once; it is no more than a guess."""
    for title in among:
        cells = [cell for cell in _cells(title, titles, samples) if cell]
        if plain(title).endswith(("id", "nr", "no", "number", "key")) and 1 < len(set(cells)) < len(cells):
            return title
    return ""


def _of_the_case(start: str, time: str, case: str, titles: Sequence[str], samples: Sequence[Sequence[str]]) -> bool:
    """Is the start that of the whole case, the same in all of its rows while their time is not?"""
    rows = list(zip(*(_padded(each, titles, samples) for each in (case, start, time)), strict=True))
    starts: dict[str, set[str]] = {}
    times: dict[str, set[str]] = {}
    for of, begun, at in rows:
        starts.setdefault(of, set()).add(begun)
        times.setdefault(of, set()).add(at)
    return any(len(each) > 2 for each in times.values()) and all(
        len(starts[of]) == 1 for of, each in times.items() if len(each) > 1
    )


def _padded(title: str, titles: Sequence[str], samples: Sequence[Sequence[str]]) -> list[str]:
    at = list(titles).index(title)
    return [row[at] if at < len(row) else "" for row in samples]


def _cells(title: str, titles: Sequence[str], samples: Sequence[Sequence[str]]) -> list[str]:
    at = list(titles).index(title)
    return [row[at] for row in samples if at < len(row)]
