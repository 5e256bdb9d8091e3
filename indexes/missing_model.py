"""Stands where an embedding model should be: the library is searched by full text meanwhile."""

from indexes.embedder import NoEmbedder


class MissingEmbedder(NoEmbedder):
    """Embeds nothing; `why` says what is wrong with the model and how to mend it."""

    def __init__(self, why: str) -> None:
        self.why = why
