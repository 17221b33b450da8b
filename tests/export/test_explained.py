"""The table of how everything was calculated."""

from __future__ import annotations

from tests.builders import document
from tests.export import claims
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.explain import MAP_FIGURES
from vsmstudio.analysis.explain.explanation import Input, Role
from vsmstudio.export.tables.explained import MOST_INPUTS, explained, inputs_words


def test_every_figure_of_every_map_has_a_row_with_rule_and_inputs():
    held = claims.document()
    table = explained(held, analyse(held))
    assert len(table.rows) >= len(MAP_FIGURES)
    rows = {row[table.at("figure")]: row for row in table.rows}
    lead_time = rows["Lead time"]
    assert lead_time[table.at("reads")] == "10.5 d"
    assert lead_time[table.at("value")] == 5040.0
    assert lead_time[table.at("source")] == "Martin & Osterling, Value Stream Mapping (2014)"
    assert "1 Report claim 4 h (LT 4 h)" in str(lead_time[table.at("inputs")])
    assert str(lead_time[table.at("path")]).startswith("Report claim → ")
    assert lead_time[table.at("covers")] == "5 of 5 steps"


def test_one_map_alone_leaves_services_and_units_out():
    held = claims.document()
    table = explained(held, analyse(held), ["map"])
    assert set(table.values("subject")) == {"the map"}


def test_signs_say_what_an_input_does():
    inputs = [
        Input("PT", "10 min", 10.0),
        Input("Crew", "2", 2.0, Role.FACTOR),
        Input("Takt", "5 min", 5.0, Role.DIVISOR),
    ]
    assert inputs_words(inputs) == "PT 10 min; × Crew 2; ÷ Takt 5 min"


def test_very_many_inputs_are_counted():
    held = document(" -> ".join(f"S{at} 1h" for at in range(100)))
    table = explained(held, analyse(held))
    words = str(next(row for row in table.rows if row[table.at("figure")] == "Lead time")[table.at("inputs")])
    assert words.endswith(f"and {100 - MOST_INPUTS} more")
