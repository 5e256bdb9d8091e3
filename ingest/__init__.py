"""Reads files as documents, whose text has places, and cuts documents into chunks."""
