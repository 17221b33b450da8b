"""Sheets of who takes part: units, people, and customers and suppliers, which are units too."""

from __future__ import annotations

from vsmstudio.export.tables.inputs.kinds import Input, InputKind, InputSheet
from vsmstudio.model.records import LinkKind, Person, Side, Unit

K = InputKind

_PEOPLE = Input("People", K.NUMBER, "people", "How many people it has.", width=10, example=12)
_HOURLY = Input("Cost per hour", K.MONEY, "hourly_cost", "What an hour of its people costs.", unit="an hour", width=12)

UNITS = InputSheet(
    "Units",
    (Unit,),
    (
        Input(
            "Unit",
            field="name",
            hint="A department, team, customer or supplier.",
            required=True,
            width=28,
            example="Example: Order desk",
        ),
        Input(
            "Side", K.CHOICE, "side", "business, IT, supplier or customer.", choice=Side, width=11, example="business"
        ),
        Input(
            "Parent", K.REFERENCE, "parent", "The unit that it belongs to.", refers=("unit",), width=24, example="Sales"
        ),
        _PEOPLE,
        _HOURLY,
    ),
    "One row for each department, team, customer or supplier.",
    computed=("People needed all the time", "Load", "Says", "Steps known", "Its steps, the heaviest first"),
)

PEOPLE = InputSheet(
    "People",
    (Person,),
    (
        Input(
            "Role",
            field="role",
            hint="The post, such as Head of order desk. Role or name is enough.",
            required=True,
            width=28,
            example="Example: Head of order desk",
        ),
        Input("Name", field="name", hint="The person's name, where it may be told.", width=24, example="A. Jansen"),
        Input("Unit", K.REFERENCE, "unit", "The department or team.", refers=("unit",), width=24, example="Sales"),
        Input("Vacant", K.YES_NO, "vacant", "yes: nobody has the post now.", width=9, example="no"),
    ),
    "One row for each role or person who owns steps, services or streams.",
)

CUSTOMERS = InputSheet(
    "Customers",
    (Unit,),
    (
        Input(
            "Customer",
            field="name",
            hint="Who receives what the stream delivers.",
            required=True,
            width=28,
            example="Example: Wholesale customers",
        ),
        Input(
            "Services",
            K.REFERENCES,
            hint="Services that they use, separated by ;",
            refers=("service",),
            link=LinkKind.SERVES,
            backwards=True,
            width=34,
            example="Order tracking",
        ),
        Input(
            "Streams",
            K.REFERENCES,
            hint="Value streams that serve them, separated by ;",
            refers=("stream",),
            link=LinkKind.SERVES,
            backwards=True,
            width=28,
            example="Order to cash",
        ),
        _PEOPLE,
    ),
    "One row for each customer or group of customers outside the organisation.",
    fixed=(("side", Side.CUSTOMER),),
    written=False,
)

SUPPLIERS = InputSheet(
    "Suppliers",
    (Unit,),
    (
        Input(
            "Supplier",
            field="name",
            hint="Who delivers services or goods.",
            required=True,
            width=28,
            example="Example: Hosting Ltd",
        ),
        _PEOPLE,
        _HOURLY,
    ),
    "One row for each supplier.",
    fixed=(("side", Side.SUPPLIER),),
    written=False,
)
