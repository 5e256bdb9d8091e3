"""Writes the numbers of list items in digits, letters or Roman numerals, and counts the items of nested lists."""

_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x"} | {
    9: "ix", 5: "v", 4: "iv", 1: "i"
}  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"


def roman(count: int) -> str:
    """Return a number from 1 to 3999 as a lower-case Roman numeral, others in digits."""
    if not 0 < count < 4000:
        return str(count)
    letters = ""
    for worth, letter in _ROMAN.items():
        letters += letter * (count // worth)
        count %= worth
    return letters


def lettered(count: int, letters: str = _LATIN) -> str:
    """Return a number in letters as word processors count: a … z, aa, bb …; from the eleventh repetition on in digits."""
    again, at = divmod(count - 1, len(letters))
    return letters[at] * (again + 1) if 0 <= again < 10 else str(count)


def numeral(count: int, form: str) -> str:
    """Return a number in a form of HTML and OpenDocument: `1`, `a`, `A`, `i` or `I`."""
    match form:
        case "a" | "A":
            text = lettered(count)
        case "i" | "I":
            text = roman(count)
        case _:
            return str(count)
    return text.upper() if form.isupper() else text


class ListNumbers:
    """Counts the items of nested lists by their depth."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def next(self, depth: int, start: int = 1) -> int:
        """Return the next number at a depth, `start` for the first item, and end all deeper lists."""
        self.leave(depth + 1)
        self._counts[depth] = self._counts.get(depth, start - 1) + 1
        return self._counts[depth]

    def at(self, depth: int) -> int:
        """Return the last number at a depth, 1 if there is none."""
        return self._counts.get(depth, 1)

    def leave(self, depth: int) -> None:
        """End the lists at a depth and all deeper ones, whose next items are numbered from their start."""
        for deeper in [at for at in self._counts if at >= depth]:
            del self._counts[deeper]
