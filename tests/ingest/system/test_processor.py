"""Which processors multiply 8-bit integers fast is read from what Linux says of them."""

import pytest

from ingest.system.processor import best_of

AVX2 = "processor\t: 0\nflags\t\t: fpu vme sse4_2 avx2 fma\n"
VNNI = "processor\t: 0\nflags\t\t: fpu avx2 avx512f avx512_vnni avx_vnni\n"
ARM = "processor\t: 0\nBogoMIPS\t: 50.00\nFeatures\t: fp asimd aes crc32 asimddp\n"


@pytest.mark.parametrize(
    ("cpuinfo", "expected"),
    [(VNNI, "avx512_vnni"), (ARM, "asimddp"), (AVX2, ""), ("", ""), (VNNI + AVX2, ""), (VNNI + VNNI, "avx512_vnni")],
)
def test_the_best_instructions_that_all_cores_have(cpuinfo: str, expected: str) -> None:
    assert best_of(cpuinfo) == expected
