"""The lines below an answer (how many sources confirm it, how long it took), and its figures on the inspection screen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from ragassist.language.phrases import phrase
from ragassist.untrusted import one_line
from tui.rendering.passages import doubted_in
from tui.rendering.safe_text import Translate, counted, number

if TYPE_CHECKING:
    from indexes.conversations.records import Exchange as Past
    from ragassist.events import Answered

_TENTHS_BELOW_S = 10.0
"""Seconds are shown with tenths below this value, and as whole numbers from it on."""


def outcome(answered: "Answered | Past", text: str, key: str, say: Translate) -> Content:
    """Return the lines below an answer: its doubtful citations, the summary line and its notices.

    `text` is the answer with its doubtful citations marked, `key` the name of the key that shows the figures, "" if there is
    none. The summary line has the number of sources that confirm the answer, the seconds that it took, and the key.
    """
    doubts = [f"[{n}?] {say('unsupported')}" for n in doubted_in(text)]
    lines = [Content.styled("   ".join(doubts), "$error")] if doubts else []
    lines.append(_summary_line(answered, key, say))
    lines += [Content(one_line(notice)) for notice in answered.notices]
    return Content("\n").join(lines)


def _summary_line(answered: "Answered | Past", key: str, say: Translate) -> Content:
    confirming = len({citation.n for citation in answered.citations if citation.supported})
    told = [Content(_seconds(answered.timings.total_s, say))]
    if confirming:
        words = counted("sources_confirm", confirming, say)
        told.insert(0, Content.assemble(("✓ ", "$success"), words))
    if key:
        details = Content.assemble((key, "bold $primary"), " ", say("details"))
        told.append(details.stylize(Style.from_meta({"@click": "app.inspect"})))
    return Content(" · ").join(told)


def _seconds(seconds: float, say: Translate) -> str:
    if seconds < _TENTHS_BELOW_S:
        return say("tenths_of_seconds", value=seconds)
    return say("whole_seconds", count=f"{seconds:.0f}")


def figures(answered: "Answered | Past", say: Translate) -> list[str]:
    """Return phrases with the answer's language and model, its time to the first token, tokens per second and tokens."""
    return [phrase("language", answered.answer_language), *_measured(answered, say)]


def _measured(answered: "Answered | Past", say: Translate) -> Iterator[str]:
    timings = answered.timings
    if answered.model is None or timings.time_to_first_token_s is None:
        yield say("tenths_of_seconds", value=timings.total_s)
        return
    yield one_line(answered.model)
    yield f"{say('first_word')} {say('tenths_of_seconds', value=timings.time_to_first_token_s)}"
    writing = timings.total_s - timings.time_to_first_token_s
    written = timings.answer_tokens + timings.reasoning_tokens
    if writing > 0 and written:
        yield f"{say('tenths', value=written / writing)} {say('tokens_a_second')}"
    yield f"{number(timings.prompt_tokens)} + {number(timings.answer_tokens)} {say('tokens')}"
    if timings.reused_tokens:
        yield f"{number(timings.reused_tokens)} {say('reused')}"
