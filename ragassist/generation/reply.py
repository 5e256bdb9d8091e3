"""Produces one reply of the model: reasoning within a budget, then an answer in the right language."""

import re
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from enum import StrEnum
from threading import Event as StopEvent

from indexes.conversations.records import Timings
from ingest.language.punctuation import CLOSERS, ends_sentence
from ragassist.engine.chat_model import ChatModel
from ragassist.generation.attempt import Attempt, ReplyOptions
from ragassist.generation.meter import Meter
from ragassist.generation.prompt import Prompt
from ragassist.generation.reasoning import StreamPart
from ragassist.generation.sentence_gate import RefusedBehind, Repeated, SentenceGate, WrongLanguage, enough_to_tell
from ragassist.language.drift import differs
from ragassist.language.phrases import phrase
from ragassist.language.refusals import is_refusal, may_become_refusal
from ragassist.models.entries import Sampling

__all__ = ["Refused", "Reply", "ReplyOptions", "Slip"]

_MARKS = re.compile(r"\[[\d\s,،、]*\]")
_CLOSING = (*CLOSERS, "]", "…")


class Refused(Exception):
    """The whole answer is a refusal; nothing of it was yielded."""


class Slip(StrEnum):
    """What is wrong with the language of an answer after a second attempt; the values are names of phrases."""

    OTHER_LANGUAGE = "other_language"
    LEFT_OUT = "left_out"


class Reply:
    """Asks the model, and once more with an opening in the right language if the answer drifts into another language."""

    def __init__(self, model: ChatModel, sampling: Sampling, options: ReplyOptions, stop: StopEvent) -> None:
        self.options, self.meter = options, Meter()
        self.attempt = Attempt(model=model, sampling=sampling, options=options, stop=stop, meter=self.meter)
        self.slip: Slip | None = None
        self.refused_behind = False

    @property
    def said(self) -> str:
        """The answer of the last attempt as the model wrote it, without reasoning."""
        return self.attempt.said

    @property
    def answer_ids(self) -> list[int]:
        """The tokens of `said`."""
        return self.attempt.ids

    def reserve(self, language: str) -> int:
        """Return the most tokens that a reply in a language adds to its prompt."""
        own = len(self._tokens(self.options.closing)) + len(self._tokens(phrase("opening", language)))
        return self.options.most_tokens + own

    def timings(self, started: float) -> Timings:
        """Return the tokens so far, and the seconds since `started`, a value of the monotonic clock."""
        return self.meter.timings(started)

    def _tokens(self, text: str) -> list[int]:
        return self.attempt.model.tokenize(text, trusted=True)

    def stream(self, prompt: Prompt, language: str) -> Iterator[tuple[StreamPart, str]]:
        """Yield the reply's text by part; a sentence is yielded once it is known to be in the language.

        A sentence in another language is dropped, and a second attempt goes on after the sentence before it with an opening
        in the right language; `slip` tells what happened to a wrong sentence in that attempt. An answer that was cut ends in
        "…". An answer ends before a sentence that repeats the one before it, and before a refusal behind it, for which
        `refused_behind` is set. Raises `Refused` and `Stopped`.
        """
        gate, shown = SentenceGate(language), ""
        self.meter.prompt_tokens = len(prompt.ids)
        try:
            for part, text in self._gated(prompt, gate):
                shown += text if part is StreamPart.ANSWER else ""
                yield part, text
        except (RefusedBehind, Repeated) as reason:
            self._ended_at(gate.passed, reason)
        except WrongLanguage:
            for part, text in self._steered(prompt, language, gate.passed):
                shown += text if part is StreamPart.ANSWER else ""
                yield part, text
            if not shown.strip():
                raise Refused from None
        if self.attempt.was_cut and shown.strip() and not _is_closed(shown.rstrip()):
            yield StreamPart.ANSWER, "…"
        if differs(shown, language):
            self.slip = Slip.OTHER_LANGUAGE

    def _gated(self, prompt: Prompt, gate: SentenceGate) -> Iterator[tuple[StreamPart, str]]:
        """Yield the reply through the gate. The answer's beginning waits until it can't be a refusal any more."""
        beginning, begun = "", False
        for part, text in self.attempt.parts(prompt, inside=self.options.thinks):
            if part is StreamPart.REASONING:
                yield part, text
                continue
            beginning = beginning if begun else (beginning + text).lstrip()
            if begun or (enough_to_tell(beginning) and not may_become_refusal(beginning)):
                yield part, gate.feed(text if begun else beginning)
                begun = True
        if not begun:
            if (not beginning and self.meter.reasoning_tokens) or _is_of_marks(beginning):
                raise WrongLanguage  # reasoning or citations but no answer: the second attempt begins it with an opening
            if not beginning or is_refusal(beginning):
                raise Refused
            yield StreamPart.ANSWER, gate.feed(beginning)
        yield StreamPart.ANSWER, gate.finish()

    def _steered(self, prompt: Prompt, language: str, kept: str) -> Iterator[tuple[StreamPart, str]]:
        """Yield the second attempt after the `kept` sentences. A wrong sentence is left out, or shown if it is the only one."""
        gate, written = SentenceGate(language, behind=kept), ""
        parts = self.opened(prompt, language, kept)
        _, opening = next(parts)
        try:
            for part, text in parts:
                if part is StreamPart.REASONING:
                    yield part, text
                    continue
                written += text
                yield from _with(opening, gate.passed, gate.feed(text))
            yield from _with(opening, gate.passed, gate.finish())
        except (RefusedBehind, Repeated) as reason:
            self._ended_at(kept + (opening + gate.passed if gate.passed else ""), reason)
        except WrongLanguage:
            if kept or gate.passed:
                self.slip = Slip.LEFT_OUT
                self.keep(kept + (opening + gate.passed if gate.passed else ""))
                return
            self.slip = Slip.OTHER_LANGUAGE
            yield StreamPart.ANSWER, opening + written
            yield from parts

    def opened_answer(self, prompt: Prompt, language: str) -> str:
        """Return an answer that begins with an opening in the language, up to a sentence in another language or a refusal.

        Raises `Stopped`.
        """
        gate = SentenceGate(language)
        with suppress(WrongLanguage, RefusedBehind, Repeated), closing(self.opened(prompt, language)) as parts:
            for part, text in parts:
                if part is StreamPart.ANSWER:
                    gate.feed(text)
            gate.finish()
        return gate.passed

    def opened(self, prompt: Prompt, language: str, kept: str = "") -> Generator[tuple[StreamPart, str]]:
        """Yield a reply without reasoning that begins with an opening in the language. Raises `Stopped`.

        The text `kept` from an earlier attempt comes before the opening and isn't yielded again.
        """
        opening = phrase("opening", language).rstrip()
        if kept and not kept[-1].isspace() and kept[-1].isascii():
            opening = f" {opening}"
        closed = self._tokens(self.options.closing) if self.options.thinks else []
        begun = [*self.attempt.model.tokenize(kept, trusted=False), *self._tokens(opening)]
        yield StreamPart.ANSWER, opening
        whole = Prompt((*prompt.ids, *closed, *begun), prompt.marks)
        yield from self.attempt.parts(whole, kept + opening, begun, inside=False)

    def keep(self, said: str) -> None:
        """Shorten the answer of the last attempt to `said`, so that the history doesn't hold the rest."""
        self.attempt.keep(said)

    def _ended_at(self, said: str, reason: RefusedBehind | Repeated) -> None:
        self.keep(said)
        self.refused_behind = isinstance(reason, RefusedBehind)


def _with(opening: str, before: str, shown: str) -> Iterator[tuple[StreamPart, str]]:
    """Yield a piece of an answer; the first piece is preceded by the opening."""
    if shown:
        yield StreamPart.ANSWER, shown if before else opening + shown


def _is_of_marks(answer: str) -> bool:
    """Whether an answer is nothing but citations: "[1] [2]"."""
    return bool(answer.strip()) and not any(char.isalnum() for char in _MARKS.sub("", answer))


def _is_closed(answer: str) -> bool:
    """Whether an answer ends like a complete sentence."""
    return ends_sentence(answer[-1]) or answer.endswith(_CLOSING)
