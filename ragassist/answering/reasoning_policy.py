"""Decides whether the model reasons before it answers."""

from ragassist.grounding.abstention import is_sure
from ragassist.grounding.text_judge import PATTERNS, TextJudge
from ragassist.retrieval.evidence import Evidence
from ragassist.settings.choices import Thinking

_SHORT_BYTES = 120
"""Most bytes of a question that asks for one thing: about 40 tokens in any script."""


def should_reason(policy: Thinking, question: str, language: str, evidence: Evidence, judge: TextJudge = PATTERNS) -> bool:
    """Whether to reason before an answer, by the policy.

    `auto` reasons for questions that compare or count, and if the evidence is in other languages, unless the question is
    short and the search alone is sure.
    """
    if policy is not Thinking.AUTO:
        return policy is Thinking.ON
    if judge.needs_reasoning(question):
        return True
    return _is_across(language, evidence) and not (len(question.encode()) <= _SHORT_BYTES and is_sure(evidence, language))


def _is_across(language: str, evidence: Evidence) -> bool:
    return evidence.main_language not in (language, "") or len(evidence.languages - {""}) > 1
