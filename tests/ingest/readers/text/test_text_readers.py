"""Text, tables, markup, data and code are read with places; damage affects only the damaged part."""

import csv
import json
import time
from collections.abc import Callable

import pytest

from ingest.documents import Block, Counted, Reading, Span
from ingest.errors import UnreadableDocument
from ingest.isolation.worker import Worker
from ingest.readers import READERS, reader_for

EIGHT = {
    "en": "The key hangs beside the door.",
    "ar": "المفتاح معلق بجانب الباب.",
    "zh": "钥匙挂在门旁边。",
    "fr": "La clé est accrochée près de la porte.",
    "de": "Der Schlüssel hängt neben der Tür.",
    "ja": "鍵はドアの横に掛けてあります。",
    "ko": "열쇠는 문 옆에 걸려 있습니다.",
    "es": "La llave cuelga junto a la puerta.",
}


def read(suffix: str, text: str | bytes) -> Reading:
    return reader_for(suffix)(text.encode() if isinstance(text, str) else text)


def texts(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks]


def lines_agree(reading: Reading, source: str) -> bool:
    """Return whether each line of each block is at its span in the source; a line of text may be several of the source."""
    lines = source.split("\n")
    return all(
        word in (lines[block.span.first - 1 + at] if "\n" in block.text else source.split("\n", block.span.first - 1)[-1])
        for block in reading.blocks
        if block.span
        for at, line in enumerate(block.text.split("\n"))
        for word in line.replace("|", " ").split()[:1]
    )


WRAPPED: dict[str, Callable[[str], str]] = {
    ".txt": lambda text: f"{text}\n",
    ".md": lambda text: f"# Title\n\n{text}\n",
    ".rst": lambda text: f"Title\n=====\n\n{text}\n",
    ".rtf": lambda text: (
        "{\\rtf1 " + "".join(c if c.isascii() else f"\\u{(ord(c) + 0x8000) % 0x10000 - 0x8000}?" for c in text) + "}"
    ),
    ".csv": lambda text: f"id,text\n1,{text}\n",
    ".tsv": lambda text: f"id\ttext\n1\t{text}\n",
    ".json": lambda text: json.dumps({"rules": [{"text": text}]}),
    ".jsonl": lambda text: json.dumps({"text": text}) + "\n",
    ".xml": lambda text: f"<rules><rule>{text}</rule></rules>",
    ".ipynb": lambda text: json.dumps({"cells": [{"cell_type": "markdown", "source": [text]}]}),
    ".srt": lambda text: f"1\n00:00:01,000 --> 00:00:03,000\n{text}\n",
    ".vtt": lambda text: f"WEBVTT\n\n00:01.000 --> 00:03.000\n{text}\n",
    ".py": lambda text: f"def rule():\n    # {text}\n    return 1\n",
}


@pytest.mark.parametrize("suffix", WRAPPED)
@pytest.mark.parametrize("language", EIGHT)
def test_each_format_is_read_in_each_language(suffix: str, language: str) -> None:
    assert EIGHT[language] in "\n".join(texts(read(suffix, WRAPPED[suffix](EIGHT[language]))))


@pytest.mark.parametrize("suffix", WRAPPED)
def test_each_reader_works_in_the_worker_process(worker: Worker, suffix: str) -> None:
    assert EIGHT["fr"] in worker.read(suffix, WRAPPED[suffix](EIGHT["fr"]).encode()).text


def test_plain_text_has_line_numbers_with_any_line_ends() -> None:
    for end in ("\n", "\r\n", "\r"):
        reading = read(".txt", f"{end}One{end}two{end} \t{end}\u2060{end}{end}six{end}")
        assert reading.blocks == (Block("One\ntwo", span=Span(2, 3)), Block("six" if end else "", span=Span(7, 7)))
        assert reading.counted is Counted.LINE


def test_code_has_the_definitions_around_it_as_heading() -> None:
    source = """import os

class Pump:
    \"\"\"Moves water.\"\"\"

    @property
    def flow(self):
        if self.open:

            return 1
    def stop(self):
        pass

LIMIT = 3
"""
    reading = read(".py", source)
    assert [(block.heading, block.span) for block in reading.blocks] == [
        ("", Span(1, 1)),
        ("Pump", Span(3, 4)),
        ("Pump › flow", Span(6, 8)),
        ("Pump › flow", Span(10, 10)),
        ("Pump › stop", Span(11, 12)),
        ("", Span(14, 14)),
    ]
    assert lines_agree(reading, source)
    braces = "class A {\n\n  public static void run() {\n\n    go();\n  }\n\n  // end\n}\n\nfunc last() {}\n"
    assert [block.heading for block in read(".java", braces).blocks] == ["A", "A", "A", "A", "last"]


def test_code_is_read_in_the_charset_that_it_declares() -> None:
    source = "#!/usr/bin/python\n# -*- coding: koi8-r -*-\nx = 'ключ'\n"
    assert "ключ" in texts(read(".py", source.encode("koi8-r")))[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_keeps_its_header_and_its_rows(delimiter: str) -> None:
    rows = [["Name", "2023", "Price"], ["Saw", "7", "3.5"], ["Drill, big; red", "", "4"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows) + f'\n\n"a{delimiter}\nb"{delimiter}x\n'
    reading = read(".csv", text)
    header = "Name | 2023 | Price"
    assert reading.blocks == (
        Block(f"{header}\nSaw | 7 | 3.5\nDrill, big; red |  | 4", span=Span(1, 3), header=header),
        Block(f"{' '.join(f'a{delimiter} b'.split())} | x", span=Span(5, 5), header=header),
    )
    assert reading.counted is Counted.ROW


def test_a_table_may_have_titles_and_a_line_with_its_delimiter() -> None:
    titled = read(".csv", "Prices of 2024\n\nName;Price\nSäge;3,50\n".encode("cp1252"))
    assert [(block.text, block.header) for block in titled.blocks] == [
        ("Prices of 2024", ""),
        ("Name | Price\nSäge | 3,50",) * 1 + ("Name | Price",),
    ]
    assert read(".csv", "sep=;\nName;Price\nSaw;3,5\n").blocks[0].span == Span(2, 3)
    assert read(".csv", "1,2\n3,4\n").blocks[0].header == ""


def test_an_unclosed_quotation_mark_hides_no_row() -> None:
    reading = read(".csv", 'a,b\n1,x\n2,"open\n3,y\n')
    assert reading.blocks[0].text.split("\n") == ["a | b", "1 | x", '2 | "open', "3 | y"]
    assert "never closed" in reading.notes[0]


def test_a_short_table_leaves_the_longest_cell_that_others_may_read() -> None:
    before = csv.field_size_limit()
    read(".csv", "a,b\n1,2\n")
    assert csv.field_size_limit() == before
    assert texts(read(".csv", f"a,b\n1,{'2' * (before + 1)}\n"))


def test_two_header_rows_of_a_table_are_joined_if_the_second_names_columns() -> None:
    headed = read(".csv", "Branch,2023,,2024,\n,Plan,Actual,Plan,Actual\nArlen,1,2,3,4\n")
    assert headed.blocks[0].header == "Branch | 2023 Plan | 2023 Actual | 2024 Plan | 2024 Actual"
    assert read(".csv", "Name,City\nUte,Ulm\nAnn,Bern\n").blocks[0].header == "Name | City"


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (r"J\"{o}rg M{\"u}ller, Garc\'{\i}a, na\"\i ve", "Jörg Müller, García, naïve"),
        (r"S{\o}ren, Stra\ss e, Stra{\ss}e, \L{}ukasz, \AA se", "Søren, Straße, Straße, Łukasz, Åse"),
        (r"Dvo\v{r}\'ak, \c{c}a, Erd\H{o}s, \v Skoda", "Dvořák, ça, Erdős, Škoda"),
        (r"end \\'a \begin{b} \cite{d} \'3 \=x $\frac{1}{2}$", r"end \\'a \begin{b} \cite{d} \'3 \=x $\frac{1}{2}$"),
    ],
)
def test_the_letters_of_latex_are_read_as_they_are_printed(source: str, wanted: str) -> None:
    reading = read(".tex", f"\\documentclass{{a}}\n\n{source}\n")
    assert (reading.blocks[1].text, reading.blocks[1].span) == (wanted, Span(3, 3))


def test_a_header_that_is_too_long_is_not_repeated() -> None:
    reading = read(".csv", ",".join(f"column {n}" for n in range(500)) + "\n" + ",".join("1" * 500) + "\n")
    assert (reading.blocks[0].header, reading.blocks[0].text[:8]) == ("", "column 0")


MARKDOWN = """---
title: "The workshop"
tags: [a, b]
---
# Rules

Clean your *bench*
before ~~ten~~ nine <!-- hidden --> sharp.

| Item | Euro |
|------|------|
| Saw  | 1940 |
| Axe  | 12   |

- [ ] lock the door
- see `a
  b` and more[^1]

> Quoted
> twice

```python
fee = 54

rent = 7
```

Two lines
of heading
----------

<p>In <b>HTML</b>.<script>x</script></p>

![](pump.png)
The pump.

[^1]: Ibid.
[^2]: A longer note.
"""


def test_markdown_keeps_its_lines_headings_tables_and_notes() -> None:
    reading = read(".md", MARKDOWN)
    found = {block.text: block for block in reading.blocks}
    assert reading.blocks[0] == Block("The workshop", heading="The workshop")
    assert found["Clean your bench\nbefore ten nine  sharp."].span == Span(7, 8)
    assert found["Item | Euro"].span == Span(10, 10)
    table = found["Saw | 1940\nAxe | 12"]
    assert (table.span, table.header, table.heading) == (Span(12, 13), "Item | Euro", "The workshop › Rules")
    assert found["- [ ] lock the door"].span == Span(15, 15)
    assert found["Quoted\ntwice"].span == Span(19, 20)
    assert (found["fee = 54"].span, found["rent = 7"].span) == (Span(23, 23), Span(25, 25))
    assert found["Two lines of heading"].heading == "The workshop › Rules › Two lines of heading"
    assert found["In HTML."].span == Span(32, 32)
    assert found["The pump."].span == Span(34, 35)
    assert {"[^1]: Ibid.", "[^2]: A longer note."} <= found.keys()
    assert found["tags: a, b"] == Block("tags: a, b", heading="The workshop", span=Span(3, 3))
    assert not any("hidden" in text for text in found)
    assert reading.hidden >= len("hidden")
    assert lines_agree(reading, MARKDOWN)


RST = """
Rules
=====

Clean your *bench* with :func:`os.path` and :ref:`care <care-label>` [1]_.

.. hidden remark
.. versionadded:: 2.3
   Lamps were added.
.. include:: /etc/passwd
.. raw:: html

   <b>raw</b>

Prices
------

+------+------+
| Item | Euro |
+======+======+
| Saw  | 1940 |
+------+------+

- first

  - second

:Place: Hall B

.. code-block:: python

   fee = 54

.. [1] A footnote.
"""


def test_rst_keeps_headings_lists_tables_and_unknown_directives() -> None:
    reading = read(".rst", RST)
    found = {block.text.strip(): block for block in reading.blocks}
    assert "Clean your bench with os.path and care 1." in found
    assert "2.3\n   Lamps were added." in found
    assert found["Item | Euro\nSaw | 1940"].header == "Item | Euro"
    assert found["fee = 54"].heading == "Rules › Prices"
    assert {"first", "second", "Place: Hall B", "A footnote."} <= found.keys()
    assert not any(word in text for text in found for word in ("hidden", "root:", "raw"))
    assert reading.hidden == len("hidden remark")


RTF = (
    rb"""{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Arial;}{\f1\fcharset128 MS Mincho;}{\f2\fcharset178 Arial;}}
{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}{\info{\title Secret}}
\pard\s1 Rules\par\pard \'cf\'f0\'e0\'e2\'e8\'eb\'e0 {\v hidden }visible{\deleted gone}{\footnote a note} text\par
{\f1 \'83A\'83\'43 \'8c\'ae}\par \f2\'e3\'dd\'ca\'c7\'cd\par\f0 \u-10179?\u-8704? costs 7 \u8364\'80{\*\annotation comment}\par
\trowd\pard\intbl Item\cell Price\par in euro\cell\row\trowd\pard\intbl Saw\cell 7\cell\row
\pard after{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt in a box\par}} the table{\pict\wmetafile8 """
    + b"00ff" * 300
    + rb"""}\par}"""
)


def test_rtf_is_read_in_the_charsets_of_its_fonts_without_invisible_text() -> None:
    reading = read(".rtf", RTF)
    assert [" ".join(text.split()) for text in texts(reading)] == [
        "Rules", "Правила visible text", "a note", "アイ 鍵", "مفتاح", "😀 costs 7 €", "Item | Price in euro Saw | 7",
        "after the table", "in a box",
    ]  # fmt: skip
    assert reading.blocks[1].heading == "Rules"
    assert reading.blocks[6].header == "Item | Price in euro"
    assert reading.hidden == len("hidden goneSecretcomment")


def test_json_values_are_read_under_their_keys() -> None:
    data = '{"shop": {"name": "Ösel", "open": true, "price": 1.10, "tags": ["a", "b"], "none": null, "name": "again",'
    data += ' "items": [{"id": 12345678901234567890, "text": "Saw"}, {"a": {"b": {"c": {"d": "deep"}}}}]}}'
    assert [(block.heading, block.text) for block in read(".json", data).blocks] == [
        ("shop", "name: Ösel\nopen: true\nprice: 1.10\ntags: a, b\nname: again"),
        ("shop › items › 1", "id: 12345678901234567890\ntext: Saw"),
        ("shop › items › 2 › a › b", "c.d: deep"),
    ]


def test_a_damaged_line_of_json_lines_affects_only_that_line() -> None:
    text = '{"q": "Where?", "a": {"at": ["Hall B"]}}\n\nbad\n{"q": "Who?\\nWhen?"}\n' + "bad\n" * 9
    for suffix in (".jsonl", ".ndjson"):
        reading = read(suffix, text)
        assert reading.blocks == (Block("q: Where? | a: at: Hall B", span=Span(1, 1)), Block("q: Who?; When?", span=Span(4, 4)))
        assert reading.unread[0] == "line 3: not valid JSON"
        assert reading.unread[-1] == "5 more lines: not valid JSON"
    assert len(read(".json", '{"a": 1}\n{"a": 2}\n').blocks) == 2


def test_truncated_json_is_read_as_text() -> None:
    reading = read(".json", '{"place": "Hall B",\n "day": "Sat')
    assert texts(reading) == ['{"place": "Hall B",\n "day": "Sat']
    assert "not valid JSON" in reading.notes[0]


def test_the_text_of_xml_elements_is_read_in_any_charset() -> None:
    page = """<?xml version="1.0" encoding="{}"?><!DOCTYPE html PUBLIC "-//W3C//DTD" "http://x"><r xmlns:a="b"><!-- hidden -->
    <a:item id="1"><a:name>Säge</a:name><price>3.5</price></a:item><p>Text with <b>bold</b> tail</p>
    <s><para>one</para><para>two</para></s><c><![CDATA[a <b> c]]></c></r>"""
    for charset in ("ISO-8859-1", "utf-8", "utf-16"):
        reading = read(".xml", page.format(charset).encode(charset))
        assert texts(reading) == ["name: Säge\nprice: 3.5", "Text with bold tail", "one", "two", "a <b> c"]
        assert reading.hidden == len("hidden")


def test_a_notebook_is_read_with_the_numbers_of_its_cells() -> None:
    outputs = [
        {"output_type": "stream", "text": ["54\n"]},
        {"output_type": "display_data", "data": {"image/png": "iVBOR", "text/plain": "<Figure>"}},
        {"output_type": "error", "ename": "ValueError", "evalue": "too many"},
    ]
    cells = [
        {"cell_type": "markdown", "source": ["# Fees\n", "\n", "For members.\n"]},
        {"cell_type": "code", "source": "fee = 54\n\nfee", "outputs": outputs},
    ]
    for notebook in ({"cells": cells, "nbformat": 4}, {"worksheets": [{"cells": cells}], "nbformat": 3}):
        reading = read(".ipynb", json.dumps(notebook))
        assert [(block.text.strip(), block.span) for block in reading.blocks] == [
            ("Fees", Span(1, 1)), ("For members.", Span(1, 1)), ("fee = 54\n\nfee", Span(2, 2)), ("54", Span(2, 2)),
            ("ValueError: too many", Span(2, 2)),
        ]  # fmt: skip
        assert {block.heading for block in reading.blocks} == {"Fees"}
        assert reading.counted is Counted.CELL


def test_subtitles_become_passages_with_their_seconds() -> None:
    web = """WEBVTT

NOTE hidden remark

STYLE
::cue {}

intro
00:00:01.000 --> 00:00:04.000 align:start
<v Maren>Hello <i>there</i> &amp; welcome.

00:05.000 --> 00:07.500
{\\an8}The key <00:00:06.000>hangs
by the door.

01:00:20.000 --> 01:00:21.000
Bye.
"""
    reading = read(".vtt", web)
    assert reading.blocks == (
        Block("Maren: Hello there & welcome. The key hangs by the door.", span=Span(1, 7)),
        Block("Bye.", span=Span(3620, 3621)),
    )
    assert reading.hidden > len("hidden remark")
    japanese = "1\r\n00:00:01,000 --> 00:00:02,000\r\n会員は鍵を\r\n\r\n2\r\n00:00:02,500 --> 00:00:04,000\r\n返します。\r\n"
    assert texts(read(".srt", japanese.encode("shift-jis"))) == ["会員は鍵を返します。"]
    long = "".join(
        f"{n}\n00:{n // 60:02}:{n % 60:02},000 --> 00:{n // 60:02}:{n % 60:02},900\nSentence number {n}.\n\n"
        for n in range(300)
    )
    assert max(map(len, texts(read(".srt", long)))) < 700


LAUGHS = (
    "<!DOCTYPE r [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]><r>&a9;</r>"
)
RST_BOMB = ".. |a0| replace:: xxxxxxxxxxxxxxxxxxxx\n" + "".join(
    f".. |a{n}| replace:: {f'|a{n - 1}| ' * 10}\n" for n in range(1, 9)
)
HOSTILE: dict[str, tuple[str, str | bytes]] = {
    "md brackets": (".md", "[" * 30_000),
    "md quotes": (".md", ">" * 60_000),
    "md images": (".md", "![" * 20_000),
    "md list": (".md", "".join("  " * n + "- x\n" for n in range(1_000))),
    "md comments": (".md", "<!--" * 60_000),
    "md yaml": (".md", "---\na: &a [x, x]\nb: &b [*a, *a]\nc: !!python/object/apply:os.system [id]\n---\nText"),
    "md lines": (".md", "a\n" * 500_000),
    "md rows": (".md", "|a|b|\n|-|-|\n" + "|1|2|\n" * 60_000),
    "md stars": (".md", "*a " * 30_000),
    "rst bomb": (".rst", f"{RST_BOMB}\n|a8|\n"),
    "rst circle": (".rst", ".. |a| replace:: |b|\n.. |b| replace:: |a|\n\n|a|\n"),
    "rst list": (".rst", "".join("  " * n + "- x\n\n" for n in range(400))),
    "rst ticks": (".rst", "`a\n" * 20_000),
    "rtf groups": (".rtf", r"{\rtf1" + "{" * 300_000),
    "rtf closers": (".rtf", r"{\rtf1 a" + "}" * 300_000),
    "rtf fonts": (".rtf", r"{\rtf1{\fonttbl" + r"\f1" * 100_000),
    "rtf picture": (".rtf", r"{\rtf1{\pict " + "ab" * 5_000_000 + "}x}"),
    "rtf bin": (".rtf", r"{\rtf1\pict\bin" + "9" * 5_000),
    "rtf notes": (".rtf", r"{\rtf1" + r"{\footnote " * 50_000),
    "csv columns": (".csv", "a," * 300_000),
    "csv unclosed": (".csv", '"' + "x,y\n" * 100_000),
    "csv cell": (".csv", "x" * 20_000_000),
    "csv commas": (".csv", ",,,\n" * 200_000),
    "json deep": (".json", "[" * 100_000),
    "json digits": (".json", "1" * 200_000),
    "json objects": (".json", '{"a":' * 900 + "1" + "}" * 900),
    "json surrogate": (".json", '{"a": "\\ud800 x"}'),
    "jsonl deep": (".jsonl", "[" * 100_000 + '\n{"a": 1}\n'),
    "xml laughs": (".xml", LAUGHS),
    "xml deep": (".xml", "<a>" * 100_000),
    "xml outside": (".xml", f'<!DOCTYPE r [<!ENTITY f SYSTEM "file://{__file__}">]><r>&f;</r>'),
    "xml cut": (".xml", "<r><a>one</a><b>tw"),
    "xml comments": (".xml", "<!--" * 60_000),
    "notebook odd": (".ipynb", '{"cells": [1, [2], {"outputs": [{"data": [1], "text": {"a": 1}}]}]}'),
    "notebook level": (".ipynb", '{"cells": [{"cell_type": "heading", "level": "x", "source": "a"}]}'),
    "srt cut": (".srt", "1\n00:00:01,000 --> 00:0"),
    "srt arrows": (".srt", "-->" * 100_000),
    "srt tags": (".vtt", "00:01.000 --> 00:02.000\n" + "<v " * 100_000),
    "txt controls": (".txt", "\v" * 5_000_000 + "x"),
    "txt blanks": (".txt", "a\n" + " \n" * 1_000_000 + "b"),
    "txt line": (".txt", "word " * 300_000),
    "code line": (".js", "a(b,c);" * 500_000),
    "code defs": (".py", "def f(): pass\n" * 20_000),
    "code deep": (".py", "".join(" " * n + "class A:\n" for n in range(1_000))),
    "txt picture": (".txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
    "rtf text": (".rtf", "plain text"),
    "empty": (".json", ""),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_read_or_refused_in_a_few_seconds(worker: Worker, case: str) -> None:
    suffix, text = HOSTILE[case]
    began = time.monotonic()
    try:
        found = worker.read(suffix, text if isinstance(text, bytes) else text.encode()).text
    except UnreadableDocument as problem:
        found = ""
        assert not any(word in str(problem) for word in ("crashed", "failed", "longer", "processor time", "more than 768"))  # noqa: PT017
    assert time.monotonic() - began < 20
    assert "lines_agree" not in found
    assert len(found) < 25_000_000


def test_truncated_xml_is_read_up_to_the_cut_and_reported() -> None:
    reading = read(".xml", "<r><a>one</a><b>two</b><c>thr")
    assert "one" in "\n".join(texts(reading))
    assert reading.unread


def test_each_suffix_has_its_reader() -> None:
    assert {READERS[suffix] for suffix in (".toml", ".kt", ".sql", ".css", ".h")} == {"code"}
    assert {READERS[suffix] for suffix in (".txt", ".org", ".adoc")} == {"plain"}


def test_an_output_of_a_notebook_without_plain_text_is_read_from_markdown_or_html() -> None:
    table = {"data": {"text/html": "<table><tr><th>Item<th>Sum<tr><td>Lamp<td>3</table>"}}
    note = {"data": {"text/plain": "<IPython.core.display.Markdown object>", "text/markdown": "**Gate** seven"}}
    cell = {"cell_type": "code", "source": "show()", "outputs": [table, note]}
    blocks = read(".ipynb", json.dumps({"cells": [cell]})).blocks
    assert [block.text for block in blocks] == ["show()", "Item | Sum\nLamp | 3", "Gate seven"]


def test_all_attributes_of_empty_xml_elements_are_read_if_one_of_them_has_words() -> None:
    items = '<item name="Third flowerpot" price="12.50"/><item name="Lamp" price="3"/>'
    blocks = read(".xml", f"<list><title>Spring</title>{items}</list>").blocks
    assert [block.text for block in blocks] == ["Spring", "name: Third flowerpot; price: 12.50", "name: Lamp; price: 3"]


def test_an_empty_output_of_a_notebook_does_not_affect_others() -> None:
    outputs = [{"data": {"text/html": markup}} for markup in ("<frameset>", "<p>third lamp</p>")]
    blocks = read(".ipynb", json.dumps({"cells": [{"source": "show()", "outputs": outputs}]})).blocks
    assert [block.text for block in blocks] == ["show()", "third lamp"]
