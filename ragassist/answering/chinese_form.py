"""Answers to a question in traditional Chinese characters are shown in them, whatever the model and the catalogue write."""

from collections.abc import Iterator
from dataclasses import replace

from ragassist.events import AnswerDelta, Answered, Event, PassageTranslated
from ragassist.language.han_forms import TraditionalStream, in_traditional


def in_chinese_form(events: Iterator[Event], *, traditional: bool) -> Iterator[Event]:
    """Yield events whose answer, notices and translations are in traditional characters where these are wanted.

    Sources and quotes stay as the documents have them. The pieces of the answer are still together the answer.
    """
    return _made_traditional(events) if traditional else events


def _made_traditional(events: Iterator[Event]) -> Iterator[Event]:
    stream = TraditionalStream()
    for event in events:
        match event:
            case AnswerDelta(text):
                yield from _piece(stream.feed(text))
            case Answered():
                yield from _piece(stream.finish())
                notices = tuple(map(in_traditional, event.notices))
                yield replace(event, answer=in_traditional(event.answer), notices=notices)
            case PassageTranslated(path, lines):
                yield PassageTranslated(path, tuple(replace(line, said=in_traditional(line.said)) for line in lines))
            case _:
                yield event


def _piece(text: str) -> Iterator[AnswerDelta]:
    if text:
        yield AnswerDelta(text)
