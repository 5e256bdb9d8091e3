"""How fast this machine reads prompts, learnt for each model, and how many tokens of sources a wish in seconds has room for."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from indexes.files.atomic import write_atomically

MOST, LEAST = 1400, 900
"""In a library of several languages 600, 900 and 1,400 tokens hold the right passage for 83, 90 and 93 % of the questions."""
_FEWEST_EVALUATED = 200
"""Tokens below which a prefill says little about the speed: it is over before the batches are full."""
_FASTER, _SLOWER = 0.7, 0.2
"""Weight of the newest measurement: a machine that is busy once, or loads its model first, isn't slow for ever."""
_BESIDE_SOURCES = 150
"""Tokens that are read besides the sources: names, fences, question and task."""


@dataclass(frozen=True, slots=True)
class PrefillSpeed:
    """Tokens a second by model, in a file of their own."""

    path: Path

    def budget(self, model: str, seconds: float) -> int:
        """Return the tokens of sources that can be read in so many seconds: 900, also where nothing is known, to 1,400."""
        speed = self._speeds().get(model)
        if speed is None:
            return LEAST
        return max(LEAST, min(MOST, int(speed * seconds) - _BESIDE_SOURCES))

    def learn(self, model: str, tokens: int, seconds: float) -> None:
        """Remember a prefill of so many tokens; a short one says nothing, and a home that can't be written is left alone."""
        if tokens < _FEWEST_EVALUATED or seconds <= 0:
            return
        speeds = self._speeds()
        now = tokens / seconds
        before = speeds.get(model, now)
        weight = _FASTER if now > before else _SLOWER
        speeds[model] = (1 - weight) * before + weight * now
        with suppress(OSError):
            write_atomically(self.path, json.dumps(speeds).encode())

    def _speeds(self) -> dict[str, float]:
        try:
            found = json.loads(self.path.read_bytes())
        except (OSError, ValueError):
            return {}
        numbers = found.items() if isinstance(found, dict) else ()
        return {str(name): float(value) for name, value in numbers if isinstance(value, int | float) and value > 0}
