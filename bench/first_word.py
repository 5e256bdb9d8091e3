"""Measures the seconds to the first word of answers from a library, against whole passages and stock llama-cpp-python.

Usage: python -m bench.first_word HOME QUESTIONS.jsonl [--library real] [--count 16] [--chat-model NAME]

QUESTIONS.jsonl holds {id, lang, kind, question}; a sample takes the languages and kinds in turn. Each question is asked in one
way after the other: "ask" in a new conversation, "typed" after a pause in typing in which its sources were evaluated,
"passages" with whole passages of 900 tokens and the names of their files in place of sentences, and "stock" by
llama-cpp-python with the four best passages, each of 1,000 characters of its document, in a plain prompt. "ask" and "typed"
include the search, the others don't. The system prompt is kept evaluated in all ways but the last, as the program keeps it on
disk.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from statistics import median
from threading import Event
from typing import Any

import llama_cpp
from rich.console import Console
from rich.table import Table

from bench.lfm2_first_word import stock_seconds
from bench.real_answers import SEED, sample
from bench.search_spaces import Row, rows
from indexes.library import Library
from indexes.records import ChunkRow
from ragassist.app import App
from ragassist.engine.tuning import usual_tuning
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt import Prompt
from ragassist.retrieval.retriever import Retriever
from ragassist.settings.schema import load_settings

_CHUNKS, _CHARACTERS = 4, 1_000
_PLAIN = "Use the following context to answer the question at the end.\n\n{context}\n\nQuestion: {question}\nHelpful Answer:"


@dataclass(frozen=True, slots=True)
class First:
    """The tokens of a prompt, those that were evaluated, and the seconds to the first token of its answer."""

    tokens: int
    evaluated: int
    seconds: float


@dataclass(frozen=True, slots=True)
class FirstWords:
    """Asks a library in each of the ways."""

    app: App
    library: Library
    loaded: LoadedModel
    stock: llama_cpp.Llama

    def ways(self) -> Mapping[str, Callable[[Row], First | None]]:
        """Return the ways by name; each returns None for a question for which no model is asked."""
        return {"ask": self.ask, "typed": self.typed, "passages": self.passages, "stock": self.by_stock}

    def ask(self, row: Row) -> First | None:
        """Ask in a new conversation."""
        return self._asked(row, prepared=False)

    def typed(self, row: Row) -> First | None:
        """Ask after the sources were evaluated during a pause in typing."""
        return self._asked(row, prepared=True)

    def _asked(self, row: Row, *, prepared: bool) -> First | None:
        session, options = self.app.open_session(self.library), self.app.ask_options()
        self._forget()
        if prepared:
            session.prepare(row["question"], options)
        timings = session.answer(row["question"], options).timings
        if timings.time_to_first_token_s is None:
            return None
        return First(timings.prompt_tokens, timings.evaluated_tokens, timings.time_to_first_token_s)

    def passages(self, row: Row) -> First:
        """Evaluate a prompt of whole passages."""
        evidence = Retriever(self.library, self.app.ask_options().context_tokens).evidence(row["question"], row["lang"])
        builder = self.loaded.builder()
        sources = [replace(source, named=True) for source in evidence.sources]
        prompt = Prompt.of([builder.system(), *builder.sources(sources), *builder.question(row["question"], row["lang"])])
        self._forget()
        return self._timed(prompt)

    def _forget(self) -> None:
        """Keep only the system prompt evaluated."""
        self.loaded.model.prefill(Prompt.of([self.loaded.builder().system()]).ids, (), Event())

    def _timed(self, prompt: Prompt) -> First:
        started = time.monotonic()
        done = self.loaded.model.prefill(prompt.ids, prompt.marks, Event())
        next(iter(self.loaded.model.decode(self.loaded.sampling, SEED, 1, Event())), None)
        return First(done.prompt_tokens, done.evaluated_tokens, time.monotonic() - started)

    def by_stock(self, row: Row) -> First:
        """Evaluate a plain prompt with four passages of a thousand characters by llama-cpp-python."""
        hits = self.library.search(row["question"], row["lang"], _CHUNKS)
        texts = [self._from(hit.chunk) for hit in hits]
        user = _PLAIN.format(context="\n\n".join(texts), question=row["question"])
        family = self.loaded.family
        text = family.user.open + user + family.user.close + family.assistant.open
        ids = self.loaded.model.tokenize(text, trusted=True)
        return First(len(ids), len(ids), stock_seconds(self.stock, ids))

    def _from(self, chunk: ChunkRow) -> str:
        document = self.library.load_document(chunk.path)
        return document.text[chunk.start : chunk.start + _CHARACTERS] if document else chunk.text


def report(found: Mapping[str, list[First]]) -> Table:
    """Return the medians of each way, and the median of the ratios of its seconds to those of "ask"."""
    table = Table("", "n", "tokens", "evaluated", "first word, s", "to ask")
    for way, firsts in found.items():
        ratios = (one.seconds / ask.seconds for one, ask in zip(firsts, found["ask"], strict=True))
        figures = (f"{median(getattr(one, name) for one in firsts):.0f}" for name in ("tokens", "evaluated"))
        table.add_row(way, str(len(firsts)), *figures, f"{median(one.seconds for one in firsts):.1f}", f"{median(ratios):.2f}")
    return table


def main() -> None:
    """Ask the questions and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--library", default="real")
    parser.add_argument("--count", type=int, default=16, help="number of questions")
    parser.add_argument("--chat-model")
    arguments = parser.parse_args()
    given: dict[str, Any] = {"chat_model": arguments.chat_model} if arguments.chat_model else {}
    app = App(load_settings(home=arguments.home, library=arguments.library, **given), print)
    loaded, tuning = app.load_chat_model(), usual_tuning()
    stock = llama_cpp.Llama(
        str(app.models.chat().path),
        n_ctx=loaded.model.context,
        n_batch=tuning.batch,
        n_threads=tuning.threads,
        n_threads_batch=tuning.threads,
        verbose=False,
    )
    found: dict[str, list[First]] = {}
    with app.open_library() as library:
        words = FirstWords(app, library, loaded, stock)
        for row in sample(rows(arguments.questions), arguments.count, SEED):
            firsts = {way: first for way, ask in words.ways().items() if (first := ask(row))}
            if len(firsts) == len(words.ways()):
                for way, first in firsts.items():
                    found.setdefault(way, []).append(first)
                print(row["id"], *(f"{way} {first.seconds:.1f}" for way, first in firsts.items()), flush=True)
    Console(width=110).print(report(found))
    app.close()


if __name__ == "__main__":
    main()
