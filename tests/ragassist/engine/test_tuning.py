"""Which settings of llama.cpp are usual on a processor."""

import pytest

from ragassist.engine import tuning


@pytest.mark.parametrize(
    ("instructions", "rearranged"), [("avx512_vnni", False), ("amx_int8", True), ("avx_vnni", True), ("i8mm", True), ("", True)]
)
def test_weights_are_rearranged_except_where_they_are_faster_as_stored(
    monkeypatch: pytest.MonkeyPatch, instructions: str, rearranged: bool
) -> None:
    monkeypatch.setattr(tuning, "int8_instructions", lambda: instructions)
    assert tuning.usual_tuning().repack is rearranged
