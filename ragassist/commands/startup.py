"""What is on the screen before the UI is."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ragassist.language.locale import from_locale
from ragassist.language.phrases import phrase

_CLEARED = "\r\x1b[2K"


@contextmanager
def starting() -> Iterator[None]:
    """Say on the line of the cursor that the program starts, in the locale's language: the settings aren't read yet.

    Garbage isn't looked for meanwhile, which costs a tenth of the time, nor later in what was imported: it stays to the end.
    """
    gc.disable()
    _write(f"{_CLEARED}ragassist · {phrase('starting', from_locale())} …")
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        _write(_CLEARED)


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
