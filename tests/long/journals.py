"""Journals that are cut at every byte or have a bit turned: what is whole before the damage is given, nothing else.

Run: `python -m tests.long.journals [--flips 10000] [--seed 1]`.
"""

from __future__ import annotations

import argparse
import os
import random
import struct
import tempfile
import time
import zlib
from pathlib import Path

from tests.builders import document
from tests.long.at_random import edit
from vsmstudio.model.document import Change, Document
from vsmstudio.session import Session
from vsmstudio.storage.files import save
from vsmstudio.storage.recovery import Recording

MAGIC = b"VSMJOURNAL 1\n"


class Sample:
    """A journal of some changes to a saved file, and where each of its frames ends by its own reckoning."""

    def __init__(self, folder: Path, changes: int, seed: int) -> None:
        self.path = folder / "plan.vsm"
        save(document("A 1h -> B 2h"), self.path)
        os.environ["VSMSTUDIO_STATE"] = str(folder / "state")
        session = Session.open(self.path)
        session.record(folder / "journals")
        chance = random.Random(seed)
        self.documents: list[Document] = [session.document]
        for at in range(changes):
            session.do(edit(session.document, chance))
            self.documents.append(session.document)
            if at == changes // 2:
                session._journal.sync()  # the base lies in the middle
        session.leave(forget=False)
        (self.journal,) = (folder / "journals").iterdir()
        self.data = self.journal.read_bytes()
        self.changes: tuple[Change, ...] = Recording(self.journal).changes
        assert len(self.changes) == changes
        self.ends = frame_ends(self.data)

    def changes_until(self, at: int) -> int:
        """How many changes lie in whole frames before the byte `at`."""
        return sum(kind == b"c" and end <= at for kind, end in self.ends)

    def document_after(self, count: int, at: int) -> Document | None:
        """The document that so many changes lead to; without the header nobody knows what they follow."""
        return self.documents[count] if at >= self.ends[0][1] else None

    def expect(self, data: bytes, damaged_at: int) -> None:
        self.journal.write_bytes(data)
        recording = Recording(self.journal)
        count = self.changes_until(damaged_at)
        assert recording.changes == self.changes[:count], damaged_at
        assert recording.document == self.document_after(count, damaged_at), damaged_at
        between = damaged_at in {end for _, end in self.ends}
        assert recording.whole == (len(data) == damaged_at and between), damaged_at


def frame_ends(data: bytes) -> list[tuple[bytes, int]]:
    """Kind and end of every frame, read without the program's own code: the checksums go on from one to the next."""
    found, at, running = [], len(MAGIC), 0
    while at < len(data):
        kind, length, checksum = struct.unpack_from("<cII", data, at)
        content = data[at + 9 : at + 9 + length]
        running = zlib.crc32(struct.pack("<cII", kind, length, 0) + content, running)
        assert running == checksum
        at += 9 + length
        found.append((kind, at))
    assert at == len(data)
    return found


def cut_everywhere(sample: Sample) -> int:
    """Every length that a journal may have been cut to."""
    for at in range(len(sample.data)):
        sample.expect(sample.data[:at], at)
    return len(sample.data)


def turn_bits(sample: Sample, flips: int, seed: int) -> int:
    """One bit at a time; one that strikes the mark at the start leaves nothing."""
    chance = random.Random(seed)
    for _ in range(flips):
        at, bit = chance.randrange(len(sample.data)), chance.randrange(8)
        data = bytearray(sample.data)
        data[at] ^= 1 << bit
        good = max((end for _, end in sample.ends if end <= at), default=0)
        sample.journal.write_bytes(data)
        recording = Recording(sample.journal)
        count = sample.changes_until(good)
        assert recording.changes == sample.changes[:count], (at, bit)
        assert recording.document == sample.document_after(count, good), (at, bit)
        assert not recording.whole, (at, bit)
    return flips


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flips", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        sample = Sample(Path(folder), 24, chosen.seed)
        print(f"{len(sample.data):,} bytes, {len(sample.ends)} frames")
        print(f"cuts       {cut_everywhere(sample):8,}   {time.monotonic() - start:5.1f} s")
        print(f"bits turned{turn_bits(sample, chosen.flips, chosen.seed):8,}   {time.monotonic() - start:5.1f} s")


if __name__ == "__main__":
    main()
