"""Word paragraphs: superscripts, symbols, equations, form fields, links and list numbers."""

import pytest

from ingest.readers.office import docx
from tests.ingest.readers.office.office_files import docx_of


def lines(body: str, numbering: str = "", links: dict[str, str] | None = None) -> list[str]:
    return [block.text for block in docx.read(docx_of(body, numbering, links)).blocks]


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, list_id: int, level: int = 0) -> str:
    return p(r(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(at: int, text: str, form: str = "decimal", more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def test_superscript_and_subscript_digits_do_not_join_the_number_before_them() -> None:
    up, down = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    body = p(
        r("10") + r("6", up) + r(" germs, 72") + r("1", up) + r(" t, the 1") + r("st", up) + r(" H") + r("2", down) + r("O")
    )
    assert lines(body) == ["10⁶ germs, 72¹ t, the 1st H₂O"]


def test_characters_of_symbol_fonts_are_read_as_what_they_look_like() -> None:
    def sym(font: str, code: str) -> str:
        return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'

    letters = r("\uf06d", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')
    body = p(
        sym("Symbol", "F0A3") + r(" 8, 5 ") + letters + r("g ") + sym("Wingdings", "F0FE") + r(" yes ") + sym("Arial", "F0FE")
    )
    assert lines(body) == ["≤ 8, 5 μg ☑ yes "]


def test_an_equation_keeps_its_fraction_bar_and_blanks_around_it() -> None:
    quarter = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath>"
    assert lines(p(r("Stir 3") + quarter + r(" litre"))) == ["Stir 3 1/4 litre"]


def test_boxes_and_drop_downs_of_old_forms_show_what_was_chosen() -> None:
    def form(data: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>{END}'

    words = '<w:listEntry w:val="Monday"/><w:listEntry w:val="Friday"/>'
    body = p(
        form('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')
        + r(" smoker ")
        + form('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>')
        + r(" dog, day: ")
        + form(f'<w:ddList><w:result w:val="1"/>{words}</w:ddList>')
        + r(" or ")
        + form(f"<w:ddList>{words}</w:ddList>")
        + form('<w:ddList><w:result w:val="9"/></w:ddList>')
    )
    assert lines(body) == ["☒ smoker ☐ dog, day: Friday or Monday"]


LIST = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def test_the_address_of_a_link_is_read_from_an_element_and_from_a_field() -> None:
    begin, separate = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate"))
    code = '<w:r><w:instrText> HYPERLINK "https://felt.example.net/" \\h </w:instrText></w:r>'
    body = p(
        f'<w:hyperlink r:id="r9">{r("rooms")}</w:hyperlink>{r(", ")}{begin}{code}{separate}{r("felt")}{END}{r(", ")}'
        f'<w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple>'
        f'<w:hyperlink w:anchor="top">{r(", top")}</w:hyperlink>'
    )
    found = lines(body, links={"r9": "https://rooms.example.org/reserve"})
    assert found == ["rooms (https://rooms.example.org/reserve), felt (https://felt.example.net/), 3, top"]


def test_a_list_with_a_start_number_of_its_own_counts_from_it_and_others_continue() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "%1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{start.format(1)}</w:num>'
        f'<w:num w:numId="3"><w:abstractNumId w:val="0"/>{start.format(7)}</w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = item("a", 1) + item("b", 1) + item("c", 2) + item("d", 2) + item("e", 3) + item("f", 4)
    assert lines(body, numbering) == ["1. a", "2. b", "1. c", "2. d", "7. e", "8. f"]


def test_legal_numbers_are_decimal_on_all_levels_and_a_level_may_continue_counting() -> None:
    levels = level(0, "Article %1", "upperRoman") + level(1, "%1.%2", more='<w:lvlRestart w:val="0"/><w:isLgl/>')
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = item("Rent", 1) + item("Due", 1, 1) + item("Keys", 1) + item("Lost", 1, 1)
    assert lines(body, numbering) == ["Article I Rent", "1.1 Due", "Article II Keys", "2.2 Lost"]


def test_two_header_rows_of_a_table_are_joined_by_column() -> None:
    def row(*cells: tuple[str, int], head: bool = False) -> str:
        made = "".join(f'<w:tc><w:tcPr><w:gridSpan w:val="{wide}"/></w:tcPr>{p(r(text))}</w:tc>' for text, wide in cells)
        return f"<w:tr><w:trPr>{'<w:tblHeader/>' if head else ''}</w:trPr>{made}</w:tr>"

    head = row(("Branch", 1), ("2024", 2), head=True) + row(("", 1), ("Plan", 1), ("Actual", 1), head=True)
    found = docx.read(docx_of(f"<w:tbl>{head}{row(('Arlen', 1), ('7', 1), ('8', 1))}</w:tbl>")).blocks
    assert [block.header for block in found] == ["Branch | 2024 Plan | 2024 Actual"]


def test_text_that_is_moved_far_up_is_a_superscript_and_text_that_is_moved_a_little_is_not() -> None:
    up, little = '<w:position w:val="10"/><w:sz w:val="14"/>', '<w:position w:val="-3"/>'
    assert lines(p(r("10") + r("6", up) + r(" germs, 7") + r("5", little))) == ["10⁶ germs, 75"]


def test_a_list_of_tasks_shows_its_boxes() -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    empty = f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0a8"/>{fonts}</w:lvl>'
    dot = f'<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0a7"/>{fonts}</w:lvl>'
    lists = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{empty}{dot}</w:abstractNum>{lists}'
    assert lines(item("oil the hinge", 1) + item("with care", 1, 1), numbering) == ["☐ oil the hinge", "with care"]


def test_a_field_without_a_result_shows_its_symbol_or_its_equation() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    code = "<w:r><w:instrText> EQ \\f(1,4) </w:instrText></w:r>"
    root = "<w:r><w:instrText> EQ \\r(3,\\f(a,b)) </w:instrText></w:r>"
    symbol = '<w:fldSimple w:instr=" SYMBOL 163 \\f &quot;Symbol&quot; \\s 11 "/>'
    body = p(r("Stir 3") + begin + code + END + r("litre, ") + symbol + r(" 8, ") + begin + root + END)
    assert [" ".join(line.split()) for line in lines(body)] == ["Stir 3 1/4 litre, ≤ 8, ³√a/b"]


def test_the_number_of_a_symbol_may_begin_with_a_zero_or_be_hexadecimal() -> None:
    fields = (f'<w:fldSimple w:instr=" SYMBOL {code} \\f &quot;Symbol&quot; "/>' for code in ("0163", "0xA3", "0XA3", "163"))
    assert lines(p(r("x") + "".join(fields))) == ["x≤≤≤≤"]


def test_a_drop_cap_is_the_first_letter_of_the_paragraph_after_it() -> None:
    cap = '<w:framePr w:dropCap="{}" w:lines="3"/>'
    body = p(r("O"), cap.format("drop")) + p(r("nce upon a time")) + p(r("A"), cap.format("margin")) + p(r(" boat"))
    assert lines(body + p(r("Z"), cap.format("drop"))) == ["Once upon a time", "A boat", "Z"]
    assert lines(p(r("Key"), cap.format("none")) + p(r("hangs"))) == ["Key", "hangs"]


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("koreanDigital", "이"), ("koreanCounting", "이"), ("ideographDigital", "二"), ("decimalEnclosedCircle", "②"),
        ("aiueo", "イ"), ("irohaFullWidth", "ロ"), ("russianLower", "б"), ("chicago", "†"), ("decimalZero", "02"),
        ("ordinal", "2"), ("cardinalText", "2"), ("hebrew1", "2"), ("none", ""), ("bullet", ""),
    ],
)  # fmt: skip
def test_an_item_is_numbered_in_the_form_of_its_list_and_in_digits_if_that_is_not_known(form: str, wanted: str) -> None:
    one = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "%1.", form)}</w:abstractNum>{one}'
    assert lines(item("open", 1) + item("close", 1), numbering)[1] == (f"{wanted}. close" if wanted else "close")


def test_numbers_in_a_format_of_three_digits_have_three() -> None:
    custom = '<w:lvl w:ilvl="0"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/><w:lvlText w:val="%1"/></w:lvl>'
    one = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    assert lines(item("a", 1), f'<w:abstractNum w:abstractNumId="0">{custom}</w:abstractNum>{one}') == ["001 a"]


def test_a_format_of_many_digits_does_not_make_the_text_long() -> None:
    custom = f'<w:lvl w:ilvl="0"><w:numFmt w:val="custom" w:format="{"0" * 9_000}"/><w:lvlText w:val="%1"/></w:lvl>'
    one = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    assert lines(item("a", 1), f'<w:abstractNum w:abstractNumId="0">{custom}</w:abstractNum>{one}') == ["0000000001 a"]


def test_two_header_rows_that_are_not_marked_are_joined_if_the_second_names_columns() -> None:
    def row(*cells: tuple[str, int]) -> str:
        made = (f'<w:tc><w:tcPr><w:gridSpan w:val="{wide}"/></w:tcPr>{p(r(text))}</w:tc>' for text, wide in cells)
        return f"<w:tr>{''.join(made)}</w:tr>"

    head = row(("Branch", 1), ("2024", 2)) + row(("", 1), ("Plan", 1), ("Actual", 1))
    data = row(("Arlen", 1), ("7", 1), ("8", 1))
    plain = row(("Name", 1), ("City", 1)) + row(("Ute", 1), ("Ulm", 1)) + row(("Ann", 1), ("Bern", 1))
    headers = (docx.read(docx_of(f"<w:tbl>{rows}</w:tbl>")).blocks[0].header for rows in (head + data, plain))
    assert list(headers) == ["Branch | 2024 Plan | 2024 Actual", "Name | City"]


def test_the_result_of_a_field_within_the_instruction_of_another_is_not_shown() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def field(instruction: str, result: str) -> str:
        return mark("begin") + instruction + mark("separate") + r(result) + mark("end")

    inner = field("<w:r><w:instrText> PAGE </w:instrText></w:r>", "4")
    outer = field(f"<w:r><w:instrText> = 3 * </w:instrText></w:r>{inner}", "12")
    assert lines(p(r("Pay ") + outer + r(" euros"))) == ["Pay 12 euros"]


def test_a_superscript_in_several_runs_is_one() -> None:
    up = '<w:vertAlign w:val="superscript"/>'
    assert lines(p(r("the 22") + r("n", up) + r("d", up) + r(" of 10") + r("-", up) + r("3", up) + r(" m"))) == [
        "the 22nd of 10⁻³ m"
    ]


def test_a_list_takes_its_levels_from_the_style_that_it_names() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Steps"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Steps"/>{level(0, "Step %1:")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    assert lines(item("Open.", 1) + item("Close.", 1), numbering) == ["Step 1: Open.", "Step 2: Close."]


def test_a_level_restarts_only_after_the_level_that_it_names() -> None:
    levels = level(0, "%1.") + level(1, "%1.%2") + level(2, "(%3)", more='<w:lvlRestart w:val="1"/>')
    numbering = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{LIST}'
    body = "".join(item(text, 1, at) for text, at in (("A", 0), ("B", 1), ("x", 2), ("C", 1), ("y", 2), ("D", 0), ("z", 2)))
    assert lines(body, numbering) == ["1. A", "1.1 B", "(1) x", "1.2 C", "(2) y", "2. D", "(1) z"]


def test_an_empty_paragraph_of_a_list_counts_unless_it_is_hidden_or_deleted() -> None:
    numbers = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    unseen = "".join(p("", f"{numbers}<w:rPr>{mark}</w:rPr>") for mark in ("<w:vanish/>", '<w:del w:id="1" w:author="x"/>'))
    numbering = f'<w:abstractNum w:abstractNumId="1">{level(0, "%1.")}</w:abstractNum>{LIST}'
    body = item("A", 1) + p("", numbers) + unseen + item("B", 1)
    assert [text for text in lines(body, numbering) if text] == ["1. A", "3. B"]


def test_a_cell_that_holds_only_a_number_shows_it() -> None:
    numbers = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    rows = "".join(f"<w:tr><w:tc>{p('', numbers)}</w:tc><w:tc>{p(r(text))}</w:tc></w:tr>" for text in ("Lift", "Turn"))
    numbering = f'<w:abstractNum w:abstractNumId="1">{level(0, "%1.")}</w:abstractNum>{LIST}'
    assert lines(f"<w:tbl>{rows}</w:tbl>", numbering) == ["1. | Lift\n2. | Turn"]


def test_words_that_are_drawn_along_a_line_are_read() -> None:
    drawn = (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textpath string="DRAFT 41"/></v:shape></w:pict></w:r>'
    )
    assert lines(p(drawn + r(" of May"))) == ["DRAFT 41 of May"]
