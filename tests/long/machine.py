"""The person who does anything, for long: `python -m tests.long.machine --operations 1000000 --processes 2`.

Prints how many operations held, and ends with the first failure, shrunk to the fewest steps that show it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.person import Person

STEPS = 100
BATCH = 200  # examples to a seed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--operations", type=int, default=1_000_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    began = time.monotonic()
    shares = [
        ((chosen.seed * 100 + number) * 10_000, chosen.operations // chosen.processes)
        for number in range(chosen.processes)
    ]
    with multiprocessing.get_context("spawn").Pool(chosen.processes) as pool:
        done = pool.starmap(_run, shares)
    took = time.monotonic() - began
    print(f"{sum(done):,} operations held, in {took:.0f} s")
    return 0


def _run(first: int, operations: int) -> int:
    """Run batch after batch until so many operations were done; gives how many. Raises what failed."""
    count = 0

    class Counted(Person):
        def check_invariants(self, *given, **named):  # type: ignore[no-untyped-def]
            nonlocal count
            count += 1
            return super().check_invariants(*given, **named)

    number = first
    while count < operations:
        run_state_machine_as_test(seed(number)(Counted), settings=_settings())
        number += 1
        print(f"{count:,} operations held", file=sys.stderr, flush=True)
    return count


def _settings() -> settings:
    return settings(
        max_examples=BATCH,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


if __name__ == "__main__":
    sys.exit(main())
