"""Tells the desktop that something is done."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence


def notice_command(platform: str, title: str, text: str) -> Sequence[str]:
    """Return the command that shows a notice on a desktop; the words are arguments, no shell or script reads them."""
    if platform == "darwin":
        script = "on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run"
        return ("osascript", "-e", script, title, text)
    return ("notify-send", "--app-name", title, "--", title, text)


def notify_desktop(title: str, text: str, which: Callable[[str], str | None] = shutil.which) -> bool:
    """Show a notice and return whether there is a program that shows it and can be started."""
    command = notice_command(sys.platform, title, text)
    program = which(command[0])
    if program is None:
        return False
    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen([program, *command[1:]], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        return False
    return True
