"""How the panels look, beyond what the palette says. Meanings keep their colours in every theme."""

from __future__ import annotations

from collections.abc import Mapping


def panels_qss(theme: Mapping[str, str]) -> str:
    """The style sheet of the panels in the colours of a theme."""
    c = dict(theme)
    plain = c["accent"] == c["ink"]  # no colour tells a link from other words
    link, on_link = ("underline", c["on_selected"]) if plain else ("none", c["accent"])
    gap_edge = "dashed" if c["gap_soft"] == c["sheet"] else "solid"  # no fill tells a gap from other fields
    return f"""
#panel, #panelBody {{ background: {c["sheet"]}; }}
#panel QScrollArea {{ background: {c["sheet"]}; border: none; }}
#panel QScrollArea#lower {{ border-top: 1px solid {c["hairline"]}; }}
QLabel#caption {{ color: {c["muted"]}; font-size: 11px; font-weight: 600; }}
QLabel#quiet, QLabel#fieldLabel, QLabel#echo {{ color: {c["muted"]}; font-size: 11px; }}
QLabel#echo[state="gap"] {{ color: {c["gap"]}; }}
QLabel#message {{ color: {c["gap"]}; font-size: 11px; }}
QLabel#sentence {{ color: {c["ink"]}; font-size: 12px; }}
QLabel#kindLine {{ color: {c["muted"]}; font-size: 12px; }}
QLabel#figure {{ color: {c["ink"]}; font-size: 16px; font-weight: 600; }}
QLabel#figure[state="unknown"] {{ color: {c["muted"]}; font-weight: 400; }}
QLabel#figure[state="over"] {{ color: {c["critical"]}; }}
QLabel#strong {{ color: {c["ink"]}; font-size: 12px; font-weight: 600; }}
QLabel#gapText {{ color: {c["gap"]}; font-size: 12px; }}
QLabel#empty {{ color: {c["muted"]}; font-size: 12px; }}

#panel QLineEdit, #panel QComboBox, #panel QPlainTextEdit {{
    background: {c["sheet"]}; color: {c["ink"]}; border: 1px solid {c["outline"]}; border-radius: 4px;
    font-size: 12px; selection-background-color: {c["accent"]}; selection-color: {c["on_accent"]};
}}
#panel QLineEdit {{
    padding: 0 7px; min-height: 26px; max-height: 26px; placeholder-text-color: {c["muted"]};
}}
#panel QPlainTextEdit {{ padding: 2px 6px; }}
#panel QComboBox {{ combobox-popup: 0; padding: 0 9px; min-height: 26px; max-height: 26px; }}
#panel QComboBox::drop-down {{ border: none; width: 20px; }}
#panel QComboBox QAbstractItemView {{
    border: 1px solid {c["outline"]}; background: {c["sheet"]}; selection-background-color: {c["selected"]};
    selection-color: {c["on_selected"]}; outline: none;
}}
#panel QComboBox QAbstractItemView::item {{ padding: 4px 8px; }}
QListView#suggestions {{
    border: 1px solid {c["hairline"]}; background: {c["sheet"]}; font-size: 12px; outline: none;
    selection-background-color: {c["selected"]}; selection-color: {c["on_selected"]};
}}
#panel QLineEdit:hover, #panel QComboBox:hover, #panel QPlainTextEdit:hover {{ border-color: {c["line"]}; }}
#panel QLineEdit:focus {{ border: 2px solid {c["accent"]}; padding: 0 6px; min-height: 24px; max-height: 24px; }}
#panel QComboBox:focus {{ border: 2px solid {c["accent"]}; padding: 0 8px; min-height: 24px; max-height: 24px; }}
#panel QPlainTextEdit:focus {{ border: 2px solid {c["accent"]}; padding: 1px 5px; }}
#panel QLineEdit[state="gap"] {{ background: {c["gap_soft"]}; border-color: {c["gap_line"]}; color: {c["gap"]};
    border-style: {gap_edge}; placeholder-text-color: {c["gap"]};
}}
#panel QLineEdit[state="bad"], #panel QPlainTextEdit[state="bad"] {{ border: 2px solid {c["gap"]}; padding: 0 6px; }}
#panel QLineEdit[state="drop"] {{ background: {c["accent_soft"]}; border: 2px solid {c["accent"]}; padding: 0 6px; }}
#panel QLineEdit#name {{
    border: 1px solid transparent; background: transparent; font-size: 16px; font-weight: 600; padding: 0 3px;
    min-height: 28px; max-height: 28px; margin-left: -6px;
}}
#panel QLineEdit#name:hover {{ border-color: {c["hairline"]}; }}
#panel QLineEdit#name:focus {{
    border: 1px solid {c["accent"]}; background: {c["sheet"]}; padding: 0 3px; min-height: 28px; max-height: 28px;
}}
#panel QLineEdit#name[state="bad"] {{ border: 2px solid {c["gap"]}; }}
#panel QCheckBox {{ color: {c["ink"]}; font-size: 12px; spacing: 6px; }}
#panel QCheckBox#measured {{ color: {c["muted"]}; font-size: 11px; spacing: 4px; }}

QAbstractButton#caption {{ color: {c["muted"]}; font-size: 11px; font-weight: 600; }}
QAbstractButton#more {{ color: {c["accent"]}; font-size: 12px; }}
QToolButton#small:focus {{ border: 1px solid {c["accent"]}; }}
QToolButton#small {{
    border: 1px solid transparent; border-radius: 4px; background: transparent; color: {c["accent"]};
    font-size: 15px; min-width: 22px; min-height: 22px; max-width: 22px; max-height: 22px; padding: 0;
}}
QToolButton#small:hover {{ background: {c["accent_soft"]}; }}
#ratingBar {{ border: 1px solid transparent; border-radius: 5px; background: transparent; }}
#ratingBar:focus {{ border: 1px solid {c["accent"]}; }}
QToolButton#rate {{
    border: 1px solid {c["outline"]}; border-radius: 10px; background: {c["sheet"]}; color: {c["muted"]};
    font-size: 11px; min-width: 18px; max-width: 18px; min-height: 18px; max-height: 18px; padding: 0;
}}
QToolButton#rate:hover {{ border-color: {c["accent"]}; color: {c["ink"]}; }}
QToolButton#rate:checked {{ background: {c["line"]}; border-color: {c["line"]}; color: {c["sheet"]}; font-weight: 600; }}
QToolButton#rate[state="gap"]:checked {{
    background: {c["gap_soft"]}; border: 2px {gap_edge} {c["gap_line"]}; border-radius: 4px; color: {c["gap"]};
    min-width: 16px; max-width: 16px; min-height: 16px; max-height: 16px;
}}
QPushButton#link {{
    text-decoration: {link};
    border: none; background: transparent; color: {c["accent"]}; font-size: 12px; text-align: left; padding: 3px 0;
}}
QPushButton#link:hover, QPushButton#link:focus {{ text-decoration: underline; }}
QPushButton#link:focus {{ background: {c["selected"]}; color: {on_link}; }}
QLabel#number, QLabel#plainLine {{ color: {c["ink"]}; font-size: 12px; }}

#panel QListView, #panel QTableView {{
    background: {c["sheet"]}; color: {c["ink"]}; border: none; outline: none; font-size: 12px;
    selection-background-color: {c["selected"]}; selection-color: {c["on_selected"]};
    alternate-background-color: {c["sheet"]}; gridline-color: {c["hairline"]};
}}
#panel QTableView::item {{ padding: 0 5px; }}
#panel QAbstractScrollArea::corner {{ background: transparent; border: none; }}
#panel QHeaderView {{ background: {c["sheet"]}; border: none; }}
#panel QHeaderView::section {{
    background: {c["sheet"]}; color: {c["muted"]}; border: none; border-bottom: 1px solid {c["hairline"]};
    font-size: 11px; padding: 4px 8px;
}}
#tile {{ background: transparent; }}
#figureTile {{ background: {c["sheet"]}; }}
QFrame#explain, QFrame#tour {{ background: {c["sheet"]}; border: 1px solid {c["outline"]}; border-radius: 6px; }}
QFrame#explain:focus {{ border-color: {c["accent"]}; }}
QFrame#tour {{ border: 2px solid {c["accent"]}; border-radius: 8px; }}
#tour QLabel#title {{ color: {c["ink"]}; font-size: 14px; font-weight: 600; }}
#tour QLabel#how {{
    color: {c["ink"]}; font-size: 12px; border: none; border-left: 3px solid {c["accent"]}; padding: 1px 0 1px 8px;
}}
#tour QLabel#done {{
    color: {c["good"]}; font-size: 12px; border: none; border-left: 3px solid {c["good"]}; padding: 1px 0 1px 8px;
}}
#explain #panel, #explain #panelBody {{ background: transparent; }}
#explain QScrollArea, #explain QScrollArea > QWidget {{ background: transparent; }}
"""
