"""The parts of the composition root: they build the embedding model, the library and the chat model from the settings."""
