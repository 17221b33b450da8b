"""What of a map is shown: its layers, each on or off. The steps and the work between them always are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layers:
    """What of a map is shown.

    `services`: their lane and links. `owners`: who is accountable, in each block (its row stays, so that blocks keep their
    size). `information`: flows of information. `findings`: the badges of gaps. `critical`: the critical path's colour.
    `ladder`: the timeline under the map. `notes`: notes and kaizen bursts. `experience`: the curves under the map.
    """

    services: bool = True
    owners: bool = True
    information: bool = True
    findings: bool = True
    critical: bool = True
    ladder: bool = True
    notes: bool = True
    experience: bool = True


ALL = Layers()
WORDS = {
    "services": "Services",
    "owners": "Owners",
    "information": "Information flows",
    "findings": "Findings",
    "critical": "Critical path",
    "ladder": "Timeline",
    "notes": "Notes and ideas",
    "experience": "Experience",
}
