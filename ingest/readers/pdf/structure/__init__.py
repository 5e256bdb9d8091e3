"""Reads PDF by pypdf: form fields, annotations, layers, attachments, XFA forms, and the text of a page."""
