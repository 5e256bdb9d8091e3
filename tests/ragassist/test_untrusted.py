"""Text from documents can't look like citations of the program."""

import pytest

from ragassist.untrusted import CITATION_MARK, without_forged_marks


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It weighs 31.4 kg [3].", "It weighs 31.4 kg [ 3 ]."),
        ("[3] Haase, [12?][1]", "[ 3 ] Haase, [ 12? ][ 1 ]"),
        ("Bericht（[3]）", "Bericht（[ 3 ]）"),
        ("Bericht ［3］ and [sic], [2024]", "Bericht ［3］ and [sic], [2024]"),
        ("argv[1] and rows[1][2]", "argv[1] and rows[1][2]"),
    ],
)
def test_a_mark_of_a_document_stays_readable_but_is_no_citation(text: str, shown: str) -> None:
    assert without_forged_marks(text) == shown
    assert not CITATION_MARK.search(f"The pump: {shown} [shown]")


def test_a_mark_in_code_is_no_citation_either_where_the_text_around_it_opens_other_code() -> None:
    assert not CITATION_MARK.search("a ` b " + without_forged_marks("`x [3]`"))
