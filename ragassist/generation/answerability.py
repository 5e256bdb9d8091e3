"""Asks the model whether the sources hold an answer, by comparing the scores of Yes and No as its next token."""

from collections.abc import Generator, Sequence

from indexes.search.probability import logistic
from ragassist.engine.chat_model import ChatModel
from ragassist.events import PromptAdvanced
from ragassist.generation.prompt import Piece, PromptBuilder
from ragassist.generation.prompt_reading import PromptReader
from ragassist.grounding.abstention import search_odds
from ragassist.models.entries import Judging
from ragassist.retrieval.evidence import Evidence

ASKED = "Do the sources above say the answer to this question? Reply only Yes or No."
"""In English for every language. On 59 questions in four languages its AUC with Qwen2.5-Coder-1.5B is 0.81; that of "Is the
exact answer … written in one of the sources?" is 0.78, of "First word of your reply: Answerable or Unanswerable" 0.75."""
_YES, _NO = "Yes", "No"


def judged(
    builder: PromptBuilder, reader: PromptReader, before: Sequence[Piece], question: str
) -> Generator[PromptAdvanced, None, float]:
    """Return by how many nats the model prefers Yes to No; yield the progress of evaluating the prompt.

    `before` is the prompt up to its question. Raises `Stopped`.
    """
    yield from reader.read(builder.judging(before, question, ASKED))
    return _preference(builder.model)


def _preference(model: ChatModel) -> float:
    yes, no = (model.tokenize(word, trusted=False)[0] for word in (_YES, _NO))
    of_yes, of_no = model.scores((yes, no))
    return of_yes - of_no


def probability(judging: Judging, preference: float, evidence: Evidence) -> float:
    """Return the probability that the sources answer the question, from the model's preference and the evidence."""
    return logistic(search_odds(judging, evidence) + judging.preference * preference)
