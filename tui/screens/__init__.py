"""The screens, one per file; the chat screen is built in steps, `chat_answering` to `chat`."""
