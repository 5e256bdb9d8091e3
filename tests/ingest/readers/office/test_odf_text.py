"""OpenDocument texts: superscripts, symbols, equations, forms, links and list numbers."""

from ingest.readers.office import odf
from tests.ingest.readers.office.office_files import ODF, odt_of, packed

UP = '<style:style style:name="Up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
DOWN = (
    '<style:style style:name="Down" style:family="text"><style:text-properties style:text-position="-33% 58%"/></style:style>'
)
WING = '<style:style style:name="W" style:family="text"><style:text-properties style:font-name="Wingdings"/></style:style>'


def lines(body: str, styles: str = "", parts: dict[str, str] | None = None) -> list[str]:
    return [" ".join(block.text.split()) for block in odf.read(odt_of(body, styles, parts)).blocks]


def p(inner: str) -> str:
    return f"<text:p>{inner}</text:p>"


def span(style: str, words: str) -> str:
    return f'<text:span text:style-name="{style}">{words}</text:span>'


def test_superscript_and_subscript_digits_do_not_join_the_number_before_them_and_symbols_are_read() -> None:
    body = p(f"10{span('Up', '6')} germs, H{span('Down', '2')}O, the 1{span('Up', 'st')} {span('W', chr(0xF0FE))} done")
    assert lines(body, UP + DOWN + WING) == ["10⁶ germs, H₂O, the 1st ☑ done"]


def test_the_address_of_a_link_is_read() -> None:
    body = p(
        'See <text:a xlink:href="https://rooms.example.org/">the rooms</text:a> and <text:a xlink:href="#top">the top</text:a>'
    )
    assert lines(body) == ["See the rooms (https://rooms.example.org/) and the top"]


def level(at: int, form: str, suffix: str = ".", more: str = "") -> str:
    return f'<text:list-level-style-number text:level="{at}" style:num-format="{form}" style:num-suffix="{suffix}" {more}/>'


SHOWN = 'text:display-levels="2"'
NUMBERS = f'<text:list-style style:name="L">{level(1, "1")}{level(2, "1", ")", SHOWN)}</text:list-style>'


def items(*texts: str) -> str:
    return "".join(f"<text:list-item>{text if text.startswith('<') else p(text)}</text:list-item>" for text in texts)


def test_items_of_nested_and_continued_lists_have_their_numbers() -> None:
    inner = f"<text:list>{items('Front', 'Back')}</text:list>"
    body = (
        f'<text:list text:style-name="L">{items("Oil", p("Turn") + inner)}</text:list>{p("Then")}'
        f'<text:list text:style-name="L" text:continue-numbering="true">{items("Start")}</text:list>'
        f'<text:list text:style-name="L">{items("Stop")}</text:list>'
        f'<text:list text:style-name="L"><text:list-item text:start-value="7">{p("Wait")}</text:list-item></text:list>'
    )
    assert lines(body, NUMBERS) == ["1. Oil", "2. Turn", "2.1) Front", "2.2) Back", "Then", "3. Start", "1. Stop", "7. Wait"]


def test_bullets_have_no_number_and_a_list_in_a_cell_has_its_own() -> None:
    bullets = (
        '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
    )
    numbered = f'<text:list text:style-name="L">{items("One", "Two")}</text:list>'
    cells = f"<table:table-cell>{numbered}</table:table-cell><table:table-cell>{p('x')}</table:table-cell>"
    table = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    body = f'<text:list text:style-name="B">{items("Tea")}</text:list>{table}'
    assert lines(body, NUMBERS + bullets) == ["Tea", "1. One 2. Two | x"]


def test_headings_have_the_numbers_of_the_outline() -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    )
    styles = f"<office:document-styles {ODF}><office:styles>{outline}</office:styles></office:document-styles>"
    body = "".join(
        f'<text:h text:outline-level="{at}">{words}</text:h>' for at, words in ((1, "Rent"), (2, "Due"), (1, "Keys"))
    )
    assert lines(body, parts={"styles.xml": styles}) == ["1 Rent", "1.1 Due", "2 Keys"]


def test_an_equation_is_read_where_its_frame_is_anchored() -> None:
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mn>3</mn><mn>4</mn></mfrac></math>'
    body = p('Stir <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame> litre')
    assert lines(body, parts={"Object 1/content.xml": math}) == ["Stir 3/4 litre"]


def test_the_controls_of_a_form_show_what_was_chosen() -> None:
    form = 'xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0"'
    forms = (
        f"<office:forms {form}><form:form>"
        '<form:checkbox form:id="c1" form:label="Smoker" form:current-state="checked"/>'
        '<form:checkbox form:id="c2" form:label="Dog"/>'
        '<form:listbox form:id="c3"><form:option form:label="Mon"/>'
        '<form:option form:label="Fri" form:current-selected="true"/></form:listbox>'
        '<form:text form:id="c4" form:current-value="Ines"/>'
        '<form:radio form:id="c5" form:label="Ja" form:current-selected="true"/>'
        "</form:form></office:forms>"
    )
    drawn = " ".join(f'<draw:control draw:control="c{at}"/>' for at in range(1, 6))
    assert lines(forms + p(f"Form: {drawn}")) == ["Form: ☒ Smoker ☐ Dog Fri Ines ☒ Ja"]


def test_two_header_rows_are_joined_by_column() -> None:
    def row(*cells: str) -> str:
        return (
            f"<table:table-row>{''.join(f'<table:table-cell>{p(cell)}</table:table-cell>' for cell in cells)}</table:table-row>"
        )

    head = f"<table:table-header-rows>{row('Branch', '2024', '')}{row('', 'Plan', 'Actual')}</table:table-header-rows>"
    found = odf.read(odt_of(f"<table:table>{head}{row('Arlen', '7', '8')}</table:table>")).blocks
    assert [block.header for block in found] == ["Branch | 2024 Plan | 2024 Actual"]


def test_a_list_of_tasks_shows_its_boxes() -> None:
    levels = '<text:list-level-style-bullet text:level="1" text:bullet-char="☐"/>'
    body = f'<text:list text:style-name="T"><text:list-item>{p("oil the hinge")}</text:list-item></text:list>'
    assert lines(body, f'<text:list-style style:name="T">{levels}</text:list-style>') == ["☐ oil the hinge"]


def test_a_paragraph_and_a_cell_in_a_symbol_font_are_read_as_what_they_look_like() -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="{family}"><style:text-properties style:font-name="Wingdings"/>'
        "</style:style>"
        for name, family in (("P", "paragraph"), ("C", "table-cell"))
    )
    tick = chr(0xF0FE)
    cells = (
        f'<table:table-cell table:style-name="C">{p(tick)}</table:table-cell><table:table-cell>{p("lamp")}</table:table-cell>'
    )
    body = f'<text:p text:style-name="P">{tick}</text:p><table:table><table:table-row>{cells}</table:table-row></table:table>'
    assert lines(body, styles) == ["☑", "☑ | lamp"]


def test_a_cell_without_text_shows_its_value() -> None:
    types = ("string", "Mill"), ("float", "750"), ("date", "2026-03-12"), ("boolean", "true")
    names = {"string": "string-value", "float": "value"}
    cells = "".join(
        f'<table:table-cell office:value-type="{kind}" office:{names.get(kind, f"{kind}-value")}="{value}"/>'
        for kind, value in types
    )
    table = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f"<office:document-content {ODF}>{body}</office:document-content>"
    assert [block.text for block in odf.read(packed({"content.xml": content})).blocks] == ["Mill | 750 | 2026-03-12 | true"]


def test_a_tick_box_on_a_sheet_and_on_a_slide_shows_its_state() -> None:
    form = 'xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0"'
    box = '<form:checkbox form:id="c1" form:label="Insured" form:current-state="checked"/>'
    forms, drawn = f"<office:forms {form}><form:form>{box}</form:form></office:forms>", '<draw:control draw:control="c1"/>'
    bodies = (
        f"<office:spreadsheet><table:table>{forms}<table:shapes>{drawn}</table:shapes></table:table></office:spreadsheet>",
        f"<office:presentation><draw:page>{forms}{drawn}</draw:page></office:presentation>",
    )
    for body in bodies:
        content = f"<office:document-content {ODF}><office:body>{body}</office:body></office:document-content>"
        read = odf.read(packed({"content.xml": content})).blocks
        assert [block.text for block in read if block.text] == ["☒ Insured"]


def test_a_symbol_font_is_known_by_its_family() -> None:
    face = '<style:font-face style:name="Symbol1" svg:font-family="Symbol"/>'
    styles = f"<office:document-styles {ODF}><office:font-face-decls>{face}</office:font-face-decls></office:document-styles>"
    text = '<style:style style:name="S" style:family="text"><style:text-properties style:font-name="Symbol1"/></style:style>'
    bullet = (
        '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="\uf0fe">'
        "<style:text-properties fo:font-family=\"'Wingdings'\"/></text:list-level-style-bullet></text:list-style>"
    )
    body = p(f"5 {span('S', 'm')}g") + f'<text:list text:style-name="B">{items("done")}</text:list>'
    assert lines(body, text + bullet, {"styles.xml": styles}) == ["5 μg", "☑ done"]


def test_two_header_rows_that_are_not_marked_are_joined_if_the_second_names_columns() -> None:
    def row(*cells: str) -> str:
        return (
            f"<table:table-row>{''.join(f'<table:table-cell>{p(cell)}</table:table-cell>' for cell in cells)}</table:table-row>"
        )

    table = f"<table:table>{row('Branch', '2024', '')}{row('', 'Plan', 'Actual')}{row('Arlen', '7', '8')}</table:table>"
    assert [block.header for block in odf.read(odt_of(table)).blocks] == ["Branch | 2024 Plan | 2024 Actual"]
