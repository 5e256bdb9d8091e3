"""From sources to a reply: the prompt, the context window, reasoning, one reply in the right language."""
