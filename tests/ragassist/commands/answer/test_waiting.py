"""The progress line of a terminal while an answer is generated, which is removed at the end."""

from io import StringIO

from rich.console import Console

from indexes.records import Place
from ragassist.commands.answer.waiting import WaitingLine
from ragassist.events import Event, PromptAdvanced, ReasoningBegun, ReasoningDelta, Retrieved, SentenceFound, StageEntered
from ragassist.retrieval.evidence import Evidence, Source, SourceSentence

TEXT = "Vor dem Start füllen. Das Manometer zeigt 1,9 bar."
SOURCE = Source(
    n=1, path="/papers/K240.pdf", place=Place(3), heading="", language="de", start=0, end=len(TEXT), text=TEXT, score=0.9
)


def painted(*events: Event, terminal: bool = True) -> str:
    """Return the output to a terminal or a pipe for some events, with the removal of the line at the end."""
    written = StringIO()
    waiting = WaitingLine(Console(file=written, force_terminal=terminal, width=100, color_system=None))
    waiting.start()
    for event in events:
        waiting.take(event)
    waiting.stop()
    return written.getvalue()


def test_the_share_of_the_prompt_and_the_seconds_that_are_left_are_shown() -> None:
    shown = painted(Retrieved("en", Evidence((SOURCE,), 0.9)), StageEntered("reading_prompt"), PromptAdvanced(610, 1000, 9.2))
    assert "Reading the sources  ██████░░░░  61%  about 9 s left" in shown


def test_the_sentence_that_was_found_is_shown_with_its_place() -> None:
    shown = painted(Retrieved("en", Evidence((SOURCE,), 0.9)), SentenceFound(SourceSentence(SOURCE, 22, len(TEXT))))
    assert "“Das Manometer zeigt 1,9 bar.”  K240.pdf, page 3" in shown


def test_the_seconds_of_reasoning_count_down() -> None:
    shown = painted(Retrieved("de", Evidence((), 0.9)), ReasoningBegun(20.4), ReasoningDelta("hm"))
    assert "Überlegung  noch etwa 20 s" in shown


def test_nothing_is_written_to_a_pipe() -> None:
    assert painted(StageEntered("searching"), PromptAdvanced(1, 2), terminal=False).strip() == ""
