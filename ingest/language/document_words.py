"""Words by which the layout of a document is recognised: those of captions, of numbered headings and around page numbers.

The readers are below the language packs and work without them, so these words are here, by language.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWords:
    """Patterns of a language's words, to be used without regard to case."""

    caption: str
    """What a caption begins with, before its number: "figure", "table"."""
    part: str
    """What a numbered heading begins with, before its number: "chapter"."""
    behind_part: str = ""
    """Signs behind the number of a heading: 章."""
    around_page: str
    """What stands around a page number: "page 3 of 7"."""


DOCUMENT_WORDS = {
    "en": DocumentWords(
        caption=r"figure|fig\.|table|listing",
        part="chapter|part|section|article|appendix",
        around_page=r"\b(?:pages?|pg|pp?|of)\b",
    ),
    "ar": DocumentWords(caption="الشكل|شكل|الجدول|جدول", part="الفصل|الباب", around_page="صفحة|من"),
    "zh": DocumentWords(caption="图|圖|表", part="第", behind_part="章節节", around_page="第|共|页|頁"),
    "fr": DocumentWords(
        caption=r"figure|fig\.|tableau", part="chapitre|partie|article|annexe", around_page=r"\b(?:pages?|p|sur|de)\b"
    ),
    "de": DocumentWords(
        caption=r"abbildung|abb\.|tabelle|tab\.", part="kapitel|teil|abschnitt|anhang", around_page=r"\b(?:seiten?|s|von)\b"
    ),
    "ja": DocumentWords(caption="図|表", part="第", behind_part="章節", around_page="第|頁|ページ"),
    "ko": DocumentWords(caption="그림|표", part="제", behind_part="장절", around_page="쪽|페이지"),
    "es": DocumentWords(
        caption="figura|tabla|cuadro|gráfico",
        part="capítulo|parte|sección|artículo|anexo",
        around_page=r"\b(?:p[áa]ginas?|págs?|pag|de)\b",
    ),
}
CAPTION = "|".join(words.caption for words in DOCUMENT_WORDS.values())
"""Pattern of what a caption begins with in any of the languages."""
PART = "|".join(words.part for words in DOCUMENT_WORDS.values())
"""Pattern of what a numbered heading begins with in any of the languages."""
BEHIND_PART = "".join(words.behind_part for words in DOCUMENT_WORDS.values())
"""Signs behind the number of a heading in any of the languages."""
AROUND_PAGE = "|".join(words.around_page for words in DOCUMENT_WORDS.values())
"""Pattern of what stands around a page number in any of the languages."""
