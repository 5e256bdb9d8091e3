"""Passages that differ in a number, date, name or negation are no copies; layout, cuts and spelling don't matter."""

import pytest

from indexes.search.copies import differ_in_little

BILL = "Water bill for March 2024, Birkenweg 4. Meter 88120 read on 2 March. Amount due: 91.20 EUR, payable within 14 days."
LEASE = "The flat at Lindenhof 3 is let to Anna Weber. The tenant may keep pets and pays the costs of small repairs herself."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BILL, BILL.replace("91.20", "131.75")),
        (BILL, BILL.replace("2 March", "3 March")),
        (BILL, BILL.replace("March", "August")),
        (LEASE, LEASE.replace("Anna Weber", "Jan Brandt")),
        (LEASE, LEASE.replace("may keep", "may not keep")),
        (LEASE, LEASE.replace("may keep", "must keep")),
        ("Der Mieter darf Haustiere halten.", "Der Mieter darf keine Haustiere halten."),
        ("租客可以在公寓里养宠物，并自行支付小额维修费用。", "租客不可以在公寓里养宠物，并自行支付小额维修费用。"),
        ("このポンプは毎年春に点検してください。", "このポンプは毎年秋に点検してください。"),
        ("펌프는 매년 봄에 점검합니다. 비용은 7유로입니다.", "펌프는 매년 봄에 점검합니다. 비용은 9유로입니다."),
        ("يجوز للمستأجر الاحتفاظ بالحيوانات الأليفة في الشقة.", "لا يجوز للمستأجر الاحتفاظ بالحيوانات الأليفة في الشقة."),
        ("Le locataire peut garder des animaux chez lui.", "Le locataire ne peut pas garder des animaux chez lui."),
        ("El inquilino puede tener animales en casa.", "El inquilino no puede tener animales en casa."),
    ],
)  # fmt: skip
def test_a_passage_with_another_meaning_is_not_a_copy(one: str, other: str) -> None:
    assert not differ_in_little(one, other)
    assert not differ_in_little(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BILL, BILL.replace(" ", "\n")),
        (LEASE, LEASE.upper()),
        (LEASE, LEASE.replace("tenant", "ten-\nant")),
        (LEASE, LEASE[22:]),
        (LEASE, LEASE.removesuffix("of small repairs herself.")),
        ("The colour of the coating is recognised at once.", "The color of the coating is recognized at once."),
        ("滤芯每年春天更换一次。", "滤芯每年春天更换一次"),
    ],
)  # fmt: skip
def test_layout_cuts_and_spelling_make_no_difference(one: str, other: str) -> None:
    assert differ_in_little(one, other)
    assert differ_in_little(other, one)
