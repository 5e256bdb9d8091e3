"""English."""

from ragassist.language.pack import LanguagePack
from ragassist.language.packs.en.measures import CLOCK, DATES, NUMERALS
from ragassist.language.packs.en.papers import PAPERS

_FUNCTION_WORDS = """
the of and is are was were what which who whom whose how when where why does did do has have had that this these those
with from for by not be been it its they there their at on to an into about after before between many much can could
would should will i you we my your tell mean means explain describe show list give compare summarize born died named
called
hello hi hey thanks thank bye goodbye
"""
_MATERIAL = r"(?:source|document|passage|text|context|excerpt|material)s?"

PACK = LanguagePack(
    code="en",
    scripts=("Latn",),
    function_words=frozenset(_FUNCTION_WORDS.split()),
    asking=r"\b(?:what|which|who|whom|whose|how|when|where|why)\b",
    unfinished=r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|No|Art|Fig|vs|e\.g|i\.e)",
    negation=(
        r"\b(?:out of order|broken down|out of service)\b|\bcloses?(?= (?:(?:on|at|over) (?:the )?(?:\w+days|weekends?)|"
        r"in (?:winter|summer)|for the|during|every)\b)|"
        r"unless\b[^.;,]*|fasting\b|(?:on )?an? empty stomach|"
        r"\b(?:not|no|never|none|nothing|nobody|nowhere|neither|without|cannot|\w+n't|unable|fail(?:s|ed|ing|ure)?|"
        r"lack(?:s|ed|ing)?|forbid\w*|forbade|prohibit\w*|banned|barred|impossible|refus(?:e|es|ed|al|ing)|cancell?ed|"
        r"closed|exempt|free of|free from|free for|free of charge|for free|(?:is|are|was|were|be|"
        r"admission|entry|sent|shipped|delivered|comes?|offered) free|\w+-free|"
        r"excluded|excluding|excludes|unless|un(?!de|til|io|it\b|its\b|ite|iq|iv|ifor|less|cle|load|lock|pack|wind|veil|"
        r"cover|fold|dert|anim)\w{4,}|in(?:valid|edible|eligible|correct|complete|sufficient|accurate|active|capable|"
        r"appropriate|compatible|visible|accessible)\w*|non-\w+|stop(?:s|ped) \w+ing|prevent\w*|absent|missing|hardly|"
        r"waived|void|declin(?:e|es|ed) (?:the|an?|his|her|their|our|to(?! \d))|called off|shut|"
        r"(?:is|are|was|were|be|remains?|stays?) (?:\w+ly )?(?:voluntary|optional)|"
        r"inadvisable|illegal\w*|non-?existent|suspended(?! (?:from|by|in|on)\b)|discontinued|disallowed|off limits|"
        r"out of use|ruled out|discouraged)\b"
    ),
    negation_exceptions=(
        r"^\s*(?:no)[,،，、.。!]|\bno\.? ?\d|\bno\.(?= )|\bnot (?:only|just|merely|least)\b|\b(?:no|not) (?:later|more|less|"
        r"fewer|earlier|longer) than\b|\bno doubt\b|\bnothing but\b|\bunless otherwise\b|\bnot exceed\w*|\bnot until\b|"
        r"\bwhether or not\b|\bno matter\b|\b(?:not|no|cannot|never|\w+n't)\b[^.;,]{0,50}?\b(?:more|less|fewer|longer|"
        r"later|earlier|higher|lower|faster) than\b|\b(?:not|never|cannot)\b[^.;,]{0,20}?\b(?:exceed\w*|surpass\w*)|"
        r"\bno one but\b|\b(?P<both>\w{3,})(?:/| (?:or|and) )un(?P=both)\b"
    ),
    excepting=r"\b(?:excluding|exclusive of|excepting|except|without|not (?:including|counting))\b",
    material=_MATERIAL,
    refusals=(
        rf"\b{_MATERIAL}\b[^.]{{0,60}}\b(?:do not|does not|don't|doesn't|did not|didn't)\b[^.]{{0,20}}"
        r"\b(?:mention|contain|provide|specify|state|say|include|give|indicate|answer|address|discuss|list|name)",
        r"\b(?:is|are|was|were) not (?:\w+ )?(?:mentioned|specified|stated|provided)\s*(?:[.!]|$)",
        r"\bthere (?:is|are|was) no (?:\w+ ){0,2}(?:information|mention|data|answer|evidence)\b",
        r"\b(?:is|are|was|were) (?:not|nowhere) (?:\w+ )?(?:mentioned|specified|stated|provided|given|found|available|included"
        rf"|discussed|listed)\b[^.]{{0,30}}\b{_MATERIAL}\b",
        r"\b(?:cannot|can't|could not|unable to) (?:be )?(?:find|found|answer|answered|determine|determined)\b",
        r"\bi (?:do not|don't) (?:know|have)\b",
    ),
    according=r"(?:according to|based on)[^,.]{1,40},",
    about_sources=r"(?:the |these )?sources?\b",
    follow_up_signs=(
        r"^(and|but|or|so|then|also|what about|how about|what if|since when|until when|how come|why|which ones?)\b",
        r"\b(it|its|they|them|theirs?|he|she|him|her|his|hers|those|these|instead|else)\b",
        r"\b(the (same|rest|others?)|(the|that|this) (one|first|second|third|last|next|former|latter|other)s?)\b",
        r"\b(of|for|with|about|like|than|before|after|from|is|was|does|did|do|mean) (that|this)\b|^(that|this)\b",
        r"\b(?<!is )(?<!are )(?<!was )(?<!were )there\b(?! (is|are|was|were))",
    ),
    titles=frozenset(["mr", "mrs", "miss", "madam", "sir", "prof"]),
    joining=frozenset(("and", "or")),
    before_a_name=r"(?:^|[\s(])(?:in|from|by|to|of|per|see|with)\s*$",
    comparing=r"\b(?:how many|compar\w+|differ(?:s|ence|ences|ent)?|versus|vs"
    r"|(?:more|less|fewer|higher|lower|larger|smaller|older) than|total|in common)\b",
    names_by_capital=True,
    half="(?<!and a )(?:half an?|half)",
    and_a_half="and a half",
    half_between=r"\s+and a half",
    amounts={
        "14 days": ("fortnight",),
        "45 minutes": ("three[ -]quarters of an hour",),
        "15 minutes": ("(?:a )?quarter of an hour",),
        "1.5": ("(?:one|an?) and a half",),
        "2 times": (r"twice(?! as\b| the\b)",),
        "3 times": (r"thrice(?! as\b| the\b)",),
    },
    fractions={
        "3": r"thirds|third(?= of\b)",
        "4": r"quarters(?= of\b)|quarter(?= of\b)",
        "5": r"fifths|fifth(?= of\b)",
        "8": r"eighths|eighth(?= of\b)",
        "10": r"tenths|tenth(?= of\b)",
    },
    clock_names={"12:00": "(?:12 )?noon|midday", "0:00": "(?:12 )?midnight"},
    clock_words={"30": "half past HOUR", "15": "quarter past HOUR", "-15": "quarter to HOUR"},
    afternoon="in the (?:afternoon|evening)|at night",
    locales=("en_GB",),
    ambiguous_months=frozenset(("may", "march")),
    before_a_month="in|of|between|by|until|till|since|from|before|after|during|through|early|late|mid|every|each|last|next|this",
    unit_words={
        "length-meter": ("metre", "metres"),
        "mass-kilogram": ("kilo", "kilos"),
        "duration-hour": ("hrs",),
        "duration-minute": ("mins",),
        "area-square-meter": ("sqm", "sq m"),
        "volume-cubic-meter": ("cu m",),
        "currency-usd": ("dollar", "dollars"),
        "currency-gbp": ("pound", "pounds", "pound sterling", "pounds sterling"),
        "currency-eur": ("euro", "euros"),
        "currency-jpy": ("yen",),
        "currency-krw": ("won",),
        "currency-cny": ("yuan",),
        "mass-pound": ("pound", "pounds", "lbs"),
        "temperature-celsius": ("degrees", "degrees c"),
        "mass-tonne": ("ton", "tons", "metric tons"),
        "concentr-percent": ("pct",),
    },
    rates={
        "hour": r"(?:per|an|each|every|/) ?(?:hour|h|hr)\b|hourly",
        "day": r"(?:per|a|each|every|/) ?day\b|daily",
        "night": r"(?:per|a|each|every|/) ?night\b|nightly",
        "week": r"(?:per|a|each|every|/) ?week\b|weekly",
        "month": r"(?:per|a|each|every|/) ?month\b|monthly",
        "year": r"(?:per|a|each|every|/) ?year\b|(?:yearly|annual(?:ly)?|per annum)\b",
    },
    sentences=(
        r"(\d+) (?:(?:short|brief|simple|key|main|bullet) )*(?:sentences?"
        r"|lines?|points?|bullets)|\ba (?:single )?(?:sentence|line)\b"
    ),
    brief=r"\b(?:short(?:er|en)?|brief(?:er|ly)?|concise(?:ly)?|quick(?:ly)?|nutshell|tl;?dr|gist|cut\b.{0,12}\bdown|too long"
    r"|half as long|not so long|less long|(?:less|too) detail(?:s|ed)?)\b",
    thorough=r"\b(?:(?<!less )(?<!too )detail(?:s|ed)?|thorough(?:ly)?|(?<!too )(?<!half as )(?<!not so )(?<!less )long(?:er)?"
    r"|at length|in depth|comprehensive(?:ly)?|extensive(?:ly)?|too (?:short|brief))\b",
    section=(
        r"(?:articles?|chapters?|sections?|clauses?|paragraphs?|parts?|§) ?(\d+)"
        r"|(\d+)(?:st|nd|rd|th) (?:article|chapter|section|clause|paragraph|part)"
    ),
    ordinals=(r"\bfirst\b", r"\bsecond\b", r"\bthird\b", r"\bfourth\b", r"\bfifth\b"),
    ordinal_sign="st|nd|rd|th",
    below_zero="below (?:zero|0)",
    language_words={"zh": ("mandarin",), "es": ("castilian",)},
    since="since|as (?:of|from)|starting from|effective(?: (?:on|from))?|(?:valid|in force|applies|apply) from",
    since_behind=r"onwards?\b|and later\b",
    until="until|till|through|up to",
    several_days=(
        r"\b(?:daily|every ?day|each day|weekdays?|weekends?|(?:work|business|week) ?days|all week|"
        r"except|apart from|other than)\b"
    ),
    stand_ins=r"\b(?:that|those) of\b|\bthe ones?\b",
    dates=DATES,
    clock=CLOCK,
    numerals=NUMERALS,
    article=r"the\s",
    papers=PAPERS,
)
