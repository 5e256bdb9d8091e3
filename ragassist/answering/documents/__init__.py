"""Requests that work on whole documents, given as rows of the library or meant by a request's words."""
