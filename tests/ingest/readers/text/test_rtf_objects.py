"""Form fields and equations in RTF."""

import time

import pytest

from ingest.readers.text import rtf


def lines(body: bytes) -> list[str]:
    return [" ".join(block.text.split()) for block in rtf.read(rb"{\rtf1\ansi " + body + b"}").blocks]


def field(kind: bytes, data: bytes) -> bytes:
    return rb"{\field{\*\fldinst { FORM%s {\*\formfield{%s}}}}{\fldrslt }}" % (kind, data)


def test_boxes_and_drop_downs_show_what_was_chosen() -> None:
    days = rb"{\*\ffl Monday}{\*\ffl Friday}"
    body = (
        field(b"CHECKBOX", rb"\fftype1\ffres1\ffdefres0")
        + b" smoker "
        + field(b"CHECKBOX", rb"\fftype1\ffres25\ffdefres0")
        + b" dog, day: "
        + field(b"DROPDOWN", rb"\fftype2\ffres1" + days)
    )
    assert lines(body) == ["☒ smoker ☐ dog, day: Friday"]


def test_an_equation_keeps_its_fraction_bar_and_its_symbols() -> None:
    quarter = rb"{\mmath{\*\moMath{\mf{\mfPr{\mctrlPr}}{\mnum{\mr\mscr0 1}}{\mden{\mr 4}}}}}"
    total = rb"{\mmath{\*\moMath{\mnary{\mnaryPr{\mchr \u8721?}}{\msub{\mr i}}{\msup{\mr n}}{\me{\mr x}}}}}"
    assert lines(rb"Stir 3" + quarter + rb" litre\par " + total) == ["Stir 3 1/4 litre", "∑_i^n x"]


@pytest.mark.parametrize("opening", [rb"{\mmath{\mf ", rb"{\field{ FORMCHECKBOX "])
def test_groups_without_an_end_are_read_in_time(opening: bytes) -> None:
    started = time.process_time()
    lines(opening * 20_000)
    assert time.process_time() - started < 20  # a search to the end for each group takes minutes


@pytest.mark.parametrize(
    ("sign", "wanted"),
    [
        (rb"\u-10187?\u-9115?", "\U0001d465"),
        (rb"\u-10187 ?x", "x"),
        (rb"\'01x\u-1?\u12?", "x"),
        (rb"\u-9115?x", "x"),
        (rb"{\m x}x", "xx"),
    ],
)
def test_an_invalid_character_affects_only_itself_in_an_equation(sign: bytes, wanted: str) -> None:
    half = rb"{\mmath{\*\moMath{\mf{\mnum{\mr 1}}{\mden{\mr %s}}}}}" % sign
    assert lines(rb"Stir 3" + half + rb" litre\par next") == [f"Stir 3 1/{wanted} litre", "next"]


def test_a_drop_cap_is_the_first_letter_of_the_paragraph_after_it() -> None:
    cap = rb"{\pard\plain \dropcapli3\dropcapt1 O\par}"
    assert lines(cap + rb"{\pard nce upon\par}{\pard a time\par}") == ["Once upon", "a time"]
