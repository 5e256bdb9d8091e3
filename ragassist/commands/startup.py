"""The line that stands on the screen until the UI is there."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ragassist.language.locale import from_locale
from ragassist.language.phrases import phrase

_CLEARED = "\r\x1b[2K"


@contextmanager
def starting() -> Iterator[None]:
    """Print on the current line that the program starts, in the locale's language, as the settings aren't read yet.

    The garbage collector is off meanwhile, which saves a tenth of the time. Afterwards it leaves out what was imported: modules
    stay until the end.
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
