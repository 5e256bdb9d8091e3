"""HWPX: paragraphs and tables of Hancom Office."""

import io
import zipfile

import pytest

from ingest.errors import UnreadableDocument
from ingest.readers.legacy import hwpx

NS = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section"'


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(f"Contents/{name}.xml", content)
    return out.getvalue()


def run(text: str) -> str:
    return f"<hp:run><hp:t>{text}</hp:t></hp:run>"


def test_paragraphs_and_tables_are_read_section_by_section() -> None:
    def cell(text: str) -> str:
        return f"<hp:tc><hp:subList><hp:p>{run(text)}</hp:p></hp:subList></hp:tc>"

    rows = f"<hp:tr>{cell('요일')}{cell('요금')}</hp:tr><hp:tr>{cell('토')}{cell('9')}</hp:tr>"
    first = f"<hs:sec {NS}><hp:p>{run('열쇠는 ')}{run('문 옆에')}<hp:run><hp:tbl>{rows}</hp:tbl></hp:run></hp:p></hs:sec>"
    blocks = hwpx.read(packed(section0=first, section1=f"<hs:sec {NS}><hp:p>{run('끝')}</hp:p></hs:sec>")).blocks
    assert [block.text for block in blocks] == ["열쇠는 문 옆에", "요일 | 요금\n토 | 9", "끝"]
    assert blocks[1].header == "요일 | 요금"


def test_a_file_without_sections_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="not a document of Hancom"):
        hwpx.read(packed(other="<a/>"))


def test_tabs_and_line_ends_separate_words_and_an_equation_is_read() -> None:
    equation = "<hp:run><hp:equation><hp:script>3 over 4</hp:script></hp:equation></hp:run>"
    section = f"<hs:sec {NS}><hp:p>{run('하나<hp:lineBreak/>둘<hp:tab/>셋')}{equation}</hp:p></hs:sec>"
    assert hwpx.read(packed(section0=section)).blocks[0].text.split() == ["하나", "둘", "셋", "3", "over", "4"]
