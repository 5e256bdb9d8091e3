"""Compares a claim with a sentence clause by clause: whether both deny or affirm the same, and of the same things."""

from collections.abc import Callable
from dataclasses import dataclass

from indexes.embedding.embedder import Vectors
from ragassist.grounding.binding import parts_of
from ragassist.grounding.particulars import identifiers, without_identifiers
from ragassist.grounding.quantities import measures
from ragassist.grounding.rival_values import without_values
from ragassist.language.clauses import clauses, excepting_parts, letters
from ragassist.language.negation import negations
from ragassist.retrieval.evidence import CELLS

_CLEARLY = 0.05
"""By how much the cosine of another clause must be higher for a clause of the claim to be about that other clause."""
_NO_SENTENCE = 12
"""A claim with fewer letters is only a value or a name, which neither affirms nor denies."""
_STATEMENT = 20
"""A claim with fewer letters is often an answer without a verb, which is compared with its nearest clause."""
_FEWEST = 6
"""Fewest letters of a piece that denies or affirms something by itself: 有电."""
_CLEARLY_NEARER = 0.03
"""By how much the rest of a sentence is nearer to a claim than all of it if the claim says nothing of the piece left out."""
_JOINT = ", "
_WHOLE = 0.6
"""A claim with at least this share of the letters of a sentence is compared with the whole sentence, else with a part."""


@dataclass(frozen=True, slots=True)
class ClauseComparison:
    """Compares claims in the language `of_claim` with sentences in the language `of_source`; `embed` gives vectors without
    languages, shape (texts, dimension).
    """

    embed: Callable[[list[str]], Vectors]
    of_claim: str
    of_source: str

    def by_clauses(self, claim: str, sentence: str) -> tuple[float, float]:
        """Return the mean cosine of the claim's clauses and the nearest clauses of a sentence, and whether both deny or
        affirm the same, from -1 to 1.
        """
        plain, its_plain = self._without_exceptions(claim, sentence)
        denied, counted = negations(plain, self.of_claim), negations(its_plain, self.of_source)
        known = denied is not None and counted is not None
        whole = _agree(denied, counted) if known else 0.0
        own, its = clauses(claim), clauses(sentence)
        if letters(claim) < _NO_SENTENCE:
            return -1.0, whole if denied else 1.0
        if len(its) == 1:
            is_compared = (denied or counted) and letters(claim) >= _STATEMENT
            return -1.0, self._by_pieces(plain, its_plain, whole) if is_compared else whole
        cosines = self.embed(own) @ self.embed(its).T
        nearest = float(cosines.max(axis=1).mean())
        if self._gives_values_to_others(own, its, cosines) or self._gives_identifiers_to_others(own, its, cosines):
            return nearest, -1.0
        says_all = letters(claim) >= _WHOLE * letters(sentence)
        if says_all and whole < 0 and len(own) == 1:
            says_all = not self._is_about(claim, its[int(cosines[0].argmax())], sentence, float(cosines[0].max()))
        if not known or denied == counted == 0 or says_all:
            return nearest, whole
        if letters(claim) >= _STATEMENT:
            return nearest, self._by_pieces(plain, its_plain, whole)
        near = [its[at] for at in cosines.argmax(axis=1)]
        return nearest, min(
            _agree(negations(o, self.of_claim), negations(i, self.of_source)) for o, i in zip(own, near, strict=True)
        )

    def _by_pieces(self, claim: str, sentence: str, whole: float) -> float:
        """Return 1 if a claim denies something just where the sentence, in what the claim draws on, does, else -1; `whole` if
        the sentence is one piece or denies in none.

        A claim draws on a piece if the rest of the sentence isn't clearly nearer to it than all of it.
        """
        its = parts_of(sentence, self.of_source, _FEWEST)
        denying = [at for at, piece in enumerate(its) if _odd(negations(piece, self.of_source))]
        if len(its) == 1 or not denying:
            return whole
        denies = any(_odd(negations(piece, self.of_claim)) for piece in parts_of(claim, self.of_claim, _FEWEST))
        plain = list(map(without_values, its))
        rests = [plain, *(plain[:at] + plain[at + 1 :] for at in denying)]
        near, *without = self.embed([_JOINT.join(rest) for rest in rests]) @ self.embed([without_values(claim)])[0]
        draws = any(near - rest >= -_CLEARLY_NEARER for rest in without)
        return 1.0 if draws == denies else -1.0

    def _is_about(self, claim: str, clause: str, sentence: str, cosine: float) -> bool:
        """Whether a claim is as near to a clause, by this cosine, as to its sentence, and the clause has all values that claim
        and sentence share: what other clauses deny is of other things.

        "Two hours, snacks and the bus fare" is nearer to all of "two hours with snacks, but not the bus fare".
        """
        own, of_all = self.embed([claim, sentence])
        if cosine < float(own @ of_all):
            return False
        wanted = measures(claim, self.of_claim, strict=True)
        of_clause, of_sentence = (sum(1 for _ in wanted.missing(measures(text, self.of_source))) for text in (clause, sentence))
        return of_clause == of_sentence

    def with_row(self, claim: str, row: str) -> float:
        """Return 1 if the row of a table denies what a claim denies, -1 if not, 0 if only a cell of the row says "no".

        In a row of two cells, the "no" is for what the other cell names; in a longer row it may be for another thing.
        """
        denied, counted = (negations(claim, self.of_claim) or 0) % 2, negations(row, self.of_source)
        if row.count(CELLS) == 1 and letters(claim) >= _NO_SENTENCE:
            return _agree(denied, counted)
        if denied:
            return 1.0 if counted else -1.0
        return 0.0 if counted else 1.0

    def _without_exceptions(self, claim: str, sentence: str) -> tuple[str, str]:
        """Return a claim and a sentence without exceptions from a statement of the claim's values.

        "1,185 euros exclusive of charges" denies nothing about the 1,185 euros.
        """
        said, excepted = excepting_parts(sentence, self.of_source)
        wanted = measures(claim, self.of_claim, strict=True)
        if not excepted or not wanted.count() or any(wanted.missing(measures(" ".join(said), self.of_source))):
            return claim, sentence
        return ", ".join(excepting_parts(claim, self.of_claim)[0]), ", ".join(said)

    def _gives_values_to_others(self, own: list[str], its: list[str], cosines: Vectors) -> bool:
        """Whether a clause of a claim is clearly nearer to a clause with other values than to those with its own values."""
        known = [measures(part, self.of_source) for part in its]
        for part, near in zip(own, cosines, strict=True):
            wanted = measures(part, self.of_claim, strict=True)
            if wanted.count() > 1 and not all(any(wanted.missing(found)) for found in known):
                continue  # one clause has all of them
            holders = [at for at, found in enumerate(known) if wanted.count() and not any(wanted.missing(found))]
            nearest = int(near.argmax())
            if holders and known[nearest].count() and near[nearest] - near[holders].max() > _CLEARLY:
                return True
        return False

    def _gives_identifiers_to_others(self, own: list[str], its: list[str], cosines: Vectors) -> bool:
        """Whether a clause of a claim isn't nearest to the clauses with its part number, among those with part numbers.

        Part numbers of one series are alike in their vectors, so the texts without them count as much.
        """
        known = [identifiers(part) for part in its]
        if not any(known) or not any(map(identifiers, own)):
            return False
        without = self.embed(list(map(without_identifiers, own))) @ self.embed(list(map(without_identifiers, its))).T
        for part, near in zip(own, (cosines + without) / 2, strict=True):
            wanted = identifiers(part)
            holders = [at for at, found in enumerate(known) if wanted and wanted <= found]
            others = [at for at, found in enumerate(known) if found and not wanted & found]
            if holders and others and near[holders].max() < near[others].max():
                return True
        return False


def _odd(count: int | None) -> bool:
    return (count or 0) % 2 == 1


def _agree(one: int | None, other: int | None) -> float:
    """Return 1 if both counts of negations are even or both odd, else -1."""
    return 1.0 if _odd(one) == _odd(other) else -1.0
