"""Commands that print what a model holds and write nothing: figures, findings, differences, the file format."""

from __future__ import annotations

import argparse
from pathlib import Path

from vsmstudio.arguments import SEVERITIES
from vsmstudio.commands.shared import analysed, load, map_called, print_json, simulated


def analyse(chosen: argparse.Namespace) -> int:
    """Figures, critical paths, services, findings."""
    document = load(Path(chosen.file))
    analysis = analysed(document, chosen.date, chosen.seed)
    if chosen.map:
        from vsmstudio.analysis.one_map import of_map

        analysis = of_map(analysis, map_called(document, chosen.map))
    analysis = simulated(document, analysis, chosen.runs, chosen.seed)
    if chosen.json:
        from vsmstudio.analysis.as_json import as_json

        print_json(as_json(document, analysis, chosen.date))
    else:
        from vsmstudio.export.text import analysis_text

        print(analysis_text(document, analysis, chosen.date))
    return 0


def check(chosen: argparse.Namespace) -> int:
    """The findings alone; status 1 where one is as severe as `--fail-on`."""
    document = load(Path(chosen.file))
    analysis = analysed(document, chosen.date)
    if chosen.json:
        from vsmstudio.analysis.as_json import as_json

        whole = as_json(document, analysis, chosen.date)
        print_json({key: whole[key] for key in ("format", "engagement", "findings")})
    else:
        from vsmstudio.export.text import findings_text

        print(findings_text(document, analysis))
    if chosen.fail_on is None:
        return 0
    live = [int(finding.severity) for finding in analysis.findings if not finding.future]
    worst = min(live, default=len(SEVERITIES))
    return 1 if worst <= SEVERITIES.index(chosen.fail_on) else 0


def diff(chosen: argparse.Namespace) -> int:
    """What differs between two files, by identity and field."""
    from vsmstudio.export.comparing import difference_json, difference_text

    before, after = load(Path(chosen.before)), load(Path(chosen.after))
    if chosen.json:
        print_json(difference_json(before, after))
    else:
        print(difference_text(before, after))
    return 0


def schema(chosen: argparse.Namespace) -> int:
    """The JSON Schema of the file format."""
    from vsmstudio.storage.schema import schema as file_schema

    print_json(file_schema())
    return 0
