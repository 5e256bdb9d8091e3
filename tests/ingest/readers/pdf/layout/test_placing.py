"""Form values, boxes, stamps and signatures are read at their positions."""

import pytest

from ingest.readers.pdf.reader import read
from tests.ingest.drawn_pdf import drawn
from tests.ingest.pdf_parts import form, one_page, say


def text_of(content: bytes, annotations: bytes, *more: bytes) -> str:
    return "\n".join(block.text for block in read(one_page(content, *more, page=b"/Annots [%s]" % annotations)).blocks)


def field(value: str, y: float, x: float = 200) -> bytes:
    return b"<</Type/Annot /Subtype/Widget /FT/Tx /V (%s) /Rect [%g %g %g %g]>>" % (value.encode(), x, y - 4, x + 150, y + 14)


def box(x: float, y: float, *, on: bool) -> bytes:
    state = b"Yes" if on else b"Off"
    rect = b"[%g %g %g %g]" % (x, y - 2, x + 12, y + 10)
    return b"<</Type/Annot /Subtype/Widget /FT/Btn /AS /%s /AP <</N <</Yes 7 0 R /Off 7 0 R>>>> /Rect %s>>" % (state, rect)


def test_a_typed_value_follows_its_label_in_any_order_of_the_fields() -> None:
    labels = say("Tenant:", y=700) + say("Landlord:", y=660)
    text = text_of(labels, field("Piet van Houten", 660) + field("Marlene Oster", 700))
    assert text.split("\n") == ["Tenant: Marlene Oster", "Landlord: Piet van Houten"]


def test_each_of_two_labels_on_one_line_has_its_value() -> None:
    labels = say("Name:", 60) + say("Town:", 300)
    assert text_of(labels, field("Graz", 700, 340) + field("Ada", 700, 100)) == "Name: Ada Town: Graz"


def test_a_value_below_its_label_follows_it() -> None:
    text = text_of(say("Remarks", y=700) + say("Date", y=600), field("Ring twice", 684, 60))
    assert text.split("\n")[:2] == ["Remarks", "Ring twice"]


def test_ticked_and_empty_boxes_precede_their_words() -> None:
    words = say("Yes", 78) + say("No", 178)
    assert text_of(words, box(60, 700, on=True) + box(160, 700, on=False), form("x")) == "☒ Yes ☐ No"


def test_the_chosen_option_of_a_drop_down_list_is_read_by_its_name() -> None:
    chosen = b"<</Type/Annot /Subtype/Widget /FT/Ch /V (x2) /Opt [[(x1) (by train)] [(x2) (by bus)]] /Rect [200 696 350 714]>>"
    assert text_of(say("Journey:"), chosen) == "Journey: by bus"


@pytest.mark.parametrize("kind", [b"/Subtype/Stamp", b"/Subtype/Widget /FT/Sig"], ids=["stamp", "signature"])
def test_the_text_of_stamps_and_signatures_is_read(kind: bytes) -> None:
    shown = b"<</Type/Annot %s /Rect [60 640 300 670] /AP <</N 7 0 R>>>>" % kind
    assert "REJECTED by Ines Quandt" in text_of(say("Plan"), shown, form("REJECTED by Ines Quandt"))


@pytest.mark.parametrize("value", ["هناك", "جميل"])
def test_an_arabic_value_on_an_arabic_page_is_read_forwards(value: str) -> None:
    typed = (
        b"<</Type/Annot /Subtype/Widget /FT/Tx /V <FEFF%s> /Rect [100 696 290 714]>>" % value.encode("utf-16-be").hex().encode()
    )
    page = drawn([(300.0, 700.0, "مسالا"), (300.0, 650.0, "ةنيدملا يف تيبلا")], annotations=typed)
    assert value in read(page).blocks[0].text
