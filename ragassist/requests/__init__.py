"""What kind of request a person makes, and the kinds that passages don't answer: one module a kind."""
