"""Lists that clients keep: services, people, costs, contracts, applications, customers; whole or damaged, long or short."""

from __future__ import annotations

from datetime import date

import pytest

from vsmstudio.interchange.imported import Imported
from vsmstudio.interchange.mapping import guessed, read
from vsmstudio.interchange.settings import read_settings
from vsmstudio.interchange.sheets import sheet_of_text
from vsmstudio.model import rules
from vsmstudio.model.document import Document
from vsmstudio.model.records import (
    Application,
    Contract,
    Lifecycle,
    Link,
    LinkKind,
    Person,
    Revenue,
    Service,
    ServiceKind,
    ServiceState,
    Side,
    Step,
    Unit,
)


def lists(*texts: str, settings: tuple[str, ...] = (), **named: str) -> Imported:
    """The lists as one import; `|` stands for the delimiter, the name of an argument for the file's."""
    given = [(f"list {at}", text) for at, text in enumerate(texts)] + list(named.items())
    sheets = [
        sheet_of_text("\n".join(line.strip() for line in text.strip().splitlines()).replace("|", "\t"), f"{name}.csv")
        for name, text in given
    ]
    imported = read(sheets, [guessed(each) for each in sheets], read_settings(settings), "lists")
    assert rules.check(imported.document) == ()
    return imported


def whole(*texts: str, **named: str) -> Document:
    imported = lists(*texts, **named)
    assert imported.problems == ()
    return imported.document


def services(document: Document) -> dict[str, Service]:
    return {each.name: each for each in document.all(Service)}


def links(document: Document, kind: LinkKind) -> set[str]:
    found = (each for each in document.all(Link) if each.kind is kind)
    return {f"{document.name(each.source)} → {document.name(each.target)}" for each in found}


# --- services -------------------------------------------------------------------------------------------------------------


def test_a_service_catalogue_with_owners_costs_customers_and_what_it_underpins() -> None:
    document = whole(
        """
        Service|Type|Status|Owner|Department|Customers|Description|SLA|Support cost|Value streams|Depends on
        Mail|IT|live|Head of IT|IT operations|Sales; Finance|sends mail|99.5 %|12,000||Network
        Portal|external|planned|Head of sales||Buyers||||Orders|Mail
        Network|technical|active||||cables|||
        """,
        "Stream|Step\nOrders|Check",
    )
    found = services(document)
    mail, portal = found["Mail"], found["Portal"]
    assert (mail.kind, mail.state, mail.cost_support) == (ServiceKind.IT, ServiceState.CATALOGUE, 12_000)
    assert (document.name(mail.owner), document.name(mail.provider)) == ("Head of IT", "IT operations")
    assert (mail.notes, mail.service_levels) == ("sends mail", "99.5 %")
    assert (portal.kind, portal.state) == (ServiceKind.CUSTOMER_FACING, ServiceState.PIPELINE)
    assert links(document, LinkKind.SERVES) == {"Mail → Sales", "Mail → Finance", "Portal → Buyers"}
    assert links(document, LinkKind.UNDERPINS) == {"Portal → Orders"}
    assert links(document, LinkKind.RESTS_ON) == {"Mail → Network", "Portal → Mail"}
    assert {unit.name: unit.side for unit in document.all(Unit)} == {
        "IT operations": Side.IT, "Sales": Side.BUSINESS, "Finance": Side.BUSINESS, "Buyers": Side.CUSTOMER,
    }  # fmt: skip


TITLES = (
    "fiscal_yr,service_id,service_name_en,service_name_fr,service_description_en,service_type,service_scope,"
    "client_target_groups,last_service_review,num_phone_enquiries,special_remarks_en,owner_org,owner_org_title\n"
)
INVENTORY = f"""{TITLES}\
2023-2024,2224,Contact Centre,Centre d’appels,"Answers questions of clients,
and of others: ""all"" of them.

Every day.",INFO,EXTERN,"ECONOM,PERSON",2022-2023,ND,"Line one.

Line two",aafc-aac,Agriculture | Agriculture
2023-2024,SRV03054,"Grants, small",Subventions,Gives.,"GNC,RES",EXTERN,ECONOM,2021-2022,5,,aafc,Agriculture | Agriculture
2023-2024,3595,Library,Bibliothèque,Lends books.,INFO,"EXTERN,INTERN",INTERN_GOV,2022-2023,NA,,atssc,Tribunals | Tribunaux
2023-2024,3596,Library,Bibliothèque,Lends maps.,INFO,INTERN,INTERN_GOV,2022-2023,NA,,aafc-aac,Agriculture | Agriculture
"""


def test_a_national_service_inventory_is_read_with_its_cells_of_several_lines() -> None:
    imported = read_csv(INVENTORY, "service_inventory.csv")
    document = imported.document
    assert imported.problems == ()
    assert sorted(each.name for each in document.all(Service)) == [
        "Contact Centre",
        "Grants, small",
        "Library",
        "Library",
    ]
    centre = services(document)["Contact Centre"]
    assert centre.kind is ServiceKind.CUSTOMER_FACING
    assert document.name(centre.provider) == "Agriculture | Agriculture"
    assert centre.notes.startswith('Answers questions of clients,\nand of others: "all" of them.\n\nEvery day.')
    assert "service_name_fr: Centre d’appels" in centre.notes
    assert "special_remarks_en: Line one.\n\nLine two" in centre.notes
    assert {unit.name for unit in document.all(Unit)} == {
        "Agriculture | Agriculture", "Tribunals | Tribunaux", "ECONOM", "PERSON", "INTERN_GOV",
    }  # fmt: skip
    assert any("1 name stands in more than one row (“library”)" in note for note in imported.notes)


def read_csv(text: str, name: str) -> Imported:
    sheet = sheet_of_text(text, name)
    return read([sheet], [guessed(sheet)], None, name)


def test_five_thousand_services_with_damaged_quoting_do_not_stop() -> None:
    head, _, rest = INVENTORY.partition("\n")
    good = rest.split("2023-2024,SRV")[0]
    torn = [
        good.replace('""all""', '"all"'),
        good.replace('Every day."', "Every day."),
        good.replace(',"Answers', ",Answers"),
    ]
    rows = []
    for at in range(5_000):
        row = torn[at // 50 % 3] if at % 50 == 7 else good
        rows.append(row.replace("Contact Centre", f"Service {at}"))
    imported = read_csv(f"{head}\n{''.join(rows)}", "inventory services.csv")
    found = len(imported.document.all(Service)) + len(imported.problems)
    assert 4_990 <= found <= 5_010
    assert len(imported.document.all(Service)) >= 4_950
    assert any("quotation marks are out of place in" in note for note in imported.notes)


def test_names_that_nothing_bears_are_said_and_not_made() -> None:
    imported = lists("Service|Value streams|Steps\nMail|Ordrs|Chekc", "Stream|Step\nOrders|Check")
    assert links(imported.document, LinkKind.UNDERPINS) == set()
    assert any("names what is in no other table" in note and "“Ordrs”" in note for note in imported.notes)


def test_steps_find_the_services_people_and_units_of_the_lists() -> None:
    document = whole(
        "Step|Owner|Performer|Services\nCheck|head of sales|sales|mail",
        people="Role|Name|Department|Vacant\nHead of sales|A. Jansen|Sales|no\nClerk|||yes",
        units="Department|Side|Headcount|Parent\nSales|business|12|Group\nGroup|business||",
        services="Service|Owner\nMail|A. Jansen",
    )
    (step,) = document.all(Step)
    owner = document.of(Person, step.owner)
    assert owner is not None
    assert (owner.role, owner.name, document.name(owner.unit)) == ("Head of sales", "A. Jansen", "Sales")
    assert services(document)["Mail"].owner == step.owner
    assert {each.label: each.vacant for each in document.people} == {"Head of sales": False, "Clerk": True}
    assert {unit.name: (unit.people, document.name(unit.parent)) for unit in document.units} == {
        "Sales": (12, "Group"), "Group": (None, ""),
    }  # fmt: skip


# --- money, contracts, applications -----------------------------------------------------------------------------------------


def test_costs_by_column_and_by_row_add_to_their_services() -> None:
    document = whole(
        services="Service|Owner\nMail|Head", costs="Service|Development|Maintenance\nMail|40000|8k\nFax||1200"
    )
    assert (services(document)["Mail"].cost_development, services(document)["Mail"].cost_maintenance) == (40_000, 8_000)
    assert services(document)["Fax"].cost_maintenance == 1_200
    by_row = whole(
        costs="Service|Category|Amount\nMail|Infrastructure|100\nMail|Licences|20\nMail|infrastructure|5\nMail|Misc|1"
    )
    mail = services(by_row)["Mail"]
    assert (mail.cost_infrastructure, mail.cost_vendor, mail.cost_other) == (105, 20, 1)


@pytest.mark.parametrize(
    ("title", "cell", "amount", "currency"),
    [
        ("Annual cost", "12000", 12_000, "EUR"), ("Annual cost", "1.234,50 €", 1_234.5, "EUR"),
        ("Annual cost", "$12,000", 12_000, "USD"), ("Annual cost", "12k", 12_000, "EUR"),
        ("Annual cost (k€)", "12.5", 12_500, "EUR"), ("Monthly cost", "100", 1_200, "EUR"),
        ("Annual cost (CHF)", "12'000", 12_000, "CHF"), ("Value", "£ 1.2m", 1_200_000, "GBP"),
        ("Cost per month", "$ 50", 600, "USD"),
        ("Annual cost", "24.000,- €", 24_000, "EUR"), ("Annual cost", "5000 EUR / year", 5_000, "EUR"),
    ],
)  # fmt: skip
def test_money_as_people_write_it(title: str, cell: str, amount: float, currency: str) -> None:
    document = whole(f"Contract|Supplier|{title}\nHosting|Hosting Ltd|{cell}")
    (contract,) = document.all(Contract)
    assert contract.annual_value == amount
    assert document.engagement.currency == currency
    assert {unit.name: unit.side for unit in document.units} == {"Hosting Ltd": Side.SUPPLIER}


def test_a_notice_needs_a_unit_in_its_cell_or_title() -> None:
    notices = {
        each.name: each.notice.text
        for each in whole("Contract|Kündigungsfrist (Monate)\nA|3\nB|2 Wochen").all(Contract)
        if each.notice
    }
    assert notices == {"A": "3 mo", "B": "2 wk"}
    imported = lists("Contract|Notice\nA|3 mo\nB|90 d\nC|3" + "\nD|1 mo" * 9)
    (problem,) = imported.problems
    assert "it has no unit; write such as 3 mo or 90 d" in str(problem)


def test_an_amount_in_another_currency_than_the_rest_is_a_problem() -> None:
    imported = lists("Contract|Supplier|Value\nA|X|$ 10\nB|X|$ 20\nC|X|30 €")
    (problem,) = imported.problems
    assert str(problem) == "list 0.csv, line 4, Value “30 €”: it is in EUR; write the amount in USD"
    said = lists("Contract|Supplier|Value\nC|X|30 €", settings=("currency=USD",))
    assert "write the amount in USD" in str(said.problems[0])


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["2026-02-14"], ["2026-02-14"]), (["14.02.2026"], ["2026-02-14"]), (["2026/2/14 00:00"], ["2026-02-14"]),
        (["14 Feb 2026"], ["2026-02-14"]), (["March 3, 2026"], ["2026-03-03"]), (["14/02/26"], ["2026-02-14"]),
        (["03/04/2026", "25/12/2026"], ["2026-04-03", "2026-12-25"]),
        (["03/04/2026", "12/25/2026"], ["2026-03-04", "2026-12-25"]), (["1. Mai 2026"], ["2026-05-01"]),
    ],
)  # fmt: skip
def test_dates_by_the_whole_column(cells: list[str], days: list[str]) -> None:
    rows = "\n".join(f"C{at}|{cell}" for at, cell in enumerate(cells))
    found = {each.name: each.end for each in whole(f"Contract|End\n{rows}").all(Contract)}
    assert list(found.values()) == [date.fromisoformat(each) for each in days]


def test_a_date_that_may_be_two_is_refused_with_what_is_accepted() -> None:
    (problem,) = lists("Contract|End date\nA|03/04/2026").problems
    assert str(problem) == (
        "list 0.csv, line 2, End date “03/04/2026”: the day may be the first or the second number; write 2026-MM-DD"
    )


def test_contracts_applications_customers_and_revenue() -> None:
    document = whole(
        "Contract|Vendor|Contract value|From|Until|Notice period|Covers\n"
        "Hosting|Hosting Ltd|24000|2024-01-01|2026-12-31|3 months|Portal; Mail",
        "Application|Owner|Status|Supports\nSAP|Head of IT|production|Portal\nFax||sunset|",
        "Customer|Service|Revenue\nBuyers|Portal|5.2m",
        customers="Name|Services\nBuyers|Portal\nStaff|Mail",
    )
    (contract,) = document.all(Contract)
    assert (contract.start, contract.end, contract.notice and contract.notice.text) == (
        date(2024, 1, 1),
        date(2026, 12, 31),
        "3 months",
    )
    assert {each.name: each.lifecycle for each in document.all(Application)} == {
        "SAP": Lifecycle.LIVE,
        "Fax": Lifecycle.PHASING_OUT,
    }
    (revenue,) = document.all(Revenue)
    assert (document.name(revenue.customer), document.name(revenue.service), revenue.amount) == (
        "Buyers",
        "Portal",
        5_200_000,
    )
    assert links(document, LinkKind.COVERS) == {"Hosting → Portal", "Hosting → Mail"}
    assert links(document, LinkKind.SUPPORTS) == {"SAP → Portal"}
    assert links(document, LinkKind.SERVES) == {"Portal → Buyers", "Mail → Staff"}
    assert len([unit for unit in document.units if unit.name == "Buyers"]) == 1


# --- what is wrong ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Service|Type\nA|IT\nB|robot" + "\nC|IT" * 9, "line 3, Type “robot”: write customer-facing, internal or IT"),
        ("Service|Owner\nMail|x\n|y", "line 3, Service: the row has no service; write one, or delete the row"),
        ("Service|Owner\nMail|x|y", "line 2, beyond the last column “y”: the row has more cells than the header"),
        ("Department|Headcount\nSales|-3", "people must be 0 or more, not -3"),
        ("Contract|Value\nA|lots\nB|1\nC|1\nD|1\nE|1\nF|1\nG|1\nH|1\nI|1\nJ|1", "line 2, Value “lots”: “lots” is no such amount"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_named_with_its_cell(text: str, said: str) -> None:
    (problem,) = lists(text).problems
    assert said in str(problem)


def test_totals_and_examples_are_left_out_and_said() -> None:
    imported = lists(services="Service|Annual cost\nExample: Mail|10\nMail|10\nTotal|20")
    assert [each.name for each in imported.document.all(Service)] == ["Mail"]
    assert any("was taken for a total" in note for note in imported.notes)
    assert any("shows how to fill it" in note for note in imported.notes)


def test_a_unit_that_is_its_own_parent_is_told() -> None:
    imported = lists(units="Department|Parent\nA|B\nB|A\nC|C")
    assert {unit.name for unit in imported.document.units} == {"A", "B", "C"}
    assert sum("cannot be its own parent" in note for note in imported.notes) == 2


def test_columns_of_records_without_notes_are_said() -> None:
    imported = lists("Role|Name|Hobby\nClerk|B|chess")
    assert any("“Hobby” is not read" in note for note in imported.notes)


def test_what_a_list_says_is_told_from_what_is_made() -> None:
    imported = lists("Service|Type|Owner|Customers\nMail|internal|Head|Sales")
    said = {imported.document.name(key): set(fields) for key, fields in imported.stated.items()}
    assert said == {"Mail": {"name", "kind", "owner"}, "Head": {"role"}, "Sales": {"name"}}


def test_text_of_a_list_stays_text() -> None:
    found = services(whole("Service|Notes\n'=1+1|<b>bold</b>\n=HYPERLINK(x)|@x"))
    assert found["=1+1"].notes == "<b>bold</b>"
    assert found["=HYPERLINK(x)"].notes == "@x"


# --- exports of ServiceNow ------------------------------------------------------------------------------------------------


def test_business_applications_exported_from_a_configuration_database_are_applications_and_no_costs() -> None:
    document = whole(
        cmdb_ci_business_app="""
        name|number|business_criticality|owned_by|it_application_owner|install_status|life_cycle_stage|short_description|cost
        SAP|APM1|1 - most critical|Abel Tuter|David Loo|In production|Operational|ERP core|1200000
        Old portal|APM2|4 - not critical|||Retired|End of Life||
        """
    )
    found = {each.name: each for each in document.all(Application)}
    assert (document.name(found["SAP"].owner), found["SAP"].lifecycle) == ("Abel Tuter", Lifecycle.LIVE)
    assert found["Old portal"].lifecycle is Lifecycle.RETIRED
    assert "cost: 1200000" in found["SAP"].notes
    assert not document.all(Service)


def test_catalogue_items_exported_from_a_ticket_system_are_services() -> None:
    document = whole(
        sc_cat_item="""
        Name|Short description|Active|Category|Price|Delivery time|Fulfillment group|Owner|Type
        Standard laptop|14 inch|true|Hardware|$1,100.00|5 Days|Field services||Item
        Old phone||false|Hardware|$0.00|1 Day|Field services|Bow Ruggeri|Item
        """
    )
    found = services(document)
    assert (found["Standard laptop"].state, found["Old phone"].state) == (ServiceState.CATALOGUE, ServiceState.RETIRED)
    assert document.name(found["Standard laptop"].provider) == "Field services"


def test_a_total_below_a_list_is_left_out_in_other_languages() -> None:
    document = whole(
        "Vertragsnr.|Vertrag|Lieferant|Jahreswert (EUR)\nV-1|Wartung|SAP SE|1.234.567,50\nSumme|||1.234.567,50"
    )
    (contract,) = document.all(Contract)
    assert (contract.name, contract.annual_value) == ("Wartung", 1_234_567.5)
