"""The command that brings two files together."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vsmstudio.arguments import Stop
from vsmstudio.commands.shared import print_json, refuse_ending, refuse_table, write

if TYPE_CHECKING:
    from vsmstudio.model.document import Document
    from vsmstudio.storage.codec import Content


def merge(chosen: argparse.Namespace) -> int:
    """Bring two files together that came from one; status 1 where both changed the same and nothing was preferred."""
    from vsmstudio.export.comparing import merge_json, merge_text
    from vsmstudio.model.merge import Choice
    from vsmstudio.model.merge import merge as merged
    from vsmstudio.session import MOST_ANCESTORS

    base, ours, theirs = _sides(chosen)
    target = Path(chosen.output)
    refuse_ending(target)
    plan = merged(base.document if base else None, ours.document, theirs.document, Path(chosen.theirs).name)
    choices = {each.key: Choice(chosen.prefer) for each in plan.clashes} if chosen.prefer else {}
    document = ours.document.apply(plan.change(choices))
    _refuse_taken(target, chosen, document)
    ancestors = dict.fromkeys((ours.version, theirs.version, *ours.ancestors, *theirs.ancestors))
    write(document, target, list(ancestors)[:MOST_ANCESTORS])
    if chosen.json:
        print_json({**merge_json(plan, choices, ours.document), "file": str(target)})
    else:
        print(merge_text(plan, choices, ours.document, Path(chosen.ours).name))
        print(target)
    return 1 if plan.clashes and not chosen.prefer else 0


def _sides(chosen: argparse.Namespace) -> tuple[Content | None, Content, Content]:
    """What the three files of a merge hold; None for a base that is not known."""
    from vsmstudio.storage.files import BadFile, load_content

    for name in (chosen.base, chosen.ours, chosen.theirs):
        refuse_table(Path(name))
    try:
        base = None if chosen.base == "-" else load_content(Path(chosen.base))
        return base, load_content(Path(chosen.ours)), load_content(Path(chosen.theirs))
    except BadFile as error:
        raise Stop(str(error)) from None


def _refuse_taken(target: Path, chosen: argparse.Namespace, document: Document) -> None:
    """A merge is written over our own file, as version control wants it, and over no other that holds something else."""
    from vsmstudio.storage.files import BadFile, load

    try:
        if not target.exists() or target.samefile(chosen.ours) or target.stat().st_size == 0:
            return
        if load(target) == document:
            return
    except (BadFile, OSError, ValueError):
        pass
    raise Stop(f"{target} holds something else already; name another file for the merge, or {chosen.ours} itself.")
