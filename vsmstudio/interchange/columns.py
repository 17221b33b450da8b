"""The columns of the step table: the names they go by, and the header row of a table in these terms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vsmstudio.model.durations import UNIT_OF

_ROW_NAMES = ("Step", "Activity", "Task", "Process", "Process step")
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "Step": ("Activity", "Process", "Process step", "Task", *(f"{each} name" for each in _ROW_NAMES),
             *(f"{each} description" for each in _ROW_NAMES),
             "Schritt", "Prozessschritt", "Arbeitsschritt", "Aktivität", "Tätigkeit", "Aufgabe", "Vorgang",
             "Étape", "Activité", "Tâche", "Paso", "Etapa", "Actividad", "Tarea", "Stap", "Processtap", "Activiteit", "Taak"),
    "Id": ("No", "Nr", "#", "Number", "Sr No", "S No", "Sl No",
           *(f"{each} {which}" for each in _ROW_NAMES for which in ("Id", "No", "Nr", "#", "Number")),
           "Lfd Nr", "Schritt Nr", "Nummer", "Numéro", "N°", "Nº", "Número", "Volgnummer"),
    "Predecessors": ("Depends on", "After", "Predecessor", "Immediate predecessor", "Predecessor activity", "Pred",
                     "Predecessor step", "Predecessor task", "Preceding activity", "Preceding activities",
                     "Preceding step", "Previous step", "Prior step",
                     "Vorgänger", "Vorgängerschritt", "Prédécesseur", "Predecesor", "Predecesores", "Voorganger",
                     "Voorgangers"),
    "Stream": ("Value stream", "Wertstrom", "Flux de valeur", "Chaîne de valeur", "Flujo de valor", "Waardestroom"),
    "Map": (),
    "State": (),
    "Kind": ("Type", "Art", "Typ", "Tipo"),
    "PT": ("Process time", "Processing time", "Touch time", "Cycle time", "C/T",
           "Bearbeitungszeit", "Prozesszeit", "Zykluszeit", "Temps de traitement", "Temps de processus", "Temps de cycle",
           "Tiempo de proceso", "Tiempo de procesamiento", "Tiempo de ciclo", "Bewerkingstijd", "Procestijd", "Cyclustijd"),
    "LT": ("Lead time", "Duration", "Durchlaufzeit", "Dauer", "Délai", "Durée", "Temps de traversée", "Plazo", "Duración",
           "Tiempo de entrega", "Doorlooptijd", "Duur"),
    "Wait": ("Wait time", "Waiting time", "Waiting", "Queue time", "Delay", "Wartezeit", "Liegezeit", "Attente",
             "Temps d'attente", "Espera", "Tiempo de espera", "Wachttijd"),
    "Quantity": ("Inventory", "WIP", "Bestand", "Stock", "En-cours", "Inventario", "Existencias", "Voorraad"),
    "%C&A": ("C&A", "%CA", "Complete and accurate", "First pass yield", "%C/A", "C/A", "FPY"),
    "People": ("Staff", "Operators", "FTE", "FTEs", "Headcount",
               "Personen", "Mitarbeiter", "Anzahl Mitarbeiter", "Effectif", "Opérateurs", "Personas",
               "Personal", "Operarios", "Medewerkers", "Mensen"),
    "Crew": ("At once",),
    "Availability": ("Uptime", "Verfügbarkeit", "Disponibilité", "Disponibilidad", "Beschikbaarheid"),
    "Batch": ("Batch size", "Losgröße", "Taille de lot", "Tamaño de lote", "Batchgrootte"),
    "Performer": ("Role", "Function", "Department", "Resource", "Resource name", "Team",
                  "Responsible", "Actor", "Performed by", "Done by", "Acteur",
                  "Rolle", "Abteilung", "Bereich", "Durchführend", "Ausführende Stelle", "Rôle", "Département", "Exécutant",
                  "Rol", "Departamento", "Ejecutor", "Afdeling", "Uitvoerder"),
    "Owner": ("Accountable", "Process owner", "Verantwortlich", "Verantwortlicher", "Prozessverantwortlicher", "Responsable",
              "Propriétaire", "Propietario", "Eigenaar", "Verantwoordelijke", "Proceseigenaar"),
    "Owner unit": (),
    "VA": ("Value", "Class", "Value class", "VA/NVA", "Wertschöpfung", "Valeur ajoutée", "Valor añadido", "Waardetoevoegend"),
    "Split": (),
    "Share": ("Probability", "Anteil", "Wahrscheinlichkeit", "Probabilité", "Probabilidad", "Aandeel", "Kans"),
    "Rework to": (),
    "Rework %": (),
    "Services": ("Dienste", "Servicios", "Diensten"),
    "Systems": ("Applications", "Tools", "System", "Application", "Tool", "Software", "Système", "Sistema", "Systeem",
                "Systeme", "IT-Systeme", "Anwendungen", "Systèmes", "Outils", "Sistemas",
                "Aplicaciones", "Herramientas", "Systemen", "Applicaties"),
    "Notes": ("Comment", "Barriers", "Comments", "Bemerkung", "Bemerkungen", "Anmerkung", "Anmerkungen", "Kommentar",
              "Kommentare", "Notizen", "Remarques", "Commentaire", "Commentaires", "Notas", "Comentario", "Comentarios",
              "Observaciones", "Opmerking", "Opmerkingen", "Notities"),
    # what the application's own workbook has beside
    "Measured": (),
    "Judged by": (),
    "Ends here": (),
    "As documented": (),
    "As done": (),
    "Why": (),
    "Stands for": (),
    "Starts stream": (),
    "VSM id": (),
}  # fmt: skip
SECOND_NOTES = "Barriers"  # notes, unless another column has these
DURATIONS = frozenset({"PT", "LT", "Wait"})
SHARES = frozenset({"%C&A", "Share", "Availability"})
_COUNTS = frozenset({"People", "Crew", "Quantity", "Batch"})
_STATION_TIME = frozenset(  # the time of a station: all its people work on one item
    {"cycletime", "ct", "zykluszeit", "tempsdecycle", "tiempodeciclo", "cyclustijd"}
)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_UNIT_BEHIND = re.compile(
    r"(.+?)(?:\s*[-–,:/_]\s*|\s+)(?:in\s+)?([a-z]+(?:\s[a-z]+)?)\.?\s*$", re.IGNORECASE | re.DOTALL
)
_NUMBER_OF = re.compile(r"\s*(?:#|(?:no|nr|number)\b\.?)\s*(?:of\b)?\s*", re.IGNORECASE)
_MORE_UNITS = {"working days": "d", "business days": "d", "workdays": "d", "working hours": "h", "working weeks": "wk"}
WORDS_OF_UNITS: Mapping[str, str] = {
    **dict.fromkeys(("sek", "sekunde", "sekunden", "seconde", "secondes", "segundo", "segundos", "seconden"), "s"),
    **dict.fromkeys(("minute", "minuten", "minutos", "minuto", "minuut"), "min"),
    **dict.fromkeys(("std", "stunde", "stunden", "heure", "heures", "hora", "horas", "uur", "uren"), "h"),
    **dict.fromkeys(("tag", "tage", "tagen", "arbeitstage", "at", "jour", "jours", "j", "día", "días", "dia", "dias", "dag",
                     "dagen", "werkdagen"), "d"),
    **dict.fromkeys(("woche", "wochen", "semaine", "semaines", "semana", "semanas", "weken"), "wk"),
    **dict.fromkeys(("monat", "monate", "monaten", "mois", "mes", "meses", "maand", "maanden"), "mo"),
}  # fmt: skip


def plain(text: str) -> str:
    """A title for comparing: letters, digits, # and % alone count (and delimiters); & is "and"."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    text = "".join(each for each in text if not unicodedata.combining(each))  # Étape is etape
    text = re.sub(r"[&+]", "and", re.sub(r"\bper\s?cent(age)?\b|\bpct(?=\b|_)", "%", text))
    return re.sub(r"[^\w#%,;]|_", "", text)


_FIELDS = {plain(word): field for field, words in SYNONYMS.items() for word in (field, *words)}
_OF_SHARES = {word.replace("%", ""): field for word, field in _FIELDS.items() if field in SHARES | {"Rework %"}}
_OWN_NAMES = {plain(field) for field in SYNONYMS}
_SECOND_NOTES = plain(SECOND_NOTES)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it stands, its title as written, and the unit in its title (`unknown_unit`: not known)."""

    index: int
    title: str
    unit: str | None = None
    unknown_unit: str = ""
    per_cent: bool = False
    station_time: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The known columns by field, and all others."""

    columns: Mapping[str, Column]
    others: tuple[Column, ...]


def field_of(title: str) -> tuple[str | None, str]:
    """(the field that a title names, the unit in it); None where it names none.

    >>> field_of("Processing  time [days]"), field_of("Lead time (LT), min"), field_of("colour")
    (('PT', 'days'), ('LT', 'min'), (None, ''))
    """
    base, inside = _BRACKETS.sub("", title), [each.strip() for each in _BRACKETS.findall(title)]
    marks = "".join(each for each in inside if each in {"s", "%"})
    field = _named(base) or _named(base + marks)  # Operator(s), Rework (%)
    if field is None and (match := _UNIT_BEHIND.match(base)) and _unit(match[2]):
        field, inside = _named(match[1]), [*inside, match[2]]
        field = field if field in DURATIONS else None
    if field is None:
        return None, ""
    words = [part.strip() for each in inside for part in re.split("[,;]", each) if _named(part) != field]
    units = [each for each in words if _unit(each)]
    if field == "VA" and units:  # a time that adds value, not whether a step does
        return None, ""
    return field, (units or words or [""])[0]


def _named(title: str) -> str | None:
    """The field of a title without a unit: in the plural too, by its share ("C&A %"), as a number of ("# Operators"), or
    by several of its names ("Role / Function")."""
    word = plain(title)
    if field := _FIELDS.get(word) or ("%" in word and _OF_SHARES.get(word.replace("%", ""))) or None:
        return field
    if re.search(r"\w\ws\W*$", title, re.IGNORECASE) and (field := _FIELDS.get(word.removesuffix("s"))):
        return field
    match = _NUMBER_OF.match(title)
    if match and (field := _named(title[match.end() :])) in _COUNTS:
        return field
    parts = title.split("/")
    fields = {_named(part) for part in parts} if 1 < len(parts) < 5 else set()
    return fields.pop() if len(fields) == 1 else None


def _unit(text: str) -> str | None:
    """The unit that a word of a title stands for: `days`, `sec/piece`, `min per unit`."""
    word = " ".join(re.sub(r"(/|\bper\b).*", "", text.casefold()).rstrip(". ").split())
    return UNIT_OF.get(word) or _MORE_UNITS.get(word) or WORDS_OF_UNITS.get(word)


def unit_in(title: str) -> str:
    """The unit of durations that a title states: `Notice period (months)`, `Notice days`; blank where it states none."""
    inside = [part for each in _BRACKETS.findall(title) for part in re.split("[,;]", each)]
    behind = _UNIT_BEHIND.match(_BRACKETS.sub("", title))
    return next((unit for each in (*inside, behind[2] if behind else "") if (unit := _unit(each))), "")


def score(cells: Sequence[str]) -> int:
    """How many different columns a row names; 0 where it does not name the step, so that it is no header."""
    fields = {field_of(cell[:100])[0] for cell in cells} - {None}
    return len(fields) if "Step" in fields else 0


def read_header(cells: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Header:
    """The columns of a header row. Of two columns for one field its own name goes first, then the left one.

    Where `Step` only numbers the rows below and another column names them (Step, Activity), it is their id.
    """
    found: dict[str, Column] = {}
    others: list[Column] = []
    named = [(*field_of(title[:100]), index, title) for index, title in enumerate(cells)]
    named.sort(key=lambda each: (_base(each[3]) not in _OWN_NAMES, each[2]))
    for field, unit, index, title in named:
        if field is None or field in found:
            others.append(Column(index, title or f"column {index + 1}"))
        else:
            found[field] = _column(field, unit, index, title)
    other = next((each for each in others if field_of(each.title[:100])[0] == "Step"), None)
    if other and "Id" not in found and _only_numbers(found["Step"], rows):
        others.remove(other)
        found |= {"Id": found["Step"], "Step": other}
    barriers = next((each for each in others if "Notes" in found and plain(each.title) == _SECOND_NOTES), None)
    if barriers:
        others.remove(barriers)
        found[SECOND_NOTES] = barriers
    return Header(found, tuple(sorted(others, key=lambda each: each.index)))


def _only_numbers(column: Column, rows: Sequence[Sequence[str]]) -> bool:
    texts = [row[column.index] for row in rows if column.index < len(row) and row[column.index]]
    return bool(texts) and all(re.fullmatch(r"\d+([.]\d+)?[.]?", text) for text in texts)


def _base(title: str) -> str:
    """A title without what stands in brackets, and without a unit behind it."""
    base = _BRACKETS.sub("", title[:100])
    match = None if _named(base) else _UNIT_BEHIND.match(base)
    return plain(match[1] if match else base)


def column_for(field: str, unit: str, index: int, title: str) -> Column:
    """A column as a person says that it is read: `unit` is that of its bare numbers, blank where its title says it."""
    if field in DURATIONS and unit:
        return Column(index, title, unit, station_time=_base(title) in _STATION_TIME)
    named, said = field_of(title[:100])
    return _column(field, said if named == field or said else "", index, title)


def _column(field: str, unit: str, index: int, title: str) -> Column:
    if field in DURATIONS:
        known = _unit(unit)
        return Column(index, title, known, "" if known else unit, station_time=_base(title) in _STATION_TIME)
    return Column(index, title, per_cent=plain(unit) == "%")
