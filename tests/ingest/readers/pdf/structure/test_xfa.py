"""An XFA form is read from its data, or reported as unread."""

from ingest.readers.pdf.reader import read
from tests.ingest.drawn_pdf import stream
from tests.ingest.pdf_parts import one_page, say

TEMPLATE = (
    b"<template><subform><field name='holder'><caption><value><text>Name of the holder</text></value></caption></field>"
    b"</subform></template>"
)


def xfa(data: bytes) -> bytes:
    catalog = b"/NeedsRendering true /AcroForm <</Fields [] /XFA [(template) 7 0 R (datasets) 8 0 R]>>"
    return one_page(say("Please wait..."), stream(TEMPLATE), stream(data), catalog=catalog)


def test_the_values_of_an_xfa_form_are_read_with_their_captions() -> None:
    data = b"<d:datasets xmlns:d='x'><d:data><holder>Tilda Brokmeier</holder></d:data></d:datasets>"
    assert [block.text for block in read(xfa(data)).blocks] == ["Name of the holder: Tilda Brokmeier"]


def test_an_xfa_form_without_data_is_reported_as_unread() -> None:
    assert "XFA form" in read(xfa(b"<datasets/>")).unread[0]
