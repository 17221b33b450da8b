"""Damaged files, by the thousand: `python -m tests.long.mutants [--files 20000] [--seed 1]`.

Every mutant of a real file opens as a sound document or is refused in one line that names it; `repair` gives a sound
document or refuses; a table is read or refused. No other error, 2 s of processor time at most for each, and 300 MB in all.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.builders import document
from tests.measured import MEGABYTES, SECONDS
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.step_table import read_bytes
from vsmstudio.model import rules
from vsmstudio.storage.codec import BadFile, decode, encode
from vsmstudio.storage.repair import repair

ROOT = Path(__file__).parents[2]
WORDS = (
    b"NaN", b"-NaN", b"Infinity", b"-Infinity", b"1e308", b"-1e308", b"1e400", b"-1", b"0", b"null", b"true", b"[]", b"{}",
    b'""', b'"\\ud800"', b'"x"', b"9" * 400, b"0.1.2", b"[[[[]]]]", b'{"text":"1h"}', b'{"text":"-1h"}', b'"step"', b"85",
)  # fmt: skip
CELLS = (
    b"1e308",
    b"-1",
    b"NaN",
    b"inf",
    b"1;2;3",
    b'"',
    b'"a\nb"',
    b"",
    b"=1+1",
    b"A",
    b"100%",
    b"1-2-3 d",
    b"\xff",
    b"x" * 40_000,
)


def mutant(data: bytes, chance: random.Random, words: tuple[bytes, ...] = WORDS) -> bytes:
    """The data damaged in one to four ways."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = chance.choice(_WAYS)(data, chance, words) or b"{"
    return data


def _cut(data: bytes, chance: random.Random, words: tuple[bytes, ...]) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _flip(data: bytes, chance: random.Random, words: tuple[bytes, ...]) -> bytes:
    held = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 10, 100))):
        held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
    return bytes(held)


def _splice(data: bytes, chance: random.Random, words: tuple[bytes, ...]) -> bytes:
    start, other = chance.randrange(len(data)), chance.randrange(len(data))
    return data[:start] + data[other : other + chance.randrange(400)] + data[start + chance.randrange(400) :]


def _blank(data: bytes, chance: random.Random, words: tuple[bytes, ...]) -> bytes:
    start, length = chance.randrange(len(data)), chance.choice((1, 16, 512, 4096))
    return data[:start] + chance.choice((b"\0", b"\xff", b" ", b"\n", b"")) * length + data[start + length :]


def _lines(data: bytes, chance: random.Random, words: tuple[bytes, ...]) -> bytes:
    lines = data.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    deed = chance.randrange(4)
    if deed == 0:
        lines[at], lines[other] = lines[other], lines[at]
    elif deed == 1:
        lines.insert(other, lines[at])
    elif deed == 2:
        del lines[at : at + chance.randrange(1, 20)]
    else:
        chance.shuffle(lines)
    return b"\n".join(lines)


def _word(data: bytes, chance: random.Random, words: tuple[bytes, ...]) -> bytes:
    """Put another value in the place of one between two marks."""
    at = chance.randrange(len(data))
    start = max(data.rfind(mark, 0, at) for mark in (b":", b",", b";", b"\n")) + 1
    ends = [found for mark in (b",", b";", b"}", b"\n") if (found := data.find(mark, start)) >= 0]
    return data[:start] + chance.choice(words) + data[min(ends, default=len(data)) :]


def _swap(data: bytes, chance: random.Random, words: tuple[bytes, ...]) -> bytes:
    """Put one quoted text in the place of another: ids, kinds and keys among them."""
    parts = data.split(b'"')
    if len(parts) < 6:
        return data
    here, there = (chance.randrange(len(parts) // 2) * 2 + 1 for _ in range(2))
    parts[here] = parts[min(there, len(parts) - 2)]
    return b'"'.join(parts)


def _every(data: bytes, chance: random.Random, words: tuple[bytes, ...]) -> bytes:
    """Replace a short piece wherever it stands, as with a tool that searches and replaces."""
    at = chance.randrange(len(data))
    return data.replace(data[at : at + chance.randrange(1, 12)], chance.choice((b"", b"?", *words[:12])))[:4_000_000]


def _nest(data: bytes, chance: random.Random, words: tuple[bytes, ...]) -> bytes:
    at = data.find(b":", chance.randrange(len(data))) + 1
    levels = chance.choice((3, 60, 2000))
    return data[:at] + b"[" * levels + b"]" * chance.choice((levels, levels, 0)) + data[at:]


def _encode(data: bytes, chance: random.Random, words: tuple[bytes, ...]) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "utf-16-le", "cp1252", "utf-8-sig")), "replace")


_WAYS: tuple[Callable[[bytes, random.Random, tuple[bytes, ...]], bytes], ...] = (
    _cut, _flip, _flip, _flip, _splice, _blank, _lines, _lines, _word, _word, _word, _swap, _swap, _every, _nest, _encode,
)  # fmt: skip


def _sources() -> tuple[list[bytes], list[bytes]]:
    small = encode(document(
        "(Buyer) -> A 1h -> [Desk 3d] -> B 10min/2h/85% @Sales !Clerk => C 1d -> (Buyer_gets);B -30%-> D 2d; D ~10%~> A"
    ))  # fmt: skip
    sample = (ROOT / "resources/examples/sample.vsm").read_bytes()
    grown = small.replace(b'"ca":0.85', b'"ca":0.85,"later":{"deep":[1.50]}').replace(
        b'{"version":1,', b'{"version":1,"ancestors":["0f"],"by":{"app":"Later"},'
    )
    pretty = json.dumps(json.loads(small), indent=2, sort_keys=True).encode()
    files = [sample, (ROOT / "tests/files/version-1.vsm").read_bytes(), small, grown, pretty, small.replace(b"\n", b"")]
    tables = [path.read_bytes() for path in sorted((ROOT / "tests/interchange/cases").glob("*.csv"))]
    return files, tables


def check_file(data: bytes) -> str:
    """What came of a file: `opened`, `repaired` or `refused`. Raises where it is none of them as it should be."""
    try:
        held = decode(data, "plan.vsm")
    except BadFile as error:
        _one_line(str(error))
        held = None
    if held is not None:
        assert rules.check(held) == ()
        assert decode(encode(held)) == held
    try:
        saved, done = repair(data, "plan.vsm")
    except BadFile as error:
        _one_line(str(error))
        assert held is None, "a sound file is not repaired"
        return "refused"
    assert (held is not None) == (done == ()), done
    assert held is None or saved == held
    assert rules.check(saved) == ()
    assert decode(encode(saved)) == saved
    assert repair(data, "plan.vsm") == (saved, done), "not the same twice"
    assert len(done) <= 201
    assert all(said.strip() and "\n" not in said for said in done)
    return "opened" if held is not None else "repaired"


def check_table(data: bytes) -> str:
    """What came of a table: `read` or `not read`."""
    try:
        imported = read_bytes(data, "plan.vsm")
    except BadSource as error:
        _one_line(str(error))
        return "not read"
    assert rules.check(imported.document) == ()
    assert decode(encode(imported.document)) == imported.document
    for said in (*map(str, imported.problems), *imported.notes):
        _one_line(said, named=False)
    return "read"


def _one_line(message: str, named: bool = True) -> None:
    assert message.strip()
    assert len(message) < 2000
    assert not named or message.startswith("plan.vsm"), message
    assert not named or "\n" not in message, message


def mutants(count: int, seed: int) -> Iterator[tuple[int, bytes, Callable[[bytes], str]]]:
    """Damaged files, and how each is checked; every fifth is a table."""
    files, tables = _sources()
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        if number % 5:
            yield number, mutant(chance.choice(files), chance), check_file
        else:
            yield number, mutant(chance.choice(tables), chance, CELLS), check_table


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    came: Counter[str] = Counter()
    worst, failures = (0.0, 0), 0
    for number, data, check in mutants(chosen.files, chosen.seed):
        start = time.process_time()
        try:
            came[check(data)] += 1
        except Exception as error:
            failures += 1
            path = Path(f"mutant-{chosen.seed}-{number}")
            path.write_bytes(data)
            print(f"{path}: {type(error).__name__}: {str(error)[:300]}")
        worst = max(worst, (time.process_time() - start, number))
    peak = _peak()
    print(", ".join(f"{count:,} {what}" for what, count in sorted(came.items())) + f", {failures:,} failed")
    print(f"slowest {worst[0]:.2f} s (mutant {worst[1]}), all checks of one file together; most memory {peak:.0f} MB")
    return 1 if failures or worst[0] > SECONDS or peak > MEGABYTES else 0


def _peak() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


if __name__ == "__main__":
    sys.exit(main())
