"""Fields are one line each, name something, and are named once."""

import pytest

from ragassist.errors import FieldInvalid
from ragassist.extraction.fields import checked_fields


def test_fields_keep_their_order_without_surrounding_blanks() -> None:
    assert checked_fields([" monthly  rent", "landlord\n"]) == ("monthly rent", "landlord")


@pytest.mark.parametrize(
    ("names", "why"),
    [
        ([], "no field"),
        ([""], "names no field"),
        (["?!"], "names no field"),
        (["x" * 300], "300 characters"),
        (["Rent", "rent"], "the same field"),
        (["Ｒｅｎｔ", "rent"], "the same field"),
        ([f"field {n}" for n in range(99)], "99 fields"),
    ],
)
def test_an_invalid_field_is_refused_with_the_reason(names: list[str], why: str) -> None:
    with pytest.raises(FieldInvalid, match=why):
        checked_fields(names)
