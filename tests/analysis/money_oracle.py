"""A second way to all money, exact and slow, written apart from DOMAIN section 7 for small estates without rings."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from vsmstudio.model.document import Document
from vsmstudio.model.records import Link, LinkKind, Service, Step


class MoneyOracle:
    """Every question about one document, each answered from the records anew."""

    def __init__(self, held: Document) -> None:
        self.held = held
        self.today = held.engagement.as_of
        self.links = held.all(Link)

    def _joined(self, kind: LinkKind, source: str | None = None, target: str | None = None) -> list[Link]:
        return [
            link
            for link in self.links
            if link.kind is kind and source in (None, link.source) and target in (None, link.target)
        ]

    @staticmethod
    def _part(mine: Fraction | None, others: Iterable[Fraction | None]) -> Fraction:
        """My part beside all others: what I was set, an even part of the rest, or a scaled one."""
        typed = [mine, *others]
        total = sum((each for each in typed if each is not None), Fraction(0))
        if total > 1:
            return (mine or Fraction(0)) / total
        return (1 - total) / typed.count(None) if mine is None else mine

    def _share_among(self, link: Link, all_of_them: list[Link]) -> Fraction:
        typed = {each.id: None if each.share is None else Fraction(each.share) for each in all_of_them}
        return self._part(typed.pop(link.id), typed.values())

    def own(self, service: Service) -> Fraction | None:
        costs = (
            service.cost_development, service.cost_infrastructure, service.cost_maintenance, service.cost_vendor,
            service.cost_support, service.cost_other,
        )  # fmt: skip
        known = [Fraction(cost) for cost in costs if cost is not None]
        for link in self._joined(LinkKind.COVERS, target=service.id):
            contract = self.held.records[link.source]
            ended = contract.end is not None and contract.end < self.today
            begun = contract.start is None or contract.start <= self.today
            if contract.annual_value is not None and begun and not ended:
                part = self._share_among(link, self._joined(LinkKind.COVERS, source=contract.id))
                known.append(Fraction(contract.annual_value) * part)
        return sum(known, Fraction(0)) if known else None

    def tco(self, service: Service) -> Fraction | None:
        known = [self.own(service)]
        for link in self._joined(LinkKind.RESTS_ON, source=service.id):
            below = self.tco(self.held.records[link.target])
            if below is not None:
                known.append(below * self._share_among(link, self._joined(LinkKind.RESTS_ON, target=link.target)))
        numbers = [each for each in known if each is not None]
        return sum(numbers, Fraction(0)) if numbers else None

    def streams(self, service: Service) -> set[str]:
        found = set()
        for link in self._joined(LinkKind.UNDERPINS, source=service.id):
            target = self.held.records[link.target]
            if not isinstance(target, Step):
                found.add(target.id)
            else:
                stream = self.held.records[target.map].stream
                if self.held.current_map(stream).id == target.map:
                    found.add(stream)
        for link in self._joined(LinkKind.RESTS_ON, target=service.id):
            found |= self.streams(self.held.records[link.source])
        return found

    def allocated(self, service: Service) -> dict[str, Fraction]:
        own = self.own(service)
        if own is None:
            return {}
        typed: dict[str, Fraction | None] = dict.fromkeys(self.streams(service))
        for link in self._joined(LinkKind.CARRIED_BY, source=service.id):
            typed[link.target] = None if link.share is None else Fraction(link.share)
        return {
            key: own * self._part(share, [other for at, other in typed.items() if at != key])
            for key, share in typed.items()
        }
