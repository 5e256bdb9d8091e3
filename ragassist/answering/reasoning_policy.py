"""When a question is answered with reasoning first."""

from ragassist.grounding.abstention import is_sure
from ragassist.grounding.text_judge import PATTERNS, TextJudge
from ragassist.retrieval.evidence import Evidence
from ragassist.settings.choices import Thinking

_SHORT_BYTES = 120
"""Bytes of a question that asks for one thing: about 40 tokens in any script."""


def should_reason(policy: Thinking, question: str, language: str, evidence: Evidence, judge: TextJudge = PATTERNS) -> bool:
    """Whether to reason before an answer: as the policy says.

    `auto` reasons for questions that compare or count. It reasons where the evidence is mainly in other languages,
    unless the question is short and the search is sure.
    """
    if policy is not Thinking.AUTO:
        return policy is Thinking.ON
    if judge.needs_reasoning(question):
        return True
    return _is_across(language, evidence) and not (len(question.encode()) <= _SHORT_BYTES and is_sure(evidence, language))


def _is_across(language: str, evidence: Evidence) -> bool:
    return evidence.main_language not in (language, "") or len(evidence.languages - {""}) > 1
