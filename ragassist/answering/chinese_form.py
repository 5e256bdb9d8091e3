"""Answers to a question in traditional Chinese characters are shown in them, whatever the model and the catalogue write."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from ragassist.answering.dispatch import Pipeline
from ragassist.answering.request_work import RequestWork
from ragassist.answering.translating import TranslatePipeline
from ragassist.events import AnswerDelta, Answered, Event, PassageTranslated
from ragassist.language.han_forms import TraditionalStream, in_traditional
from ragassist.language.registry import packs
from ragassist.requests.catalogue import Catalogue, name_of
from ragassist.requests.kinds import RequestKind

_CHINESE = "zh"


def events_in_traditional(pipeline: Pipeline, work: RequestWork) -> Iterator[Event]:
    """Yield the events of a pipeline with answer, notices and translation in traditional characters.

    Sources, quotes, the names of documents in a list and the cells of a table stay as they are, and so does a translation into
    another language or into simplified Chinese. The streamed pieces still add up to the answer.
    """
    events = pipeline.events()
    if work.kind is RequestKind.EXTRACT:
        return events
    if isinstance(pipeline, TranslatePipeline) and _is_other_form(pipeline.into, work.context.question):
        return events
    if work.kind in (RequestKind.OVERVIEW, RequestKind.COUNT):
        documents = Catalogue.of(work.library, work.context.options.only).documents
        return _list(events, [name_of(row.path) for row in documents])
    return _stream(events)


def _is_other_form(language: str, question: str) -> bool:
    """Whether a translation into a language isn't into Chinese, or its request names the simplified form."""
    return language != _CHINESE or regex.search(packs()[_CHINESE].simplified, question) is not None


def _stream(events: Iterator[Event]) -> Iterator[Event]:
    stream = TraditionalStream()
    for event in events:
        match event:
            case AnswerDelta(text):
                yield from _piece(stream.feed(text))
            case Answered():
                yield from _piece(stream.finish())
                yield _finished(event)
            case PassageTranslated(path, lines):
                yield PassageTranslated(path, tuple(replace(line, said=in_traditional(line.said)) for line in lines))
            case _:
                yield event


def _list(events: Iterator[Event], names: Sequence[str]) -> Iterator[Event]:
    """Yield the events of an answer that comes whole and names documents."""
    for event in events:
        match event:
            case AnswerDelta(text):
                yield AnswerDelta(_around(names, text))
            case Answered():
                yield replace(_finished(event), answer=_around(names, event.answer))
            case _:
                yield event


def _around(names: Sequence[str], text: str) -> str:
    """Return a text in traditional characters except for some names."""
    if not names:
        return in_traditional(text)
    kept = regex.compile(r"\L<names>", names=names)
    ends = [0, *(end for found in kept.finditer(text) for end in found.span()), len(text)]
    pieces = (text[start:end] for start, end in pairwise(ends))
    return "".join(piece if at % 2 else in_traditional(piece) for at, piece in enumerate(pieces))


def _finished(answered: Answered) -> Answered:
    notices = tuple(map(in_traditional, answered.notices))
    return replace(answered, answer=in_traditional(answered.answer), notices=notices)


def _piece(text: str) -> Iterator[AnswerDelta]:
    if text:
        yield AnswerDelta(text)
