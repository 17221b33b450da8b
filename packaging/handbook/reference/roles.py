"""Words in a page that the program knows better: the way to an action with its keys, a finding, a figure."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from reference import commands, figures
from reference.actions import ACTIONS
from reference.making import keys
from reference.names import command_anchor, figure_anchor, finding_anchor, in_a_sentence, link
from vsmstudio.analysis.findings.catalogue import RULES

Parsed = tuple[list[nodes.Node], list[nodes.system_message]]


class KnownRole(SphinxRole):
    """A role whose word has to be known. `titled`: other words may be given, as in `words <name>`."""

    def unknown(self, what: str, name: str) -> Parsed:
        message = self.inliner.reporter.error(f"There is no {what} “{name}”.", line=self.lineno)
        return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]

    def titled(self) -> tuple[str, str]:
        """The name, and the words to show in place of its own; blank where there are none."""
        words, bracket, name = self.text.rpartition("<")
        return (name.rstrip("> "), words.strip()) if bracket and self.text.endswith(">") else (self.text, "")


class ActionRole(KnownRole):
    """``:act:`save` `` → File › Save, and its keys."""

    def run(self) -> Parsed:
        action = ACTIONS.get(self.text)
        if action is None:
            return self.unknown("action", self.text)
        way = nodes.strong("", action.way, classes=["act"])
        way["act"] = action.name
        return ([way, nodes.Text(" "), *keys(action.keys)] if action.keys else [way]), []


class KeysRole(SphinxRole):
    """``:keys:`Ctrl+D` `` as a key is drawn."""

    def run(self) -> Parsed:
        return keys(self.text), []


class FindingRole(KnownRole):
    """``:finding:`owner.step-missing` `` → its title, linked to what is said of it."""

    def run(self) -> Parsed:
        name, words = self.titled()
        if name not in RULES:
            return self.unknown("rule of the findings", name)
        return [link(words or RULES[name].title, "findings", finding_anchor(name))], []


class FigureRole(KnownRole):
    """``:figure:`lead_time` `` → its name within a sentence, linked to its definition."""

    def run(self) -> Parsed:
        name, words = self.titled()
        known = figures.names()
        if name not in known:
            return self.unknown("figure", name)
        return [link(words or in_a_sentence(known[name]), "figures", figure_anchor(name))], []


class CommandRole(KnownRole):
    """``:cmd:`check` `` → `vsmstudio check`, linked to what is said of it."""

    def run(self) -> Parsed:
        if self.text not in commands.names():
            return self.unknown("command", self.text)
        return [link(f"vsmstudio {self.text}", "commands", command_anchor(self.text))], []


ROLES = {
    "cmd": CommandRole(),
    "act": ActionRole(),
    "keys": KeysRole(),
    "finding": FindingRole(),
    "figure": FigureRole(),
}
