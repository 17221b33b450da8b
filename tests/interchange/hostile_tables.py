"""Step tables that mean harm: as large, as many and as tangled as a text can be."""

from __future__ import annotations

from collections.abc import Callable

COLUMNS = b"Step,Id,Predecessors,PT,LT,%C&A,Owner,Owner unit,Services,Rework to,Rework %,Performer,Notes\n"


def _rows(count: int, row: Callable[[int], bytes], columns: bytes = b"Step,Id,Predecessors,PT\n") -> bytes:
    return columns + b"\n".join(row(i) for i in range(count))


def _filled(size: int, cell: bytes, length: int = 32_000, columns: bytes = b"Step,Predecessors\n") -> bytes:
    """Rows whose second cell is as long as a cell may be."""
    long = cell * (length // len(cell))
    return _rows(size // (length + 10), lambda i: b'S%d,"%s"' % (i, long), columns)


def hostile_tables(size: int) -> dict[str, Callable[[], bytes]]:
    """Tables of about `size` bytes each, or as many rows as are read, by what they are."""
    n = min(19_900, size // 60)
    wide = min(200, size // 3_000)
    return {
        "one byte too large": lambda: _rows(3, lambda i: b"S%d,%d,," % (i, i)) + b" " * size * 2,
        "a million rows": lambda: _rows(size // 8, lambda i: b"S%d" % i),
        "a million blank rows": lambda: b"Step\n" + b"\n" * (size - 10) + b"A",
        "a million blank rows with delimiters": lambda: b"Step;PT\nA;1\n" + b";;;;\n" * (size // 5 - 10),
        "a hundred thousand columns": lambda: b"Step," + b",".join(b"c%d" % i for i in range(size // 8)) + b"\nA",
        "a hundred thousand columns in fifty rows": lambda: b"\n".join([b"x," * (size // 101) + b"y"] * 50),
        "a hundred thousand steps for columns": lambda: b"Step," * (size // 6) + b"\nA",
        "long titles": lambda: b",".join([b"Step"] + [b"T" * 30_000] * 99) + b"\n" + (b"A" + b",1" * 99 + b"\n") * (n // 20),
        "titles of blanks and hyphens": lambda: b"\n".join(
            [b",".join([b"Processing time" + b" - " * 28 + b"!"] * wide)] * 50 + [b"Step", b"A"]
        ),
        "an enormous cell": lambda: b"Step\n" + b"A" * (size - 10),
        "an enormous quoted cell": lambda: b'Step\n"' + b"A\n" * (size // 2 - 10) + b'"',
        "a quotation mark that is never closed": lambda: b'Step,PT\nA,1\n"B,' + b"C,1\n" * (size // 4 - 10),
        "quotation marks everywhere": lambda: b"Step\n" + b'"a""b"c"\n' * (size // 9 - 10),
        "nothing but quotation marks": lambda: b"Step\n" + b'"' * (size - 10),
        "empty bytes": lambda: b"Step\n" + b"\0" * (size - 10),
        "control characters": lambda: b"Step\n" + b"\x01A" * (size // 2 - 10),
        "other encodings": lambda: b"Step\n" + b"\xff\xfe\x81" * (size // 3 - 10),
        "UTF-16 with half characters": lambda: b"\xff\xfe" + "Step\n".encode("utf-16-le") + b"\x00\xd8A\x00" * (size // 4),
        "a picture in a script": lambda: b"Step\n" + "🙂\n".encode() * (size // 5 - 10),
        "a compressed file": lambda: b"PK\x03\x04" + b"\0" * (size - 10),
        "odd durations": lambda: _rows(n, lambda i: b"S%d,%d,,%s" % (i, i, [b"1e308", b"-1", b"NaN", b"inf", b"1e999"][i % 5])),
        "durations of endless terms": lambda: _filled(size, b"1h ", columns=b"Step,PT\n"),
        "numbers of endless digits": lambda: _filled(size, b"1", columns=b"Step,PT\n"),
        "numbers of endless groups": lambda: _filled(size, b"1 111", columns=b"Step,People\n"),
        "numbers of endless dots": lambda: _filled(size, b"1.111", columns=b"Step,LT\n"),
        "one id for all": lambda: _rows(n, lambda i: b"S%d,1,," % i),
        "one name for all": lambda: _rows(n, lambda i: b"S,%d,S," % i),
        "a cell with all predecessors": lambda: _rows(
            n, lambda i: b'S%d,%d,"%s",' % (i, i, b";".join(b"%d" % j for j in range(6000)) if i == n - 1 else b"")
        ),
        "long lists of predecessors": lambda: _filled(size, b"S1;"),
        "long lists of predecessors with commas": lambda: _filled(size, b"S1,"),
        "lists of names with commas": lambda: b'Step,Predecessors\n"a,b,c,d,e,f,g,h",\na,\n' + _filled(size, b"a,", columns=b""),
        "long lists of services": lambda: _filled(size, b"x;", columns=b"Step,Services\n"),
        "different services": lambda: _rows(
            n, lambda i: b'S%d,"%s"' % (i, b";".join(b"%d" % j for j in range(i, i + 50))), b"Step,Services\n"
        ),
        "long lists of chances": lambda: _filled(size, b"1;", columns=b"Step,Rework %\n"),
        "each after the next": lambda: _rows(n, lambda i: b"S%d,%d,%d," % (i, i, (i + 1) % n)),
        "each after itself": lambda: _rows(n, lambda i: b"S%d,%d,%d," % (i, i, i)),
        "each after what is not there": lambda: _rows(n, lambda i: b"S%d,%d,gone%d," % (i, i, i)),
        "the header again and again": lambda: COLUMNS * (size // len(COLUMNS)),
        "totals alone": lambda: _rows(n, lambda i: b"Total", b"Step,PT\n"),
        "one owner in many units": lambda: _rows(n, lambda i: b"S%d,Boss,Unit %d" % (i, i), b"Step,Owner,Owner unit\n"),
        "a stream for each row": lambda: _rows(n, lambda i: b"S%d,T%d" % (i, i), b"Step,Stream\n"),
        "unknown columns": lambda: _rows(
            n, lambda i: b"S%d" % i + b",x" * 24, b"Step," + b",".join(b"c%d" % i for i in range(24)) + b"\n"
        ),
        "as many rows as are read": lambda: _rows(
            n, lambda i: b"S%d,%d,%s,2 h,3 d,85%%,Clerk %d,Unit,Mail; SAP,,,Sales,a note"
            % (i, i, b"%d" % (i - 1) if i else b"", i % 50), COLUMNS
        ),
    }  # fmt: skip
