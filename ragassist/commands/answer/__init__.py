"""An answer on a terminal: what is shown until it comes, and its lines."""
