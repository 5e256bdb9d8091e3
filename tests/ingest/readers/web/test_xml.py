"""XML: figures in attributes, and HTML in the text of elements."""

import pytest

from ingest.readers.web import xml


def texts(markup: str) -> list[str]:
    return [block.text for block in xml.read(markup.encode()).blocks]


def test_figures_in_attributes_are_read_and_technical_attributes_are_not() -> None:
    item = '<item qty="3" unitPrice="7.30" id="x9">Lamp</item><PayableAmount currencyID="EUR">730.00</PayableAmount>'
    assert texts(f'<invoice number="3117" issueDate="2026-03-04" id="a1">{item}</invoice>') == [
        "number: 3117; issueDate: 2026-03-04",
        "qty: 3; unitPrice: 7.30\nitem: Lamp\ncurrencyID: EUR\nPayableAmount: 730.00",
    ]
    assert texts('<svg><text x="1.5" font-weight="700">Node</text></svg>') == ["text: Node"]


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        ("<![CDATA[<p>High at <b>9:40</b></p><p>Low</p>]]>", "High at 9:40 Low"),
        ("&lt;a href='https://a.example/x'&gt;Book&lt;/a&gt;", "Book (https://a.example/x)"),
        ("x &lt; y and y &gt; z", "x < y and y > z"),
    ],
)
def test_html_in_the_text_of_an_element_is_read_as_it_is_shown(inner: str, wanted: str) -> None:
    assert texts(f"<rss><item><description>{inner}</description></item></rss>") == [f"description: {wanted}"]
