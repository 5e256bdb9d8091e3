"""Programs that read strangers' files write in their own folder alone, where the kernel has Landlock."""

import subprocess
import sys
from pathlib import Path

import pytest

from ingest.isolation.confined import guarded
from ingest.isolation.landlock import version, write_only_in

pytestmark = pytest.mark.skipif(not version(), reason="this kernel has no Landlock, or doesn't let it be asked")

NEEDS = {"rename": 2, "link": 2, "truncate": 3, "cut": 3, "signal": 6}
DEEDS = {
    "make": "open(f'{there}/new', 'w').write('x')",
    "append": "open(kept, 'a').write('x')",
    "folder": "os.mkdir(f'{there}/new')",
    "remove": "os.remove(kept)",
    "rename": "os.rename(kept, f'{here}/taken')",
    "link": "os.link(kept, f'{here}/taken')",
    "symlink": "os.symlink(kept, 'way'); open('way', 'a').write('x')",
    "truncate": "os.truncate(kept, 0)",
    "cut": "os.open(kept, os.O_RDONLY | os.O_TRUNC)",
    "socket": "import socket; socket.socket(socket.AF_UNIX).bind(f'{there}/new')",
    "signal": "os.kill(os.getppid(), 0)",
}


def ran(script: str, folder: Path | None, at: Path) -> subprocess.CompletedProcess[str]:
    command = guarded(sys.executable, "-c", script, seconds=20, folder=folder)
    return subprocess.run(command, capture_output=True, text=True, cwd=at, check=False)


@pytest.mark.parametrize("deed", DEEDS)
def test_a_program_changes_nothing_outside_its_folder(deed: str, tmp_path: Path) -> None:
    if version() < NEEDS.get(deed, 1):
        pytest.skip("this kernel's Landlock doesn't refuse it")
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    kept = there / "kept"
    kept.write_text("A letter.", encoding="utf-8")
    names = f"here, there, kept = {str(here)!r}, {str(there)!r}, {str(kept)!r}"
    done = ran(f"import os\n{names}\n{DEEDS[deed]}", here, here)
    assert "Error" in done.stderr
    assert done.stderr.strip().rsplit("\n", 1)[-1].startswith(("PermissionError", "OSError: [Errno 18]"))
    assert [one.name for one in there.iterdir()] == ["kept"]
    assert kept.read_text(encoding="utf-8") == "A letter."


def test_a_program_works_freely_in_its_folder(tmp_path: Path) -> None:
    script = (
        "import os\nos.mkdir('a'); open('a/one', 'w').write('1')\nos.rename('a/one', 'two'); os.link('two', 'a/three')\n"
        "os.truncate('two', 0); os.symlink('two', 'four'); os.remove('four'); open(os.devnull, 'w').write('x')\n"
        "os.spawnlp(os.P_WAIT, 'sh', 'sh', '-c', 'echo said > said')\nprint(sorted(os.listdir()), open(os.__file__).read(3))"
    )
    done = ran(script, tmp_path, tmp_path)
    assert (done.stderr, done.stdout) == ("", "['a', 'said', 'two'] r\"\"\n")


def test_a_program_without_a_folder_writes_to_its_output_and_the_null_device_alone(tmp_path: Path) -> None:
    script = "import os; print('said'); open(os.devnull, 'w').write('x'); open('new', 'w')"
    done = ran(script, None, tmp_path)
    assert done.stdout == "said\n"
    assert "PermissionError" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_process_can_not_lift_its_wall(tmp_path: Path) -> None:
    here, other = tmp_path / "here", tmp_path / "other"
    here.mkdir()
    other.mkdir()
    script = (
        "from pathlib import Path\nfrom ingest.isolation.landlock import write_only_in\n"
        f"print(write_only_in(Path({str(other)!r})))\nopen({str(other / 'new')!r}, 'w')"
    )
    done = ran(script, here, tmp_path)
    assert done.stdout == "True\n"
    assert "PermissionError" in done.stderr


def test_a_folder_that_is_gone_is_an_error_and_no_wall_around_another(tmp_path: Path) -> None:
    before = sorted(Path("/proc/self/fd").iterdir())
    with pytest.raises(FileNotFoundError):
        write_only_in(tmp_path / "gone")
    assert sorted(Path("/proc/self/fd").iterdir()) == before
    (tmp_path / "still").write_text("writable", encoding="utf-8")
