"""When a question is answered with reasoning first."""

import re

from ragassist.retrieval.evidence import Evidence
from ragassist.settings.choices import Thinking

_COMPARES = re.compile(
    r"\b(how many|compar\w+|differ(s|ence|ences|ent)?|versus|vs|(more|less|fewer|higher|lower|larger|smaller|older) than|"
    r"total|in common|combien (de|d['’])|différen\w+|(plus|moins) \S+ que|au total|en commun|"
    r"wie ?viele|vergleich\w*|verglich\w*|unterscheide\w*|unterschied\w*|insgesamt|gemeinsam|"
    r"cuánt[oa]s|diferencias?|diferent\w+|(más|menos) \S+ que|en total|en común)\b"
    r"|多少[个個人种種次台座家]|[几幾][个個种種次台位]|比[较較]|[区區][别別]|不同|一共|共有|相比"
    r"|いくつ|何[人個台件回種]|比べ|比較|違い|違う|合計|全部で"
    r"|몇 ?(개|명|번|대|가지|곳)|비교|차이|다른 ?점|모두 몇|총"
    r"|كم عدد|قارن|الفرق|مقارنة|يختلف|المجموع|إجمالي",
    re.IGNORECASE,
)


def wanted(policy: Thinking, question: str, language: str, evidence: Evidence) -> bool:
    """Whether to reason: as told, or by `auto` for evidence whose main language is another, for evidence in several languages,
    and for questions that compare or count.
    """
    if policy is not Thinking.AUTO:
        return policy is Thinking.ON
    told = evidence.languages - {""}
    return evidence.main_language not in (language, "") or len(told) > 1 or bool(_COMPARES.search(question))
