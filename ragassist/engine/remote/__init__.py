"""A chat model on a server, used by OpenAI's completion protocol."""
