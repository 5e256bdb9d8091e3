from ingest.readers.shared.symbol_fonts import is_symbol_font, shown, sign


def test_characters_of_symbol_fonts_are_read_as_what_they_look_like() -> None:
    assert [sign("Symbol", code) for code in (0xF0A3, 0xF06D, 0xB1)] == ["≤", "μ", "±"]
    assert [sign("Wingdings", code) for code in (0xF0FE, 0xF0FD, 0xF0A8, 0xF0FC)] == ["☑", "☒", "☐", "✓"]


def test_other_fonts_have_no_symbols() -> None:
    assert (is_symbol_font("wingdings"), is_symbol_font("Calibri"), sign("Calibri", 0xF0FE)) == (True, False, "")


def test_letters_in_a_symbol_font_become_symbols_and_private_characters_of_other_fonts_bullets() -> None:
    assert shown("5 m", "Symbol") == "5 μ"
    assert (shown("\uf0b7 tea", "Arial"), shown("\uf0b7", "Symbol")) == ("• tea", "•")
