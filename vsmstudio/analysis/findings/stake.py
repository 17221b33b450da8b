"""What hangs on a service, in numbers: what it costs a year and what rests on it."""

from __future__ import annotations

from vsmstudio.analysis.findings.subject import Subject, counted, percent
from vsmstudio.model.ids import Id


def stake(subject: Subject, service: Id) -> str:
    """`: it costs 85,000 EUR a year, and 39 % of the lead time of Motor claim rests on it`; blank where neither is known."""
    cost, rests = subject.own_cost(service), _rests(subject, service)
    said = [f"it costs {subject.amount(cost)} a year"] if cost else []
    if rests or cost:
        said.append(rests or "no stream rests on it")
    return f": {', and '.join(said)}" if said else ""


def _rests(subject: Subject, service: Id) -> str:
    streams = subject.uses[service].streams
    if not streams:
        return ""
    most = max(streams, key=lambda key: subject.share_on(key, service))  # the first listed among equals
    name, share = subject.name(most) or "a stream", subject.share_on(most, service)
    if len(streams) == 1:
        return f"{percent(share)} of the lead time of {name} rests on it" if share else f"{name} rests on it"
    said = f"{counted(len(streams), 'stream')} rest on it"
    return f"{said}, most of all {name} with {percent(share)} of its lead time" if share else said
