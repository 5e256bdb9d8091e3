"""The parts of the composition root: settings become an embedding model, an open library and a chat model in memory."""
