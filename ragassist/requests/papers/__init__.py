"""Which papers a request names: what it says of them, of which kind they are, and which documents are so."""
