"""Finds evidence for a question: the retriever, excerpts, follow-up questions, filters."""
