"""Measures the summaries of the sample library's documents, in two languages each.

Usage: python -m bench.summaries FOLDER [--most N] [--length short|medium|long] [--home DIR] [--library NAME]

FOLDER is the sample as tests/sample/make.py writes it, and the library holds it. For each document and language the table
shows: the number of sentences and the share that a passage supports, the pages that are cited, the facts (of the sample's
questions) that the summary holds, the seconds, and the tokens that the model evaluated, divided by those of the document.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.search_spaces import rows
from indexes.records import DocumentRow
from ragassist.answering.session import Session
from ragassist.app import App
from ragassist.events import finished
from ragassist.language.sentences import sentence_spans
from ragassist.requests.wishes import Length
from ragassist.settings.schema import load_settings
from ragassist.untrusted import without_citation_marks

_QUESTIONS = Path(__file__).parent.parent / "tests" / "sample" / "questions.jsonl"
_LANGUAGES = ("en", "de")
_COLUMNS = ("document", "language", "sentences", "supported", "pages cited", "facts held", "seconds", "evaluated / text")


def facts_of(questions: Sequence[Mapping[str, Any]]) -> dict[str, list[list[str]]]:
    """Return the facts of each document, each as a list of its accepted forms, by the document's path in the sample."""
    facts: defaultdict[str, list[list[str]]] = defaultdict(list)
    for question in questions:
        if question["answerable"]:
            facts[question["document"]].append([plain(answer) for answer in question["answers"]])
    return facts


def plain(text: str) -> str:
    """Return a text without case and white space."""
    return "".join(text.casefold().split())


def measured(
    session: Session, app: App, row: DocumentRow, language: str, *, length: Length, facts: list[list[str]]
) -> list[str]:
    """Return the row of the table for a document's summary in a language."""
    began = time.monotonic()
    options = replace(app.ask_options(), language=language, seed=1)
    answered = finished(session.summarize(row, options, length=length))
    said = without_citation_marks(answered.answer)
    sentences = len(sentence_spans(said))
    supported = len({citation.quote for citation in answered.citations if citation.supported})
    pages = {citation.page for citation in answered.citations if citation.supported and citation.page}
    held = sum(any(form in plain(said) for form in forms) for forms in facts)
    text = session.library.load_document(row.path)
    tokens = len(app.load_chat_model().model.tokenize(text.text if text else "", trusted=False))
    return [
        Path(row.path).name,
        language,
        f"{sentences}",
        f"{min(1.0, supported / max(1, sentences)):.2f}",
        f"{len(pages)} of {row.pages}" if row.pages else "-",
        f"{held} of {len(facts)}",
        f"{time.monotonic() - began:.0f}",
        f"{answered.timings.evaluated_tokens / max(1, tokens):.2f}",
    ]


def main() -> None:
    """Summarize the documents and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=100, help="most documents")
    parser.add_argument("--length", choices=list(Length), default=Length.MEDIUM, type=Length)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--library", default="sample")
    arguments = parser.parse_args()
    app = App(load_settings(home=arguments.home, library=arguments.library))
    facts = facts_of(rows(_QUESTIONS))
    table = Table(*_COLUMNS)
    with app.open_library_to_search() as library:
        session = app.open_session(library, private=True)
        for row in library.documents()[: arguments.most]:
            own = facts[str(Path(row.path).relative_to(arguments.folder.absolute()))]
            languages = dict.fromkeys((row.language, next(code for code in _LANGUAGES if code != row.language)))
            for language in languages:
                table.add_row(*measured(session, app, row, language, length=arguments.length, facts=own))
                Console(stderr=True).print(table.row_count)
    Console().print(table)


if __name__ == "__main__":
    main()
