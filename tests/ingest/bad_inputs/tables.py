"""Damaged and hostile CSV, JSON, XML and notebooks: deep nesting, entity expansion, truncation, external references."""

import json

from tests.ingest.bad_inputs.case import CANARY_FILE, NOWHERE, PROBE, SECRET, BadInput, Outcome, either, fine, partly, refused
from tests.ingest.bad_inputs.word import laughs

CSV = (
    # No person reads a row of a million columns; it is right to read all of it, and to report what is left out.
    either(
        "csv/1,000,000 columns.csv",
        lambda: f"part,weight\n{PROBE},31.4\n{',' * 1_000_000}\n{'a,' * 1_000_000}\n".encode(),
        Outcome.TEXT | Outcome.PARTIAL,
        "column|cell|row|long",
        "",
        longest=5_000_000,
    ),
    fine("csv/quote that never ends.csv", lambda: f'{PROBE},1\n"' + "a,b\n" * 50_000),
    fine("csv/formulas.csv", f"{PROBE},=cmd|' /C calc'!A0\n+1+1,@SUM(1)\n", PROBE, "calc"),
    fine("csv/cell of 300 KB.csv", lambda: f"part,text\n{PROBE},{'word ' * 60_000}end of cell\n", PROBE, "end of cell"),
    # Each part of a table repeats its header, so a long header must not be repeated.
    fine(
        "csv/head of 300 KB.csv",
        lambda: f"{'long,' * 60_000}end\n" + f"{PROBE},1\n" * 2_000,
        PROBE,
    ),
    fine("csv/nul bytes.csv", f"part,weight\n{PROBE}\0,3\0\n"),
    fine("csv/rows of all lengths.csv", f"a,b,c\n{PROBE}\n1,2,3,4,5,6\n\n,\n"),
    refused("csv/commas alone.csv", ",,,,\n" * 500, "no text"),
    fine("csv/line ends of three kinds.csv", f"a,b\r{PROBE},1\r\nc,d\n"),
    fine("csv/one column.csv", f"part\n{PROBE}\n"),
    fine("csv/semicolons and a mark.csv", b"\xef\xbb\xbf" + f"Teil;Größe\n{PROBE};3,4\n".encode(), PROBE, "Größe"),
    fine("csv/its own separator.csv", f"sep=|\npart|weight\n{PROBE}|31\n"),
    fine("csv/quotes in the middle.csv", f'a,b\n{PROBE} 3" long,"x" y "z"\n'),
    fine("csv/escapes.csv", f"{PROBE},after\x1b[31m\x9bit\n"),
    refused("csv/a picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "binary|charset|not"),
    fine("csv/tabs.tsv", f"part\tweight\n{PROBE}\t31.4\n\t\t\n"),
)
_GOOD = json.dumps({"text": PROBE})
JSON = (
    refused("json/100,000 deep.json", "[" * 100_000 + "]" * 100_000, "nested too deep"),
    refused("json/100,000 openings.json", "[" * 100_000, "nested too deep|damaged|not"),
    either(
        "json/900 deep.json", "[" * 900 + _GOOD + "]" * 900, Outcome.TEXT | Outcome.ERROR, "nested too deep"
    ),  # nobody nests so deep
    # Python refuses a number with so many digits; it is right to keep its text, and to report the file.
    either("json/200,000 digits.json", f'{{"text": "{PROBE}", "n": {"9" * 200_000}}}', Outcome(7), "number|digits"),
    fine("json/half of a pair.json", rf'{{"text": "{PROBE}", "bad": "a\ud800b"}}'),
    fine("json/escapes.json", rf'{{"text": "{PROBE}", "bad": "after\u001b[31m\u009b\u202eit", "\u001bkey": 1}}'),
    fine("json/key twice.json", f'{{"text": "first", "text": "{PROBE}"}}'),
    fine("json/no numbers.json", f'{{"text": "{PROBE}", "a": NaN, "b": Infinity, "c": 1e400, "d": -0}}'),
    fine("json/mark before.json", b"\xef\xbb\xbf" + _GOOD.encode()),
    fine("json/UTF-16.json", _GOOD.encode("utf-16")),
    either("json/comma too many.json", f'{{"text": "{PROBE}",}}', Outcome(7), "damaged|not|line|JSON"),  # its text is readable
    # A file that isn't JSON may be read as text.
    either("json/cut.json", f'[{_GOOD}, {{"a": "bro', Outcome(7), "damaged|cut|not|line|JSON"),
    either("json/words.json", f"No JSON at all: {PROBE}", Outcome.TEXT | Outcome.ERROR, "JSON|damaged|not"),
    refused("json/a picture.json", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "binary|charset|not"),
    refused("json/empty.json", "{}", "no text"),
    fine(
        "json/100,000 keys.json", lambda: json.dumps({PROBE: PROBE, **{f"k{n}": n for n in range(100_000)}}), longest=4_000_000
    ),
    fine("json/key of 1 MB.json", lambda: json.dumps({"k" * 1_000_000: PROBE}), longest=4_000_000),
    partly(
        "jsonl/one bad line.jsonl", f'{_GOOD}\n{{"broken\n{{"text": "The last line."}}\n', "line 2", PROBE, "The last line."
    ),
    partly("jsonl/one deep line.jsonl", f"{_GOOD}\n{'[' * 100_000}\n{_GOOD}\n", "line 2"),
    fine("jsonl/empty lines.jsonl", f"\n\n{_GOOD}\n\n\r\n{_GOOD}\n\n"),
    refused("jsonl/bad lines alone.jsonl", "{bad\n" * 5_000, "line|JSON|damaged"),
)


def xml(body: str, *, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<manual><p>{PROBE}</p>{body}</manual>'


DTD = "DOCTYPE|DTD|entit|damaged"
XML = (
    # An XML file may have a DTD, and its own text can be read; entities must not be expanded or downloaded.
    either(
        "xml/file behind an entity.xml",
        xml("&f;", before=f'<!DOCTYPE m [<!ENTITY f SYSTEM "file://{CANARY_FILE}">]>'),
        Outcome(7),
        DTD,
    ),
    either(
        "xml/file behind a parameter.xml",
        xml("", before=f'<!DOCTYPE m [<!ENTITY % f SYSTEM "{CANARY_FILE}"> %f;]>'),
        Outcome(7),
        DTD,
    ),
    either("xml/DTD elsewhere.xml", xml("", before=f'<!DOCTYPE m SYSTEM "{NOWHERE}/m.dtd">'), Outcome(7), DTD),
    refused("xml/billion laughs.xml", xml("&l9;", before=laughs()), DTD),
    refused("xml/one long entity, often.xml", xml("&a;" * 50_000, before=f'<!DOCTYPE m [<!ENTITY a "{"a" * 50_000}">]>'), DTD),
    either("xml/100,000 deep.xml", xml("<a>" * 100_000 + "</a>" * 100_000), Outcome(7), "deep|damaged"),  # nobody nests so deep
    fine("xml/200 deep.xml", xml("<a>" * 200 + "deep" + "</a>" * 200), PROBE, "deep"),
    fine(
        "xml/includes a file.xml",
        xml(f'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{CANARY_FILE}" parse="text"/>'),
    ),
    fine("xml/style elsewhere.xml", xml("", before=f'<?xml-stylesheet href="{NOWHERE}/x.xsl" type="text/xsl"?>')),
    either("xml/cut.xml", xml("<p>The second")[:-15], Outcome.PARTIAL | Outcome.ERROR, "damaged|cut|XML|line"),
    either("xml/unknown prefix.xml", xml("<a:b>x</a:b>"), Outcome(7), "damaged|XML"),  # most readers take it as it is
    fine("xml/comment.xml", xml(f"<!-- {SECRET} --><?php {SECRET} ?>")),
    fine("xml/UTF-16.xml", xml("").replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")),
    fine(
        "xml/Latin.xml", xml("<p>Größe</p>").replace('"1.0"', '"1.0" encoding="iso-8859-1"').encode("latin-1"), PROBE, "Größe"
    ),
    fine("xml/attribute of 1 MB.xml", lambda: xml(f'<a x="{"x" * 1_000_000}"/>'), longest=4_000_000),
    refused("xml/no XML.xml", "just words & more", "damaged|XML|not"),
    refused("xml/no text.xml", "<a><b/></a>", "no text"),
)


def notebook(*cells: object) -> str:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [_cell(PROBE), *cells]})


def _cell(source: object, kind: str = "markdown", **more: object) -> dict[str, object]:
    return {"cell_type": kind, "metadata": {}, "source": source, **more}


def output(data: dict[str, object]) -> dict[str, object]:
    return _cell("x", "code", execution_count=1, outputs=[{"output_type": "display_data", "metadata": {}, "data": data}])


IPYNB = (
    refused("ipynb/no JSON.ipynb", "{", "damaged|JSON|not"),
    refused("ipynb/no notebook.ipynb", '{"a": 1}', "damaged|notebook|not|no "),
    refused("ipynb/list.ipynb", "[1, 2]", "damaged|notebook|not|no "),
    either(
        "ipynb/cells of all kinds.ipynb",
        notebook(None, 7, [], {"cell_type": 3}, _cell(5), _cell([1, None])),
        Outcome(7),
        "cell|damaged",
    ),
    fine("ipynb/picture of 5 MB.ipynb", lambda: notebook(output({"image/png": "A" * 5_000_000})), longest=2_000),
    fine("ipynb/escapes.ipynb", notebook(output({"text/plain": ["after\x1b[31mit\x9b"]})), PROBE),
    fine(
        "ipynb/script in an output.ipynb",
        notebook(output({"text/html": [f"<script>{SECRET}</script>"], "application/javascript": SECRET})),
    ),
    fine("ipynb/hidden in a cell.ipynb", notebook(_cell(f"<!-- {SECRET} -->"))),
    refused("ipynb/100,000 deep.ipynb", '{"cells": ' + "[" * 100_000, "nested too deep|damaged|JSON"),
)
CASES: tuple[BadInput, ...] = CSV + JSON + XML + IPYNB
