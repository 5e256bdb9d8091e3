"""The formats that other programs read: the JSON contract, transcripts, JSONL."""
