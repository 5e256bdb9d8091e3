"""Deep questions: before the answer, the model searches, reads and lists documents by calls of tools."""
