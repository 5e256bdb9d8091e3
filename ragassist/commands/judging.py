"""The part of `models tune` that measures what the chat model's judgement of sources is worth."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict
from functools import partial
from typing import Any

import typer

from indexes.library import Library
from ragassist.app import App
from ragassist.commands.interrupts import stop_on_interrupt
from ragassist.commands.output import say
from ragassist.commands.progress import counted
from ragassist.errors import ModelDamaged, ModelMissing
from ragassist.judging.fitting import ENOUGH_OF_A_KIND, Observation, fitted
from ragassist.judging.measuring import observations, sample_library
from ragassist.judging.questions import sample_questions
from ragassist.models.measured_judging import MeasuredJudging, save_measured
from ragassist.models.selection import ChosenChatModel
from ragassist.stopping import Stopped
from ragassist.wiring.embedding import EmbeddingModel

_MINUTE_S = 60.0

Agree = Callable[[str], bool]
"""Asks the person a question that is answered with yes or no."""
OpenSample = Callable[[EmbeddingModel], AbstractContextManager[Library]]


def agree_on_terminal() -> Agree | None:
    """Return how a person is asked; None where there is no terminal."""
    return partial(typer.confirm, default=False, err=True) if sys.stdin.isatty() and sys.stderr.isatty() else None


def measure_judging(
    app: App, wanted: bool | None, agree: Agree | None, opened: OpenSample = sample_library
) -> dict[str, Any] | None:
    """Measure the judgement of a chat model, store it, and return its figures for JSON; None if it isn't measured.

    `wanted` is the person's flag; without it the person is asked after a first question has shown how long it takes. `opened`
    gives the library to search. Raises `Stopped` on Ctrl-C; nothing is stored then.
    """
    chosen = app.models.chat()
    if reason := _needless(app, chosen, asks=wanted or (wanted is None and agree is not None)):
        say(reason)
        return None
    say("indexing the sample library, to ask the model whether passages of it hold an answer")
    try:
        with opened(app.embedding) as library:
            seen = _observed(app, library, None if wanted else agree)
    except (ModelMissing, ModelDamaged) as problem:
        if wanted:
            raise
        say(f"its judgement of sources isn't measured: {problem}")
        return None
    except (KeyboardInterrupt, typer.Abort, Stopped):
        say("stopped: nothing is kept of its judgement of sources")
        raise Stopped from None
    finally:
        app.close()
    return None if seen is None else _kept(app, chosen, seen)


def _needless(app: App, chosen: ChosenChatModel, *, asks: bool) -> str | None:
    """Return why the judgement isn't measured, None if it may be."""
    if app.settings.chat_url:
        return "its judgement of sources isn't measured: the chat model runs on a server"
    if chosen.entry.judging:
        return "its judgement of sources isn't measured: the program knows it for this model"
    if not chosen.sha256:
        return "its judgement of sources isn't measured: the hash of its file, by which it would be kept, couldn't be stored"
    if not asks:
        return "its judgement of sources isn't measured: 'ragassist models tune --judging' does it, in some minutes"
    return None


def _observed(app: App, library: Library, agree: Agree | None) -> list[Observation] | None:
    """Return the observations, without questions that the model isn't asked about; None if the person doesn't agree."""
    questions = sample_questions()
    with stop_on_interrupt() as stop:
        loaded = app.load_chat_model(stop=stop)
        first, seconds = _timed_first(observations(library, loaded, questions, stop))
    rest = questions[len(first) :]
    if agree and not agree(_offer(seconds * len(rest))):
        return None
    seen = list(first)
    with stop_on_interrupt() as stop, counted("asking", len(questions)) as advance:
        for one in observations(library, loaded, rest, stop):
            seen.append(one)
            advance(len(seen))
    return [one for one in seen if one]


def _timed_first(steps: Iterator[Observation | None]) -> tuple[list[Observation | None], float]:
    """Return the questions up to the first that the model is asked about, and how many seconds that one took."""
    first: list[Observation | None] = []
    began = time.monotonic()
    for one in steps:
        first.append(one)
        if one:
            break
        began = time.monotonic()
    return first, time.monotonic() - began


def _offer(seconds: float) -> str:
    minutes = max(1, round(seconds / _MINUTE_S))
    return f"Measure also whether it tells when passages hold no answer? It takes about {minutes} min."


def _kept(app: App, chosen: ChosenChatModel, seen: list[Observation]) -> dict[str, Any]:
    """Store the fit of the observations and return its figures for JSON; too few questions give no fit."""
    answerable = sum(one.answerable for one in seen)
    counts = {"questions": len(seen), "answerable": answerable}
    if (fit := fitted(seen)) is None:
        say(
            f"of {answerable} questions with an answer and {len(seen) - answerable} without one its judgement can't be told, "
            f"for which {ENOUGH_OF_A_KIND} of each are needed: nothing is kept of it"
        )
        return {**counts, "helps": None, "loss": None, "search_loss": None, "weights": None}
    measured = MeasuredJudging(judging=fit.judging, loss=fit.loss, search_loss=fit.search_loss, **counts)
    save_measured(app.settings.home, chosen.sha256, measured)
    helps = "helps: it is asked before it answers" if fit.judging else "doesn't help: it isn't asked"
    say(
        f"its judgement of sources {helps} ({len(seen)} questions, {fit.loss:.2f} nats a question with it, "
        f"{fit.search_loss:.2f} by the search alone)"
    )
    weights = asdict(fit.judging) if fit.judging else None
    figures = {"loss": round(fit.loss, 3), "search_loss": round(fit.search_loss, 3), "weights": weights}
    return {**counts, "helps": fit.judging is not None, **figures}
