from ingest.readers.shared.symbol_fonts import is_symbol_font, shown, sign


def test_the_signs_of_symbol_fonts_are_what_a_person_sees() -> None:
    assert [sign("Symbol", code) for code in (0xF0A3, 0xF06D, 0xB1)] == ["≤", "μ", "±"]
    assert [sign("Wingdings", code) for code in (0xF0FE, 0xF0FD, 0xF0A8, 0xF0FC)] == ["☑", "☒", "☐", "✓"]


def test_a_font_that_is_no_symbol_font_has_no_signs() -> None:
    assert (is_symbol_font("wingdings"), is_symbol_font("Calibri"), sign("Calibri", 0xF0FE)) == (True, False, "")


def test_letters_set_in_a_symbol_font_and_private_signs_of_an_unknown_one_are_told_apart() -> None:
    assert shown("5 m", "Symbol") == "5 μ"
    assert (shown("\uf0b7 tea", "Arial"), shown("\uf0b7", "Symbol")) == ("• tea", "•")
