"""What the ArchiMate exchange format calls things, and which relationships it allows between what is written here."""

from __future__ import annotations

NS = "http://www.opengroup.org/xsd/archimate/3.0/"
FAMILY = "http://www.opengroup.org/xsd/archimate"  # older files have this namespace, or one that begins so
ARCHI = "http://www.archimatetool.com/archimate"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"
SCHEMA = "http://www.opengroup.org/xsd/archimate/3.1/archimate3_Diagram.xsd"

FORMAT = "archimate"  # of `Kept` records
TECHNICAL = "VSM Studio"  # the property that holds what the standard has no place for

PROCESSES = ("BusinessProcess", "BusinessFunction", "BusinessInteraction")
STEPS = frozenset({*PROCESSES, "BusinessEvent", "ValueStream"})
UNITS = frozenset({"BusinessActor", "BusinessRole", "BusinessCollaboration"})
SERVICES = frozenset({"BusinessService", "ApplicationService", "TechnologyService"})
APPLICATIONS = frozenset({"ApplicationComponent", "SystemSoftware"})
BEHIND = frozenset({
    "ApplicationFunction", "ApplicationProcess", "ApplicationInteraction", "ApplicationInterface",
    "TechnologyFunction", "TechnologyProcess", "TechnologyInteraction", "TechnologyInterface",
})  # fmt: skip
JUNCTIONS = frozenset({"AndJunction", "OrJunction"})
PARTS = ("Composition", "Aggregation")
WORK = ("Triggering", "Flow")

OLDER_ELEMENTS = {
    "BusinessActivity": "BusinessProcess", "InfrastructureService": "TechnologyService",
    "InfrastructureFunction": "TechnologyFunction", "InfrastructureInterface": "TechnologyInterface",
    "Network": "CommunicationNetwork", "CommunicationPath": "Path", "Junction": "AndJunction",
}  # fmt: skip
OLDER_RELATIONS = {
    "UsedBy": "Serving", "Used": "Serving", "Realisation": "Realization", "Specialisation": "Specialization"
}  # fmt: skip

# The relationships that the standard (3.2, appendix B, with those that it derives) allows between the elements that are
# written here. What is not listed allows `Association` alone, as any two elements do.
_BEHAVIOUR = "Flow Serving Triggering"
_ACTIVE = f"{_BEHAVIOUR} Assignment"
ALLOWED: dict[tuple[str, str], str] = {
    ("BusinessActor", "BusinessActor"): f"{_BEHAVIOUR} Composition Aggregation Specialization",
    ("BusinessActor", "BusinessRole"): _ACTIVE,
    ("BusinessActor", "BusinessProcess"): _ACTIVE,
    ("BusinessActor", "BusinessEvent"): _ACTIVE,
    ("BusinessActor", "BusinessService"): f"{_ACTIVE} Realization",
    ("BusinessActor", "ApplicationService"): _BEHAVIOUR,
    ("BusinessRole", "BusinessProcess"): _ACTIVE,
    ("BusinessRole", "BusinessService"): f"{_ACTIVE} Realization",
    ("BusinessRole", "BusinessActor"): _BEHAVIOUR,
    ("BusinessRole", "ApplicationService"): _BEHAVIOUR,
    ("BusinessProcess", "BusinessProcess"): f"{_BEHAVIOUR} Composition Aggregation Specialization",
    ("BusinessProcess", "BusinessEvent"): _BEHAVIOUR,
    ("BusinessProcess", "BusinessActor"): _BEHAVIOUR,
    ("BusinessProcess", "BusinessService"): f"{_BEHAVIOUR} Realization",
    ("BusinessProcess", "ApplicationService"): _BEHAVIOUR,
    ("BusinessProcess", "ValueStream"): "Realization",
    ("BusinessEvent", "BusinessProcess"): _BEHAVIOUR,
    ("BusinessEvent", "BusinessEvent"): f"{_BEHAVIOUR} Composition Aggregation Specialization",
    ("BusinessEvent", "BusinessActor"): _BEHAVIOUR,
    ("BusinessService", "BusinessProcess"): _BEHAVIOUR,
    ("BusinessService", "BusinessActor"): _BEHAVIOUR,
    ("BusinessService", "BusinessRole"): _BEHAVIOUR,
    ("BusinessService", "BusinessService"): f"{_BEHAVIOUR} Composition Aggregation Specialization",
    ("BusinessService", "ApplicationService"): _BEHAVIOUR,
    ("BusinessService", "ValueStream"): "Realization",
    ("ApplicationService", "BusinessProcess"): _BEHAVIOUR,
    ("ApplicationService", "BusinessActor"): _BEHAVIOUR,
    ("ApplicationService", "BusinessRole"): _BEHAVIOUR,
    ("ApplicationService", "BusinessService"): f"{_BEHAVIOUR} Realization",
    ("ApplicationService", "ApplicationService"): f"{_BEHAVIOUR} Composition Aggregation Specialization",
    ("ApplicationService", "ValueStream"): "Realization",
    ("ApplicationComponent", "ApplicationService"): f"{_ACTIVE} Realization",
    ("ApplicationComponent", "BusinessService"): f"{_BEHAVIOUR} Realization",
    ("ApplicationComponent", "BusinessProcess"): f"{_BEHAVIOUR} Realization",
    ("ValueStream", "ValueStream"): f"{_BEHAVIOUR} Composition Aggregation Specialization",
    **{
        ("Plateau", each): "Composition Aggregation Realization"
        for each in (
            "BusinessActor", "BusinessRole", "BusinessProcess", "BusinessEvent", "BusinessService",
            "ApplicationService", "ApplicationComponent", "ValueStream", "Contract",
        )
    },
}  # fmt: skip


def allowed(source: str, kind: str, target: str) -> bool:
    """Does the standard allow a relationship of this kind between two of the elements that are written here?"""
    return kind == "Association" or kind in ALLOWED.get((source, target), "").split()
