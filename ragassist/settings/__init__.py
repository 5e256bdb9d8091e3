"""The settings: their schema, their file, the choices that they offer."""
