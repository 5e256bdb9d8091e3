"""The widgets to choose a folder: an input with completion, and a tree."""
