"""Measures how well the language of questions and short texts is detected, against lingua alone, and a ninth language noticed.

Usage: python -m bench.detection LANGID.jsonl [QUERIES.jsonl...] [--errors]

LANGID.jsonl has rows {id, text, lang, kind}, each QUERIES.jsonl rows {query_id, question, lang}. The constants of the detection
were chosen on texts whose id ends in an even digit; the table shows both halves.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from lingua import Language, LanguageDetectorBuilder
from rich.console import Console
from rich.table import Table

from ingest.language.scripts import language_of_script
from ragassist.language import detection
from ragassist.language.registry import languages

SHORT = 20
"""Texts with fewer characters are a group of their own; only longer ones are tested for a ninth language."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its language and the group that it counts in."""

    text: str
    language: str
    group: str


def main() -> None:
    """Print three tables: the share detected rightly by group, the ninth language, and milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("langid", type=Path)
    parser.add_argument("queries", type=Path, nargs="*")
    parser.add_argument("--errors", action="store_true", help="print the texts that were detected wrongly")
    chosen = parser.parse_args()
    console = Console()
    rows = [json.loads(line) for line in chosen.langid.read_text(encoding="utf-8").splitlines()]
    texts = [text for row in rows for text in grouped(row)]
    for path in chosen.queries:
        texts += questions(path)
    console.print(shares_right(texts, errors=chosen.errors))
    console.print(ninth(rows))
    console.print(speed([row["text"] for row in rows if row["lang"] in languages()]))


def grouped(row: dict[str, str]) -> list[Text]:
    """Return a row once for each group that it counts in; none if its language isn't one of the program's."""
    if row["lang"] not in languages():
        return []
    length = "20 characters and more" if len(row["text"]) >= SHORT else "below 20 characters"
    half = "chosen on" if int(row["id"][-1]) % 2 == 0 else "not chosen on"
    return [Text(row["text"], row["lang"], group) for group in (length, f"{length}, {half}", row["kind"])]


def questions(path: Path) -> list[Text]:
    """Return a set's questions in the program's languages."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    group = f"questions of {path.parent.name}"
    return [Text(row["question"], row["lang"][:2], group) for row in rows if row["lang"][:2] in languages()]


def lingua_alone() -> Callable[[str], str | None]:
    """Return a detector that uses the script and then lingua, without the function words that the program also uses."""
    wanted = (Language.ENGLISH, Language.FRENCH, Language.GERMAN, Language.SPANISH)
    detector = LanguageDetectorBuilder.from_languages(*wanted, Language.ARABIC, Language.CHINESE).build()

    def detect(text: str) -> str | None:
        found = detector.detect_language_of(text)
        return language_of_script(text) or (found.iso_code_639_1.name.lower() if found else None)

    return detect


def shares_right(texts: Iterable[Text], *, errors: bool) -> Table:
    """Return the table of right detections by group."""
    alone = lingua_alone()
    right: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    wrong = {}
    for text in texts:
        ours = detection.detect(text.text)
        other = "de" if text.language != "de" else "en"
        against = detection.language_for(text.text, other)
        right[text.group].append((ours == text.language, alone(text.text) == text.language, against == text.language))
        if ours != text.language:
            wrong[text.text] = (text.language, ours)
    table = Table("texts", "number", "ours", "lingua alone", "ours in a conversation in another language", title="Share right")
    for group, marks in right.items():
        table.add_row(group, str(len(marks)), *(f"{sum(column) / len(marks):.4f}" for column in zip(*marks, strict=True)))
    for written, found in wrong.items() if errors else ():
        print(*found, written)
    return table


def ninth(rows: list[dict[str, str]]) -> Table:
    """Return the table of texts that are taken for a language that the program doesn't have, by their language."""
    noticed: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        if len(row["text"]) >= SHORT:
            name = "ours" if row["lang"] in languages() else row["lang"]
            noticed[name].append(detection.other_language(row["text"]) is not None)
    table = Table("language", "texts", "noticed", title="A ninth language, from 20 characters on")
    for name, marks in sorted(noticed.items(), key=lambda item: (item[0] != "ours", item[0])):
        table.add_row(name, str(len(marks)), f"{sum(marks) / len(marks):.3f}")
    return table


def speed(texts: list[str]) -> Table:
    """Return the table of milliseconds per text: the median and the 99th percentile."""
    table = Table("function", "ms, median", "ms, longest of a hundred", title="Time a text")
    functions: tuple[Callable[[str], object], ...] = (
        detection.detect, detection.other_language, lambda text: detection.language_for(text, "en"),
    )  # fmt: skip
    for name, function in zip(("detect", "other_language", "language_for"), functions, strict=True):
        times = sorted(timed(function, text) for text in texts)
        table.add_row(name, f"{median(times):.3f}", f"{times[len(times) * 99 // 100]:.3f}")
    return table


def timed(function: Callable[[str], object], text: str) -> float:
    """Return the milliseconds that one call takes."""
    started = time.perf_counter()
    function(text)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
