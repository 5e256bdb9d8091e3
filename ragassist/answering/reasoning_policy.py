"""When a question is answered with reasoning first."""

from ragassist.grounding.text_judge import PATTERNS, TextJudge
from ragassist.retrieval.evidence import Evidence
from ragassist.settings.choices import Thinking


def wanted(policy: Thinking, question: str, language: str, evidence: Evidence, judge: TextJudge = PATTERNS) -> bool:
    """Whether to reason: as told, or by `auto` for evidence whose main language is another, for evidence in several languages,
    and for questions that compare or count.
    """
    if policy is not Thinking.AUTO:
        return policy is Thinking.ON
    told = evidence.languages - {""}
    return evidence.main_language not in (language, "") or len(told) > 1 or judge.needs_reasoning(question)
