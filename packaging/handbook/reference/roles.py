"""Words in a page that the program knows better: the way to an action with its keys, a finding, a figure."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from reference.actions import ACTIONS
from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.export.tables.figures import FIGURES

FIGURE_NAMES = {each.key: each.name for each in FIGURES}

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
    """``:act:`save` `` → File ▸ Save, and its keys."""

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
        if name not in FIGURE_NAMES:
            return self.unknown("figure", name)
        return [link(words or in_a_sentence(FIGURE_NAMES[name]), "figures", figure_anchor(name))], []


ROLES = {"act": ActionRole(), "keys": KeysRole(), "finding": FindingRole(), "figure": FigureRole()}


def keys(text: str) -> list[nodes.Node]:
    """Keys as they are drawn; the translator makes `<kbd>` of a literal of this class."""
    return [nodes.literal("", text, classes=["kbd"])]


def link(words: str, page: str, anchor: str = "") -> nodes.reference:
    """A link to a place in the handbook; all pages lie in one folder."""
    return nodes.reference("", words, internal=True, refuri=f"{page}.html" + (f"#{anchor}" if anchor else ""))


def in_a_sentence(words: str) -> str:
    """A name as it stands within a sentence: `Lead time` is said small, `PT` is not.

    >>> in_a_sentence("Lead time"), in_a_sentence("PT, processing time")
    ('lead time', 'PT, processing time')
    """
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def figure_anchor(key: str) -> str:
    """`lead_time` → `figure-lead-time`."""
    return "figure-" + key.replace("_", "-")


def finding_anchor(rule: str) -> str:
    """`owner.step-missing` → `finding-owner-step-missing`."""
    return "finding-" + rule.replace(".", "-")
