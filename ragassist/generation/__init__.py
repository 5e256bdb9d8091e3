"""Turns sources into a reply: builds the prompt, fits it into the context, and decodes a reply in the right language."""
