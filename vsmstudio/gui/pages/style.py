"""How the pages of the engagement look, beyond what panels have in common."""

from __future__ import annotations

from collections.abc import Mapping


def sheets_qss(theme: Mapping[str, str]) -> str:
    """The style sheet of pages and of the guide in the colours of a theme."""
    c = dict(theme)
    return f"""
#pageHead {{ background: {c["sheet"]}; border-bottom: 1px solid {c["hairline"]}; }}
QLabel#pageTitle {{ color: {c["ink"]}; font-size: 16px; font-weight: 600; }}
QLabel#pageLead {{ color: {c["muted"]}; font-size: 12px; }}
QLabel#partTitle {{ color: {c["ink"]}; font-size: 14px; font-weight: 600; }}
QLabel#partLead {{ color: {c["muted"]}; font-size: 12px; }}
#guideColumn {{ background: {c["hairline"]}; }}
#chip {{ background: {c["accent_soft"]}; border: 1px solid {c["outline"]}; border-radius: 13px; }}
#chip QLabel {{ color: {c["ink"]}; font-size: 12px; background: transparent; }}
#chip[state="gap"] {{ background: {c["gap_soft"]}; border: 1px dashed {c["gap_line"]}; }}
#chip[state="gap"] QLabel {{ color: {c["gap"]}; }}
#chip QToolButton {{ border: 1px solid transparent; background: transparent; color: {c["ink"]}; font-size: 13px;
    border-radius: 8px; min-width: 16px; max-width: 16px; min-height: 16px; max-height: 16px; padding: 0; }}
#chip QToolButton:hover, #chip QToolButton:focus {{ border: 1px solid {c["accent"]}; }}
QPushButton#choiceChip {{ border-radius: 10px; padding: 3px 12px; font-size: 12px; }}
QPushButton#choiceChip:checked {{ background: {c["accent"]}; border-color: {c["accent"]}; color: {c["on_accent"]};
    font-weight: 600; }}
QPushButton#choiceChip:focus {{ border: 2px solid {c["ink"]}; padding: 2px 11px; }}
QFrame#proposal {{ background: {c["sheet"]}; border: 1px solid {c["hairline"]}; border-radius: 6px; }}
#panel #desk {{ background: {c["ground"]}; }}
#charterSheet {{ background: {c["sheet"]}; border: 1px solid {c["hairline"]}; }}
#panel #charterSheet QLineEdit, #panel #charterSheet QPlainTextEdit, #panel #charterSheet QComboBox {{
    border-color: transparent; border-bottom: 1px solid {c["hairline"]}; border-radius: 0; font-size: 13px; }}
#panel #charterSheet QLineEdit:hover, #panel #charterSheet QPlainTextEdit:hover, #panel #charterSheet QComboBox:hover {{
    border: 1px solid {c["outline"]}; border-radius: 4px; }}
#panel #charterSheet QLineEdit:focus, #panel #charterSheet QPlainTextEdit:focus, #panel #charterSheet QComboBox:focus {{
    border: 2px solid {c["accent"]}; border-radius: 4px; }}
#panel #charterSheet QLineEdit[blank="yes"], #panel #charterSheet QPlainTextEdit[blank="yes"] {{
    border: 1px dashed {c["gap_line"]}; border-radius: 4px; }}
#panel #charterSheet QLineEdit[blank="yes"]:focus, #panel #charterSheet QPlainTextEdit[blank="yes"]:focus {{
    border: 2px solid {c["accent"]}; }}
#panel #charterSheet QLineEdit#name {{ font-size: 18px; padding: 0 3px; min-height: 32px; max-height: 32px;
    border-color: transparent; }}
#sheetCard {{ background: {c["sheet"]}; border: 1px solid {c["hairline"]}; border-radius: 6px; }}
#panel QTableView#records QHeaderView::section {{ padding: 4px 7px; }}
#panel QTableView#records {{ border: 1px solid {c["hairline"]}; border-radius: 4px; }}
#panel QListView#lane {{ background: {c["head"]}; border: 1px solid {c["hairline"]}; border-radius: 6px; padding: 5px; }}
#panel QListView#lane:focus {{ border-color: {c["accent"]}; }}
#panel QListView#lane[state="drop"] {{ background: {c["accent_soft"]}; border: 2px dashed {c["accent"]}; padding: 4px; }}
#newRound {{ background: {c["head"]}; border: 1px solid {c["hairline"]}; border-radius: 6px; }}
QFrame#healthYes {{ background: {c["sheet"]}; border: 1px solid {c["hairline"]}; border-radius: 6px; }}
QFrame#healthNo {{ background: {c["gap_soft"]}; border: 1px solid {c["gap_line"]}; border-radius: 6px; }}
QLabel#healthMark {{ color: {c["good"]}; font-size: 13px; font-weight: 600; }}
QLabel#healthMark[state="gap"] {{ color: {c["gap"]}; }}
"""
