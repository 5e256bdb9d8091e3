"""Ctrl-C is Ctrl-C, also while the language profiles are being loaded."""

import subprocess
import sys

SCRIPT = """
import signal
from ingest.languages import language_of

def interrupt(number, frame):
    raise KeyboardInterrupt

signal.signal(signal.SIGALRM, interrupt)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    for _ in range(1000):
        language_of("Where does the canal pump stand?")
except KeyboardInterrupt:
    print("interrupted")
print(language_of("Where does the canal pump stand in winter?"))
"""


def test_ctrl_c_while_the_profiles_are_loaded_is_not_taken_for_damage() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("interrupted\nen\n", "")
