"""XML in any charset: figures and words in attributes, and HTML in the text of elements."""

from time import perf_counter

import pytest

from ingest.isolation.worker import Worker
from ingest.readers.web import xml
from tests.ingest.readers.reading import read


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
        ("&lt;!-- x --&gt;&lt;p&gt;A&lt;o:p/&gt;&lt;/p&gt;&lt;svg/&gt;&lt;input disabled&gt;", "A"),
        (
            "&lt;p&gt;Hi&lt;/p&gt; std::vector&lt;int&gt; v; #include &lt;stdio.h&gt;",
            "<p>Hi</p> std::vector<int> v; #include <stdio.h>",
        ),
        ("&lt;p&gt;Hi&lt;/p&gt; if y&lt;z and y&gt;3", "<p>Hi</p> if y<z and y>3"),
        ("&lt;b&gt;Hi&lt;/b&gt; if a&lt;b and b&gt;3", "<b>Hi</b> if a<b and b>3"),
    ],
)
def test_html_in_the_text_of_an_element_is_read_as_it_is_shown(inner: str, wanted: str) -> None:
    assert texts(f"<rss><item><description>{inner}</description></item></rss>") == [f"description: {wanted}"]


def test_a_text_with_many_tags_that_are_not_closed_takes_little_time() -> None:
    begin = perf_counter()
    assert texts(f"<r><d>{'&lt;p&gt;x ' * 30_000}</d></r>")[0].startswith("<p>x <p>x")
    assert perf_counter() - begin < 2


def test_the_text_of_xml_elements_is_read_in_any_charset() -> None:
    page = """<?xml version="1.0" encoding="{}"?><!DOCTYPE html PUBLIC "-//W3C//DTD" "http://x"><r xmlns:a="b"><!-- hidden -->
    <a:item id="1"><a:name>Säge</a:name><price>3.5</price></a:item><p>Text with <b>bold</b> tail</p>
    <s><para>one</para><para>two</para></s><c><![CDATA[a <b> c]]></c></r>"""
    for charset in ("ISO-8859-1", "utf-8", "utf-16"):
        reading = read(".xml", page.format(charset).encode(charset))
        assert [block.text for block in reading.blocks] == [
            "name: Säge\nprice: 3.5",
            "Text with bold tail",
            "one",
            "two",
            "a <b> c",
        ]
        assert reading.hidden == len("hidden")


def test_truncated_xml_is_read_up_to_the_cut_and_reported() -> None:
    reading = read(".xml", "<r><a>one</a><b>two</b><c>thr")
    assert "one" in "\n".join(block.text for block in reading.blocks)
    assert reading.unread


def test_all_attributes_of_empty_xml_elements_are_read_if_one_of_them_has_words() -> None:
    items = '<item name="Third flowerpot" price="12.50"/><item name="Lamp" price="3"/>'
    blocks = read(".xml", f"<list><title>Spring</title>{items}</list>").blocks
    assert [block.text for block in blocks] == ["Spring", "name: Third flowerpot; price: 12.50", "name: Lamp; price: 3"]


@pytest.mark.slow
def test_very_many_texts_with_html_are_read(worker: Worker) -> None:
    document = worker.read(".xml", b"<rss>" + b"<d>&lt;p&gt;x y&lt;/p&gt;</d>" * 40_000 + b"</rss>")
    assert document.text.startswith("x y")
    assert document.text.endswith("<p>x y</p>")
