"""How ratings of steps are read: who gives them, and which of them are poor."""

from __future__ import annotations

from vsmstudio.model.records import Audience

POOR = 2.0  # a rating of this or less is a gap: the finding `experience.poor`
AUDIENCES = {Audience.CUSTOMER: "Customers", Audience.USER: "Users", Audience.EMPLOYEE: "Employees"}
