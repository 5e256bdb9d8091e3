"""Prints an answer with its citations as lines of text."""

from collections.abc import Iterator
from pathlib import PurePath

from indexes.conversations.records import Citation
from ragassist.commands.answer.waiting import WaitingLine
from ragassist.commands.output import say, show
from ragassist.events import AnswerDelta, Answered, Event, ToolUsed
from ragassist.language.phrases import phrase
from ragassist.language.places import source_label
from ragassist.untrusted import one_line

_QUOTED = 160
"""Number of characters of a quote that are shown."""


def show_answer(events: Iterator[Event]) -> None:
    """Print an answer while it is generated, and its sources after it."""
    waiting = WaitingLine()
    waiting.start()
    try:
        for event in events:
            match event:
                case AnswerDelta():
                    waiting.stop()
                    show(event.text, end="")
                case ToolUsed(call, passages):
                    waiting.tell_call(call, passages)
                case Answered():
                    waiting.stop()
                    show("")
                    _show_sources(event)
                case _:
                    waiting.take(event)
    finally:
        waiting.stop()


def _show_sources(answered: Answered) -> None:
    language = answered.language
    if answered.nearest:
        show(f"\n{phrase('nearest', language)}")
        for passage in answered.nearest:
            show(f"  {_label(passage, language)}: “{one_line(passage.quote)[:_QUOTED]}”")
    elif answered.citations and answered.model:
        show(f"\n{phrase('sources', language)}:")
        for citation in answered.citations:
            show("  " + _citation_line(citation, language))
    for notice in answered.notices:
        say(notice)
    if answered.instead:
        kind = phrase(f"kind_{answered.instead}", language)
        say(f"{phrase('ask_otherwise', language, kind=kind)}: --kind {answered.instead}")
    say(_figures(answered))


def _citation_line(citation: Citation, language: str) -> str:
    doubt = "" if citation.supported else f" ({phrase('unsupported', language)})"
    return f"[{citation.n}] {_label(citation, language)}{doubt}: “{one_line(citation.quote)[:_QUOTED]}”"


def _label(citation: Citation, language: str) -> str:
    return source_label(PurePath(citation.path).name, citation.place, language)


def _figures(answered: Answered) -> str:
    timings = answered.timings
    if answered.model is None or timings.time_to_first_token_s is None:
        return f"{timings.total_s:.1f} s"
    return (
        f"{answered.model}: first word after {timings.time_to_first_token_s:.1f} s, {timings.total_s:.1f} s in all; "
        f"{timings.prompt_tokens} prompt tokens, {timings.reused_tokens} of them reused"
    )
