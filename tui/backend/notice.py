"""Shows a notification on the desktop."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence


def notice_command(platform: str, title: str, text: str) -> Sequence[str]:
    """Return the command that shows a notification. Title and text are plain arguments that no shell or script interprets."""
    if platform == "darwin":
        script = "on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run"
        return ("osascript", "-e", script, title, text)
    return ("notify-send", "--app-name", "ragassist", "--", title, text)


def notify_desktop(title: str, text: str, which: Callable[[str], str | None] = shutil.which) -> bool:
    """Show a notification; return False if the program that shows it is missing or can't be started."""
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
