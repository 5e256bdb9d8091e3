"""A folder for each language that the program answers in: its record and its Fluent catalogue."""
