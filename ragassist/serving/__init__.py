"""The library for other programs: MCP over standard input and output, and HTTP at this machine's own address."""
