"""Text of slides: superscripts, symbols, links, list numbers and equations."""

from ingest.readers.office import pptx
from tests.ingest.readers.office.office_files import pptx_of


def text(paragraphs: str, links: dict[str, str] | None = None) -> str:
    return "\n".join(block.text for block in pptx.read(pptx_of(paragraphs, links)).blocks)


def r(words: str, attributes: str = "", inner: str = "") -> str:
    return f"<a:r><a:rPr {attributes}>{inner}</a:rPr><a:t>{words}</a:t></a:r>"


UP, DOWN = 'baseline="30000"', 'baseline="-25000"'


def test_superscript_and_subscript_digits_of_a_slide_do_not_join_the_number_before_them() -> None:
    line = r("10") + r("6", UP) + r(" germs, CO") + r("2", DOWN)
    assert text(f"<a:p>{line}</a:p>") == "10⁶ germs, CO₂"


def test_characters_of_symbol_fonts_on_a_slide_are_read_as_what_they_look_like() -> None:
    line = (
        r("\uf0fe", inner='<a:sym typeface="Wingdings"/>')
        + r(" done, 5 ")
        + r("m", inner='<a:latin typeface="Symbol"/>')
        + r("g")
    )
    assert text(f"<a:p>{line}</a:p>") == "☑ done, 5 μg"


def test_the_address_of_a_link_on_a_slide_is_read() -> None:
    line = r("booking", inner='<a:hlinkClick r:id="r9"/>') + r(" and ") + r("next slide", inner='<a:hlinkClick r:id="r8"/>')
    assert (
        text(f"<a:p>{line}</a:p>", {"r9": "https://rooms.example.org"}) == "booking (https://rooms.example.org) and next slide"
    )


def test_the_automatic_numbers_of_a_slide_are_read() -> None:
    def item(words: str, kind: str, more: str = "", depth: int = 0) -> str:
        return f'<a:p><a:pPr lvl="{depth}"><a:buAutoNum type="{kind}" {more}/></a:pPr>{r(words)}</a:p>'

    steps = (
        item("Oil", "arabicPeriod")
        + item("front", "alphaLcParenR", depth=1)
        + item("back", "alphaLcParenR", depth=1)
        + item("Start", "arabicPeriod")
        + f"<a:p>{r('Then')}</a:p>"
        + item("Stop", "romanUcPeriod", 'startAt="4"')
    )
    assert text(steps) == "1. Oil\na) front\nb) back\n2. Start\nThen\nIV. Stop"


def test_an_equation_on_a_slide_is_read() -> None:
    omml = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    fraction = "<m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f>"
    math = f'<a14:m xmlns:a14="urn:a14" xmlns:m="{omml}"><m:oMath>{fraction}</m:oMath></a14:m>'
    assert text(f"<a:p>{r('Stir')}{math}{r('litre')}</a:p>") == "Stir 3/4 litre"


def test_a_list_of_tasks_on_a_slide_shows_its_boxes() -> None:
    bullet = '<a:pPr><a:buFont typeface="Wingdings"/><a:buChar char="{}"/></a:pPr>'
    tasks = (("\u00fe", "done"), ("\u00a8", "open"), ("\u00a7", "point"))
    paragraphs = "".join(f"<a:p>{bullet.format(char)}{r(words)}</a:p>" for char, words in tasks)
    assert text(paragraphs) == "☑ done\n☐ open\npoint"


def test_an_escaped_line_end_on_a_slide_is_a_blank() -> None:
    data = pptx_of("<a:p><a:r><a:t>Hall 3_x000D_Gate 7</a:t></a:r></a:p>")
    assert " ".join(pptx.read(data).blocks[0].text.split()) == "Hall 3 Gate 7"


def test_a_list_in_another_scheme_of_numbers_begins_anew() -> None:
    def numbered(words: str, scheme: str) -> str:
        return f'<a:p><a:pPr><a:buAutoNum type="{scheme}" startAt="3"/></a:pPr>{r(words)}</a:p>'

    made = numbered("a", "arabicPeriod") + numbered("b", "arabicPeriod") + numbered("c", "romanLcPeriod")
    assert text(made) == "3. a\n4. b\niii. c"


def test_two_header_rows_of_a_table_on_a_slide_are_joined_by_column() -> None:
    def row(*cells: str) -> str:
        made = (cell.split("/") for cell in cells)
        texts = (f"<a:tc {more}><a:txBody><a:p>{r(words)}</a:p></a:txBody></a:tc>" for words, more in made)
        return f"<a:tr>{''.join(texts)}</a:tr>"

    head = row("Branch/", '2024/gridSpan="2"', '/hMerge="1"') + row('/vMerge="1"', "Plan/", "Actual/")
    (block,) = pptx.read(pptx_of(f"<a:tbl>{head}{row('Arlen/', '7/', '8/')}</a:tbl>")).blocks
    assert block.header == "Branch | 2024 Plan | 2024 Actual"


def test_a_date_in_a_sentence_of_a_slide_is_read_and_one_by_itself_is_left_out() -> None:
    field = '<a:fld type="datetime1"><a:t>03/03/2024</a:t></a:fld>'
    sentence = f"<a:p>{r('Doors open on ')}{field}{r(' at nine')}</a:p>"
    assert text(f"{sentence}<a:p>{field}</a:p><a:p>{r('End')}</a:p>") == "Doors open on 03/03/2024 at nine\nEnd"
