"""Files that mean harm: as large, as deep, as many and as tangled as the format lets them be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

HEAD = b'{"version":1,"records":[\n'
TAIL = b"\n]}\n"
STREAM = b'{"type":"stream","id":"s","name":"S"},\n{"type":"map","id":"m","stream":"s"}'
STEP = b'{"type":"step","id":"a","map":"m","name":"A"%s}'


def _file(*records: bytes) -> bytes:
    return HEAD + b",\n".join([STREAM, *records]) + TAIL


def _step(fields: bytes) -> bytes:
    return _file(STEP % (b"," + fields))


def _many(make: Callable[[int], bytes], count: int) -> bytes:
    return _file(*(make(i) for i in range(count)))


def _deep(levels: int, opening: bytes = b"[", closing: bytes = b"]") -> bytes:
    return opening * levels + b"1" + closing * levels


def _filled(unit: bytes, size: int, by: bytes = b",") -> bytes:
    return by.join([unit] * (size // (len(unit) + len(by))))


def _units(parents: Iterable[int | None]) -> bytes:
    return _file(*(
        b'{"type":"unit","id":"u%d","name":"U"%s}' % (i, b"" if parent is None else b',"parent":"u%d"' % parent)
        for i, parent in enumerate(parents)
    ))  # fmt: skip


def _fan(flow: bytes, count: int) -> bytes:
    nodes = [b'{"type":"step","id":"n%d","map":"m","name":"N"}' % i for i in range(count)]
    return _file(*nodes, *(flow % (i, i) for i in range(1, count)))


def _zip_bomb(size: int) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as bomb:
        for i in range(8):
            bomb.writestr(f"{i}.vsm", b"\0" * size)
    return held.getvalue()


def hostile_files(size: int) -> dict[str, Callable[[], bytes]]:
    """Files of about `size` bytes each (those that live by their count are smaller), by what they are."""
    n = size // 210  # records: as many as are read where the size is the largest that is read
    number = b"1" * (size // 3)
    odd = b'{"type":"step","id":"s%d","map":"m","name":"N","ca":8,"people":-1,"crew":-1,"batch":-1,"wait":{"text":"?"}}'
    long_name = b"N" * (size // 2)
    return {
        # large
        "one byte too large": lambda: _file(STEP % b"") + b" " * (size * 2),
        "one enormous text": lambda: _step(b'"notes":"' + b"x" * (size - 500) + b'"'),
        "one enormous text in two scripts": lambda: _step(b'"notes":"' + b"x" * (size - 500) + "🙂".encode() + b'"'),
        "one enormous text of escapes": lambda: _step(b'"notes":"' + b"\\u00e9" * (size // 6 - 90) + b'"'),
        "one enormous text of quotation marks": lambda: _step(b'"notes":"' + b'\\"' * (size // 2 - 250) + b'"'),
        "one enormous text that is not closed": lambda: _step(b'"notes":"' + b"x" * (size - 500)),
        "an enormous whole number": lambda: _step(b'"ca":' + number),
        "an enormous whole number that is not known": lambda: _step(b'"later":' + number),
        "an enormous fraction": lambda: _step(b'"ca":0.' + number),
        "an enormous exponent": lambda: _step(b'"ca":1e' + number),
        "an enormous version": lambda: b'{"version":' + number + b',"records":[]}',
        "an enormous id": lambda: _file(b'{"type":"unit","id":"' + b"u" * (size // 2) + b'","name":"U"}'),
        "an enormous key": lambda: _step(b'"' + b"k" * (size // 2) + b'":1'),
        "an enormous kind": lambda: _file(b'{"type":"' + b"k" * (size // 2) + b'","id":"k"}'),
        "an enormous word of a list": lambda: _step(b'"split":"' + b"k" * (size // 2) + b'"'),
        "an enormous duration": lambda: _step(b'"wait":{"text":"' + b"1h" * (size // 2 - 250) + b'"}'),
        "nothing but blanks": lambda: b" " * size,
        "nothing but empty bytes": lambda: b"\0" * size,
        "nothing but bytes that are no UTF-8": lambda: b"\xff" * size,
        "UTF-16": lambda: _step(b'"notes":"' + b"x" * (size // 2 - 500) + b'"').decode().encode("utf-16"),
        "half UTF-8, half not": lambda: _step(b'"notes":"' + b"x\xff" * (size // 5) + b'"'),
        "control characters everywhere": lambda: _step(b'"notes":"' + b"x\x01" * (size // 4) + b'"'),
        "line ends of old computers": lambda: _many(lambda i: STEP % b"" + b"\r" * 50, n).replace(b"\n", b"\r"),
        "a zip bomb": lambda: _zip_bomb(size),
        # deep
        "deep in an unknown field": lambda: _step(b'"later":' + _deep(100_000)),
        "deep in a field called extra": lambda: _step(b'"extra":' + _deep(100_000)),
        "deep in an unknown kind": lambda: _file(b'{"type":"later","id":"l","of":' + _deep(100_000) + b"}"),
        "deep objects": lambda: _step(b'"later":' + _deep(100_000, b'{"a":', b"}")),
        "deep objects that say what they are": lambda: _step(b'"l":' + _deep(size // 20, b'{"type":"a","a":', b"}")),
        "deep beside the records": lambda: HEAD + STREAM + b'],"later":' + _deep(100_000) + b"}",
        "deep in place of the records": lambda: b'{"version":1,"records":' + _deep(100_000) + b"}",
        "brackets that are never closed": lambda: HEAD + b"[" * (size - 100),
        "braces that are never closed": lambda: HEAD + b"{" * (size - 100),
        "braces that are never opened": lambda: HEAD + STREAM + b"}" * (size - 200),
        "fields with brackets that are never closed": lambda: _step(_filled(b'"a":[', size - 500)),
        "brackets in a damaged record": lambda: _step(b'"later":[' + b"[]" * (size // 2 - 300) + b'],"ca":x'),
        "types that are never closed": lambda: HEAD + _filled(b'{"type":"step"', size - 500),
        # many
        "records without end": lambda: _file(*([b"{}"] * (size // 4 - 99))),
        "numbers for records": lambda: HEAD + _filled(b"1", size - 99) + TAIL,
        "tiny records": lambda: HEAD + _filled(b'{"type":"a","id":"b"}', size - 99) + TAIL,
        "tiny records in broken text": lambda: HEAD + _filled(b'{"type":"a"}', size - 99, b"\n"),
        "empty objects in an unknown field": lambda: _step(b'"later":[' + _filled(b"{}", size - 500) + b"]"),
        "empty lists beside the records": lambda: HEAD + b'],"later":[' + _filled(b"[]", size - 99) + b"]}",
        "texts in an unknown field": lambda: _step(b'"later":[' + _filled(b'"ab"', size - 500) + b"]"),
        "one key a million times": lambda: _step(_filled(b'"later":1', size - 500)),
        "one key a million times, beside": lambda: HEAD + STREAM + b"]," + _filled(b'"later":1', size - 500) + b"}",
        "one key a million times, deep": lambda: _step(b'"later":{' + _filled(b'"a":1', size - 500) + b"}"),
        "a million keys": lambda: _step(b",".join(b'"k%d":1' % i for i in range(size // 14))),
        "a million keys, beside": lambda: HEAD + b"]," + b",".join(b'"k%d":1' % i for i in range(size // 14)) + b"}",
        "one id for all": lambda: _many(lambda i: b'{"type":"unit","id":"u","name":"U%d"}' % i, n),
        "one record again and again": lambda: _many(lambda i: b'{"type":"unit","id":"u","name":"U"}', n),
        "no ids": lambda: _many(lambda i: b'{"type":"unit","name":"U%d"}' % i, n),
        "engagements": lambda: _many(lambda i: b'{"type":"engagement","id":"e%d"}' % i, n),
        "a newer version with nothing right": lambda: _many(lambda i: b"[", n).replace(b"1", b"9", 1),
        # wrong
        "every record wrong in one way": lambda: _many(
            lambda i: b'{"type":"step","id":"s%d","map":"m","name":"N","ca":%d}' % (i, i + 2), n
        ),
        "every record wrong in five ways": lambda: _many(lambda i: odd % i, n),
        "every record without its quotation marks": lambda: _many(
            lambda i: b'{"type":"step","id":"s%d","map":"m","name":N%d}' % (i, i), n
        ),
        "every record not closed": lambda: _many(lambda i: b'{"type":"step","id":"s%d","map":"m","name":"N"' % i, n),
        "every record with unknown fields": lambda: _many(
            lambda i: b'{"type":"step","id":"s%d","map":"m","name":"N","later":{"a":[%d]}}' % (i, i), n
        ),
        "every record of an unknown kind": lambda: _many(lambda i: b'{"type":"later","id":"l%d","a":[{}]}' % i, n),
        "every reference dangling": lambda: _many(
            lambda i: b'{"type":"flow","id":"f%d","map":"x","source":"y%d","target":"z%d"}' % (i, i, i), n
        ),
        "every reference of the wrong kind": lambda: _many(
            lambda i: b'{"type":"step","id":"s%d","map":"m","name":"N","owner":"m","judge":"m"}' % i, n
        ),
        "every record in another layout": lambda: _many(
            lambda i: b'{ "name" : "N", "map": "m",\n "id": "s%d",  "type": "step" , "ca" : 1 }' % i, n
        ),
        # tangled
        "a chain of parents": lambda: _units([None, *range(n)]),
        "a ring of parents": lambda: _units([n - 1, *range(n - 1)]),
        "rings of two": lambda: _units(i ^ 1 for i in range(n // 2 * 2)),
        "a node with all connections": lambda: _fan(
            b'{"type":"flow","id":"f%d","map":"m","source":"n0","target":"n%d"}', n // 2
        ),
        "a node with all rework": lambda: _fan(
            b'{"type":"flow","id":"f%d","map":"m","source":"n0","target":"n%d","kind":"rework","probability":0.9}',
            n // 2,
        ),
        "an enormous name in every message": lambda: _file(
            b'{"type":"map","id":"m2","stream":"s"}', b'{"type":"step","id":"n","map":"m","name":"' + long_name + b'"}',
            *(b'{"type":"flow","id":"f%d","map":"m2","source":"n","target":"n"}' % i for i in range(n // 2)),
        ),
    }  # fmt: skip
