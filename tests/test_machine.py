"""A person who does anything at all, in a short run; `python -m tests.long.machine` makes a long one."""

from __future__ import annotations

import inspect

from hypothesis import HealthCheck, settings

from tests import person
from tests.person import Person
from vsmstudio.model import edits

MOST, STEPS = 120, 60

TestMachine = Person.TestCase
TestMachine.settings = settings(
    max_examples=MOST, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_the_person_makes_every_edit_there_is():
    source = inspect.getsource(person)
    constants = {"BRANCH_PITCH", "STEP_PITCH"}
    assert not [name for name in edits.__all__ if name not in constants and f"edits.{name}" not in source]


def test_the_person_knows_at_least_25_things_to_do():
    somebody = Person()
    try:
        assert len(somebody.rules) >= 25
    finally:
        somebody.teardown()
