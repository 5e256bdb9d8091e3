"""When a question is answered with reasoning first."""

from ragassist.grounding.text_judge import PATTERNS, TextJudge
from ragassist.retrieval.evidence import Evidence
from ragassist.settings.choices import Thinking


def should_reason(policy: Thinking, question: str, language: str, evidence: Evidence, judge: TextJudge = PATTERNS) -> bool:
    """Whether to reason before an answer: as the policy says.

    `auto` reasons where the evidence is mainly in another language or in several, and for questions that compare or count.
    """
    if policy is not Thinking.AUTO:
        return policy is Thinking.ON
    known = evidence.languages - {""}
    return evidence.main_language not in (language, "") or len(known) > 1 or judge.needs_reasoning(question)
