"""Traditional and simplified Chinese: which of the two a text is in, and simplified text made traditional."""

from functools import cache

import regex

from ingest.language.opencc import opencc_table

_NOT_HAN = regex.compile(r"\P{Han}")


def writes_traditional(text: str) -> bool | None:
    """Return whether a Chinese text is in traditional characters, None where every sign is the same in both forms.

    The form decides that more of the text's signs belong to alone; a quoted name in the other form doesn't turn the result.
    """
    simplified, traditional = _signs_of_one_form()
    difference = sum((sign in traditional) - (sign in simplified) for sign in text)
    return difference > 0 if difference else None


def in_traditional(text: str) -> str:
    """Return a text with its simplified signs made traditional; its length, and what is traditional already, stay the same."""
    stream = TraditionalStream()
    return stream.feed(text) + stream.finish()


class TraditionalStream:
    """Makes a text traditional that comes in pieces: the longest phrase that OpenCC's tables know decides about a sign.

    A few signs are held back until the longest phrase that may begin with them can't go on in the next piece. All pieces
    together are what `in_traditional` returns for the whole text.
    """

    def __init__(self) -> None:
        self._held = ""

    def feed(self, piece: str) -> str:
        """Return what of the text so far, with another piece, is certain and hasn't been returned."""
        self._held += piece
        breaks = [found.end() for found in _NOT_HAN.finditer(self._held)]
        return self._converted(max(breaks[-1] if breaks else 0, len(self._held) - _longest() + 1))

    def finish(self) -> str:
        """Return the rest of the text."""
        return self._converted(len(self._held))

    def _converted(self, until: int) -> str:
        """Return the phrases that begin before an offset of what is held, and hold only what follows them."""
        forms, at, converted = _traditional_forms(), 0, []
        while at < until:
            lengths = range(min(_longest(), len(self._held) - at), 0, -1)
            known = next((phrase for n in lengths if (phrase := self._held[at : at + n]) in forms), self._held[at])
            converted.append(forms.get(known, known))
            at += len(known)
        self._held = self._held[at:]
        return "".join(converted)


@cache
def _traditional_forms() -> dict[str, str]:
    """Return the traditional form of simplified signs and phrases; where a sign has several, the commonest comes first."""
    return {**opencc_table("STCharacters.txt"), **opencc_table("STPhrases.txt")}


@cache
def _longest() -> int:
    """Return the number of signs in the longest phrase."""
    return max(map(len, _traditional_forms()))


@cache
def _signs_of_one_form() -> tuple[frozenset[str], frozenset[str]]:
    """Return the signs that simplified Chinese writes alone, and those that traditional Chinese writes alone."""
    old, new = opencc_table("TSCharacters.txt"), opencc_table("STCharacters.txt")
    return (
        frozenset(sign for sign, form in new.items() if form != sign and sign not in old),
        frozenset(sign for sign, form in old.items() if form != sign and sign not in new),
    )
