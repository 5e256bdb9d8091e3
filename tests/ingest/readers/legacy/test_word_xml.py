"""Documents of Word in a single XML file."""

import base64

import pytest

from ingest.errors import UnreadableDocument
from ingest.readers import reader_for
from tests.ingest.readers.office.office_files import WORD, packed

BODY = "<w:body><w:p><w:r><w:t>Once up</w:t></w:r><w:r><w:t>on a time</w:t></w:r></w:p></w:body>"
FLAT = "http://schemas.microsoft.com/office/2006/xmlPackage"
OLD = "http://schemas.microsoft.com/office/word/2003/wordml"


def flat(parts: str) -> bytes:
    return f'<?xml version="1.0"?><pkg:package xmlns:pkg="{FLAT}">{parts}</pkg:package>'.encode()


@pytest.mark.parametrize("suffix", [".xml", ".doc"])
def test_a_package_of_word_in_one_file_is_read_as_the_document_that_it_is(suffix: str) -> None:
    picture = '<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>iVBORw0=</pkg:binaryData></pkg:part>'
    document = f"<pkg:xmlData><w:document {WORD}>{BODY}</w:document></pkg:xmlData>"
    data = flat(f'{picture}<pkg:part pkg:name="/word/document.xml">{document}</pkg:part>')
    assert [block.text for block in reader_for(suffix)(data).blocks] == ["Once upon a time"]


@pytest.mark.parametrize("suffix", [".xml", ".doc"])
def test_a_document_of_word_2003_in_xml_is_read(suffix: str) -> None:
    hint = f'<x:sect xmlns:x="http://schemas.microsoft.com/office/word/2003/auxHint">{BODY[8:-9]}</x:sect>'
    data = f'<?xml version="1.0"?><w:wordDocument xmlns:w="{OLD}"><w:body>{hint}</w:body></w:wordDocument>'
    assert [block.text for block in reader_for(suffix)(data.encode()).blocks] == ["Once upon a time"]


def test_a_package_without_a_document_and_one_within_another_are_skipped() -> None:
    with pytest.raises(UnreadableDocument, match="without a text"):
        reader_for(".xml")(flat(""))
    inner = base64.b64encode(packed({"word/document.xml": "x"})).decode()
    with pytest.raises(UnreadableDocument):
        reader_for(".xml")(flat(f'<pkg:part pkg:name="/word/document.xml"><pkg:binaryData>{inner}</pkg:binaryData></pkg:part>'))


@pytest.mark.parametrize("name", ["", "/", f"/{'a' * 70_000}"])
def test_a_part_without_a_usable_name_and_a_comment_before_a_part_cost_only_themselves(name: str) -> None:
    nameless = f'<pkg:part pkg:name="{name}"><pkg:binaryData>iVBORw0=</pkg:binaryData></pkg:part>'
    document = f"<pkg:xmlData><!-- made by hand --><w:document {WORD}>{BODY}</w:document></pkg:xmlData>"
    data = flat(f'{nameless}<pkg:part pkg:name="/word/document.xml">{document}</pkg:part>')
    assert [block.text for block in reader_for(".xml")(data).blocks] == ["Once upon a time"]
