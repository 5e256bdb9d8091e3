"""The protocol through which the screens use the program, and its implementation."""
