"""Requests that continue the conversation: they choose one of the documents that were offered, or want a result again."""
