"""When a question is answered with reasoning first."""

from ragassist.language.registry import pattern_of_all
from ragassist.retrieval.evidence import Evidence
from ragassist.settings.choices import Thinking


def wanted(policy: Thinking, question: str, language: str, evidence: Evidence) -> bool:
    """Whether to reason: as told, or by `auto` for evidence whose main language is another, for evidence in several languages,
    and for questions that compare or count.
    """
    if policy is not Thinking.AUTO:
        return policy is Thinking.ON
    told = evidence.languages - {""}
    return (
        evidence.main_language not in (language, "")
        or len(told) > 1
        or pattern_of_all("comparing").search(question.replace("’", "'")) is not None
    )
