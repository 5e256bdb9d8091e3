"""Serves the library to other programs: MCP over standard input and output, and HTTP at a loopback address."""
