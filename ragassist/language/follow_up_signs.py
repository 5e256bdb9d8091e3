"""How a question shows, in each of the eight languages, that it goes on with another.

What it begins or ends with, and words that stand for something named before. Words with which a language begins questions of
their own ("is there", "il faut", "gibt es") are left out. Where a sign is wrong it costs little: what the question finds by
itself stays among its sources.
"""

import re

_END = r"\s*[?？؟]*\s*$"
_SIGNS = {
    "en": (
        r"^(and|but|or|so|then|also|what about|how about|what if|since when|until when|how come|why|which ones?)\b",
        r"\b(it|its|they|them|theirs?|he|she|him|her|his|hers|those|these|instead|else)\b",
        r"\b(the (same|rest|others?)|(the|that|this) (one|first|second|third|last|next|former|latter|other)s?)\b",
        r"\b(of|for|with|about|like|than|before|after|from|is|was|does|did|do|mean) (that|this)\b|^(that|this)\b",
        r"\b(?<!is )(?<!are )(?<!was )(?<!were )there\b(?! (is|are|was|were))",
    ),
    "fr": (
        r"^(et|mais|ou|alors|donc|sinon|pourquoi|depuis quand|jusqu'à quand|lequel|laquelle|lesquel\w*)\b",
        r"\b(?<!faut-)(?<!a-t-)(?<!y a-)ils?\b(?! (faut|y a|s'agit|est (possible|permis|interdit)))|\belles?\b",
        r"\b(lui|leurs?|son|sa|ses|celui|celle|ceux|celles|cela|ça|c'est|ce dernier|cette dernière|là-bas)\b",
        r"\b(l[ea] (même|deuxième|seconde?|premi[eè]re?|troisième|dernière?|reste)|l'autre|les autres)\b",
    ),
    "de": (
        r"^(und|aber|oder|also|dann|sonst|warum|wieso|seit wann|wer noch|was noch)\b",
        r"\b(er|sie|ihn|ihm|ihr|ihre[mnrs]?|seine?[mnrs]?|deren|dessen|diese[mnrs]?|jene[mnrs]?|beide[mnrs]?)\b",
        r"\b(dort|davon|dafür|damit|dazu|danach|davor|dabei|dagegen|der rest)\b",
        r"\b(de[rnm]|die|das) (zweite|andere|erste|dritte|letzte|nächste)n?\b",
        r"\b(ist|kostet|war|geht|gilt|macht|heißt|dauert|passiert) das\b|\bdas\s*\?|(?<!gibt )(?<!ist )\bes\b(?! (gibt|ist))",
    ),
    "es": (
        r"^(y|e|pero|o|entonces|si no|por qué|desde cuándo|hasta cuándo|cuál|cuáles|quién más|qué más)\b",
        r"\b(él|ella|ellos|ellas|es[eao]s?|aquel\w*|sus?|all[íá]|ahí|(el|la|lo) mism[oa]|los demás|el resto)\b",
        r"\b(el|la|los|las) (segund[oa]|otr[oa]|primer[oa]?|tercer[oa]?|últim[oa])s?\b",
    ),
    "ar": (
        r"^(و(ماذا|ما|كم|متى|أين|هل|من|كيف|لماذا|في|عن|إذا|خلال|إن|أي)|ماذا عن|لكن|أو|ثم|طيب|لماذا)",
        r"\b(ذلك|تلك|ذاك|هناك|حينها|عندها|فيه|فيها|عنه|عنها|منه|منها|له|لها|به|بها|عليه|عليها)\b",
        r"\b(هو|هي|هم)[؟?]|\b(الثاني|الثانية|الآخر|الأخرى|البقية)\b",
        r"^(?!.*(الذي|التي)).*\b\w{3,}(ها|هما|هم)\b",
    ),
    "zh": (
        r"^(那|那么|还有|另外|然后|为什么|而|如果|其他|其余)|呢\s*[?？]?\s*$",
        r"[它他她]|(?<!的)[这那](?!台|家|所)|其中|另一|第[一二三四五六七八九十]个|后者|前者|两者|上述|该",
    ),
    "ja": (
        r"^(それ|その|では|じゃ|また|あと|ほかに|他に|なぜ|どうして|だと|なら)",
        r"[そあこ](れ|の|こ|ちら|っち)(?![ぁ-ん]*と同)|彼|同じ|もう一つ|後者|前者|[一二三２３2-9](つ目|番目)",
        r"(は|だと|なら|も|と)" + _END,
    ),
    "ko": (
        r"^(그럼|그러면|그리고|그런데|근데|또|왜|만약)",
        r"\b(그(것|거|건|게|녀|들|때|곳|날|러|전|후)|그 |거기|이(것|거|건)|저것|해당|나머지)",
        r"(둘|셋|첫|두|세) ?번?째|다른 (것|건|하나|사람)|^.{1,12}[은는]요?" + _END,
    ),
}
_PATTERNS = {language: re.compile("|".join(signs), re.IGNORECASE) for language, signs in _SIGNS.items()}
_OPENING_MARKS = "¿¡\"'«“„「 \t"
_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_FEW_WORDS, _FEW_SIGNS = 3, 9


def leans(question: str, language: str) -> bool:
    """Whether a question looks as if it went on with another: it begins so, points at something, or is very short."""
    text = question.strip().lstrip(_OPENING_MARKS)
    pattern = _PATTERNS.get(language)
    return bool(pattern and pattern.search(text)) or _is_short(text)


def _is_short(text: str) -> bool:
    dense = len(_WITHOUT_SPACES.findall(text))
    return dense <= _FEW_SIGNS if dense else len(re.findall(r"\w+", text)) <= _FEW_WORDS
