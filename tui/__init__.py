"""The terminal UI: screens that show the events of an answer and the state of the library."""
