"""A page's HTML as Qt's text can show it: what only a browser's style sheet can draw becomes tables and plain words."""

from __future__ import annotations

import re

from vsmstudio.gui.handbook.keys import shown

_KBD = re.compile(r"<kbd>(.*?)</kbd>", re.DOTALL)
_NOTE = re.compile(r'<div class="note">(.*?)</div>', re.DOTALL)
_PRE = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)
_TABLE = re.compile(r'<table(?: class="(\w+)")?[^>]*>')
_IMAGE = re.compile(r'<img src="([^"]+)" width="(\d+)"([^>]*)>')
_DIV = re.compile(r"</?div[^>]*>")
_FRAME = 'cellspacing="0" cellpadding="0" width="100%"'


def plain(html: str, widest: int = 0) -> str:
    """The same page in what Qt's text knows; pictures no wider than `widest` pixels, where that is said."""
    if widest:
        html = _IMAGE.sub(lambda found: f'<img src="{found[1]}" width="{min(widest, int(found[2]))}"{found[3]}>', html)
    html = _TABLE.sub(lambda found: f'<table class="{found[1] or "list"}" cellspacing="0" width="100%">', html)
    html = _PRE.sub(_pre, html)
    html = _NOTE.sub(_note, html)
    html = html.replace("<p><img", '<p class="picture"><img')
    html = _KBD.sub(lambda found: f"<kbd>&nbsp;{_unbroken(shown(found[1]))}&nbsp;</kbd>", html)
    return _DIV.sub("", html)


def _note(found: re.Match[str]) -> str:
    cells = f'<td class="edge" width="3"></td><td class="note">{found[1]}</td>'
    return f'<table class="note" {_FRAME}><tr>{cells}</tr></table>'


def _pre(found: re.Match[str]) -> str:
    return f'<table class="pre" {_FRAME}><tr><td class="pre"><pre>{found[1]}</pre></td></tr></table>'


def _unbroken(keys: str) -> str:
    return keys.replace(" ", "&nbsp;")


def widths(html: str) -> dict[str, int]:
    """How wide each picture is to be shown, in pixels of the screen as Qt counts them."""
    return {found[1]: int(found[2]) for found in _IMAGE.finditer(html)}
