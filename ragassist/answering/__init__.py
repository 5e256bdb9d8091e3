"""Answers questions and other requests as streams of events: the session, one pipeline for each kind, the options."""
