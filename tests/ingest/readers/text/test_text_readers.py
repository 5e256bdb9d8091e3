"""Every text format is read in each language, in the worker process too, and hostile files cost seconds."""

import json
import time
from collections.abc import Callable

import pytest

from ingest.documents import Block, Counted, Span
from ingest.errors import UnreadableDocument
from ingest.isolation.worker import Worker
from ingest.readers import READERS
from tests.ingest.readers.reading import read, texts

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


def test_each_suffix_has_its_reader() -> None:
    assert {READERS[suffix] for suffix in (".toml", ".kt", ".sql", ".css", ".h")} == {"code"}
    assert {READERS[suffix] for suffix in (".txt", ".org", ".adoc")} == {"plain"}
