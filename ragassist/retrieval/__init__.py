"""Evidence for a question: the retriever, follow-up questions, filters."""
