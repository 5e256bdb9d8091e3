"""Deep questions: before it answers, the model searches, reads and lists by calls of tools."""
