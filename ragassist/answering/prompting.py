"""The stage between evidence and reply: decides whether to reason, sets the limits, and builds a prompt that fits."""

import secrets
from dataclasses import dataclass
from threading import Event as StopEvent

from ragassist.answering.options import AskOptions, QuestionContext
from ragassist.answering.reasoning_policy import should_reason
from ragassist.generation.context_window import Fitted, Request, fit
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt_reading import PromptReader
from ragassist.generation.reply import Reply, ReplyOptions
from ragassist.grounding.text_judge import PATTERNS, TextJudge
from ragassist.retrieval.evidence import Evidence
from ragassist.settings.choices import Thinking

_UNASKED_SECONDS = 20.0
"""Seconds of reasoning where the program chooses to reason: about 256 tokens at 13 tokens a second."""


@dataclass(frozen=True, slots=True)
class PromptedReply:
    """A reply that hasn't begun, with its prompt and the reader that evaluates prompts for it."""

    reply: Reply
    fitted: Fitted
    reader: PromptReader


def prompted_reply(
    context: QuestionContext, loaded: LoadedModel, evidence: Evidence, stop: StopEvent, judge: TextJudge = PATTERNS
) -> PromptedReply:
    """Return the reply to a question with its prompt. Raises `QuestionInvalid` if no source fits beside the question."""
    think = should_reason(context.options.think, context.question, context.asked_in, evidence, judge)
    reply = Reply(loaded.model, loaded.sampling, _reply_options(context.options, loaded, think=think), stop)
    builder = loaded.builder()
    request = Request(
        question=context.question,
        language=context.language,
        sources=evidence.sources,
        history=context.history.shown(builder.length),
        opening=reply.options.opening,
        reserve=reply.reserve(context.language),
        instruction=loaded.instruction(context.language),
    )
    reader = PromptReader(loaded.model, loaded.pace, reply.meter, stop)
    return PromptedReply(reply, fit(builder, request), reader)


def _reply_options(options: AskOptions, loaded: LoadedModel, *, think: bool) -> ReplyOptions:
    return ReplyOptions(
        think=think,
        think_budget=options.think_budget,
        answer_tokens=options.answer_tokens,
        seed=options.seed if options.seed is not None else secrets.randbits(31),
        think_seconds=_think_seconds(options),
        reasons=loaded.reasons,
        tags=loaded.family.think,
        ends=loaded.family.last_tokens,
    )


def _think_seconds(options: AskOptions) -> float | None:
    """Return the limit of reasoning in seconds: the one of the options, else a default if the program chooses to reason.

    With a seed there is no default limit, so that the answer doesn't depend on time.
    """
    if options.think_seconds is not None or options.think is not Thinking.AUTO or options.seed is not None:
        return options.think_seconds
    return _UNASKED_SECONDS
