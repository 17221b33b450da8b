"""Work a figure out again from nothing but its explanation: an independent check, and a promise to whoever reads one."""

from __future__ import annotations

from math import isclose, prod

from vsmstudio.analysis.explain import Explanation, Operation, Role


def recomputed(made: Explanation) -> float | None:
    """The value that an explanation's own inputs give; None where they give none."""
    terms = [each.number for each in made.inputs if each.role is Role.TERM and each.number is not None]
    factors = [each.number for each in made.inputs if each.role is Role.FACTOR and each.number is not None]
    divisors = [each.number for each in made.inputs if each.role is Role.DIVISOR and each.number is not None]
    together = {Operation.SUM: sum, Operation.PRODUCT: prod, Operation.LARGEST: max}[made.operation]
    value = float(together(terms)) * prod(factors)
    if any(each.role is Role.DIVISOR for each in made.inputs):
        return value / sum(divisors) if sum(divisors) else None
    return value


def check(made: Explanation) -> None:
    """An explanation says what, why and from what; and its inputs give its value again."""
    assert made.title
    assert made.said
    assert made.rule.endswith(".") or made.key == "finding", made.rule
    for each in made.inputs:
        assert each.name.strip() or each.record, made.key
        assert each.said, (made.key, each)
        if each.factors:
            assert each.number is not None
            assert isclose(prod(each.factors), each.number, rel_tol=1e-9, abs_tol=1e-12), (made.key, each)
    if made.operation is Operation.GIVEN:
        assert made.notes or made.value is None, made.key
    elif made.value is not None:
        if abs(made.value) > 1e290:  # a fraction of a person with years of work: at the edge of what floats hold
            return
        again = recomputed(made)
        assert again is not None, made.key
        largest = max((abs(each.number) for each in made.inputs if each.number is not None), default=0.0)
        near = max(2e-6, 1e-11 * largest)  # what is left of a difference of very long times
        assert isclose(again, made.value, rel_tol=1e-9, abs_tol=near), (made.key, again, made.value)
    else:
        assert made.said == "–" or made.key in {"critical", "near_critical"}, made.said
