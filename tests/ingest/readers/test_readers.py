"""Every suffix has a reader that can be imported."""

import pytest

from ingest.readers import READERS, reader_for


@pytest.mark.parametrize("suffix", READERS)
def test_each_suffix_has_a_reader(suffix: str) -> None:
    assert callable(reader_for(suffix))
