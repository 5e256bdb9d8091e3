"""The line on the screen until the terminal UI appears."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.system.terminal import as_typed
from ragassist.language.locale import from_locale
from ragassist.language.phrases import phrase

_CLEARED = "\r\x1b[2K"


@contextmanager
def starting() -> Iterator[None]:
    """Print that the program is starting, in the language of the locale, because the settings aren't read yet.

    The garbage collector is off meanwhile, which saves a tenth of the time. Afterwards it ignores the objects of the imported
    modules, which live until the process ends.
    """
    gc.disable()
    try:
        with as_typed():
            _write(f"{_CLEARED}ragassist · {phrase('starting', from_locale())} …")
            yield
    finally:
        gc.freeze()
        gc.enable()
        _write(_CLEARED)


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
