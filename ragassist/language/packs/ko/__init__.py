"""Korean."""

from ragassist.language.pack import LanguagePack

_MATERIAL = r"(?:출처|자료|문서|본문|텍스트|문맥|제공된 내용)"

PACK = LanguagePack(
    code="ko",
    scripts=("Hang",),
    script_letters=4,
    grammar_signs=frozenset("이가은는을를의에와과도로입니다습했하고서"),
    asking="무엇|무슨|뭐|누구|누가|언제|어디|어느|어떤|어떻게|왜|얼마|몇",
    negation="없|않|못|아니",
    material=_MATERIAL,
    refusals=(
        rf"{_MATERIAL}[^.]{{0,60}}(?:언급|명시|포함|기재|제공|나와|나타나|정보|설명|답)[^.]{{0,12}}(?:없|않|못)",
        r"(?:찾을|알|확인할|답할|답변할|판단할) 수 (?:가 )?없(?:습니다|다|어요)",
        r"(?:정보|언급|답변|내용)(?:가|이|은|는) (?:제공되지|포함되어 있지|명시되지|없)",
    ),
    according="[^.]{1,20}(?:에 따르면|에 의하면),?",
    follow_up_signs=(
        r"^(그럼|그러면|그리고|그런데|근데|또|왜|만약)",
        r"\b(그(것|거|건|게|녀|들|때|곳|날|러|전|후)|그 |거기|이(것|거|건)|저것|해당|나머지)",
        r"(둘|셋|첫|두|세) ?번?째|다른 (것|건|하나|사람)|^.{1,12}[은는]요?\s*[?？]*\s*$",
    ),
    joining=frozenset(("및", "와", "과")),
    before_particle=r"(?:^|,)\s*$",
    particles="에|의|은|는",
    comparing="몇 ?(?:개|명|번|대|가지|곳)|비교|차이|다른 ?점|모두 몇|총",
)
