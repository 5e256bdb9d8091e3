"""Measures the seconds to the first token with LFM2's own vocabulary, in eight languages, against stock llama-cpp-python.

Usage: python -m bench.lfm2_first_word [--tiny] [--budget 64]

The model has random weights and the shape of LFM2-2.6B (1.6 GB), so that its speed is realistic; with --tiny it is tiny, and
only the numbers of tokens are meaningful. For each language the sample's first two questions are asked one after the other,
with the prompt that the program builds, without reasoning and with it. "Cold" is the first question after another prompt,
"warm" the second one. Stock gets the same token ids, through `Llama.generate`. With reasoning, the first token is one of the
reasoning, whose tokens are counted.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Event

import llama_cpp

from bench.lfm2_shape import write as write_shape_of_lfm2
from bench.lfm2_vocabulary import SAMPLE, evidence, fetch_vocabulary, write_tiny, write_vocabulary
from ragassist.answering.options import AskOptions, QuestionContext
from ragassist.answering.prompting import prompted_reply
from ragassist.engine.llama import LlamaChatModel
from ragassist.engine.tuning import usual_tuning
from ragassist.generation.history import History
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.reply import Refused
from ragassist.models.registry import find_entry
from ragassist.retrieval.evidence import Evidence
from ragassist.settings.choices import Thinking

_CONTEXT = 6144


@dataclass(frozen=True, slots=True)
class Asked:
    """The token ids of a question's prompt, and the seconds to the first token of its answer."""

    ids: tuple[int, ...]
    first_s: float
    reasoning_tokens: int


def questions() -> dict[str, list[str]]:
    """Return the sample's first two questions of each language."""
    found: dict[str, list[str]] = {}
    for line in (SAMPLE / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found.setdefault(row["language"], []).append(row["question"])
    return {language: asked[:2] for language, asked in sorted(found.items())}


def asked(loaded: LoadedModel, question: str, language: str, think: Thinking, budget: int) -> Asked:
    """Return what the program's engine measures for a question."""
    options = AskOptions(think=think, think_budget=budget, answer_tokens=2, seed=1)
    context = QuestionContext(question=question, language=language, asked_in=language, options=options, history=History())
    started = time.monotonic()
    prompted = prompted_reply(context, loaded, Evidence(evidence(), 1.0), Event())
    with suppress(Refused):
        for _ in prompted.reply.stream(prompted.fitted.prompt, language):
            pass
    timings = prompted.reply.timings(started)
    return Asked(tuple(prompted.fitted.prompt.ids), timings.time_to_first_token_s or 0.0, timings.reasoning_tokens)


def stock_seconds(model: llama_cpp.Llama, ids: Sequence[int]) -> float:
    """Return the seconds from a prompt to the first token of stock llama-cpp-python."""
    started = time.monotonic()
    next(iter(model.generate(list(ids), temp=0.0)))
    return time.monotonic() - started


def rows(loaded: LoadedModel, stock: llama_cpp.Llama, budget: int) -> Iterator[str]:
    """Yield a line of the table for each language."""
    for language, (first, second) in questions().items():
        told = []
        for think in (Thinking.OFF, Thinking.ON):
            loaded.model.prefill(loaded.model.tokenize("cold", trusted=False), (), Event())
            told += [asked(loaded, question, language, think, budget) for question in (first, second)]
        cold, warm, reasoned, _ = told
        stock_seconds(stock, loaded.model.tokenize("cold", trusted=False))
        by_stock = [stock_seconds(stock, one.ids) for one in (cold, warm)]
        figures = (cold.first_s, warm.first_s, reasoned.first_s, *by_stock)
        counts = f"{len(cold.ids):>8}{reasoned.reasoning_tokens:>11}"
        yield f"{language:4}{counts}" + "".join(f"{seconds:>12.2f}" for seconds in figures)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tiny", action="store_true", help="a tiny model instead of one of LFM2-2.6B's shape")
    parser.add_argument("--budget", type=int, default=64, help="tokens of reasoning")
    arguments = parser.parse_args()
    table, tuning = fetch_vocabulary(), usual_tuning()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.gguf"
        if arguments.tiny:
            write_tiny(path, table, None)
        else:
            write_shape_of_lfm2(path, lambda writer: write_vocabulary(writer, table, None))
        model = LlamaChatModel(path, "LFM2", _CONTEXT)
        loaded = LoadedModel.of(model, find_entry("lfm2-2.6b-exp"))
        stock = llama_cpp.Llama(
            str(path),
            n_ctx=_CONTEXT,
            n_batch=tuning.batch,
            n_threads=tuning.threads,
            n_threads_batch=tuning.threads,
            verbose=False,
        )
        head = ("cold", "warm", "reasoning", "stock cold", "stock warm")
        print(f"{'':4}{'prompt':>8}{'reasoning':>11}" + "".join(f"{name:>12}" for name in head))
        for line in rows(loaded, stock, arguments.budget):
            print(line, flush=True)
        model.close()


if __name__ == "__main__":
    main()
