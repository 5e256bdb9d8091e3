"""A chat model that another program runs, reached by OpenAI's completion protocol."""
