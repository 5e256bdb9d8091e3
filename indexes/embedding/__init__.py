"""Turns texts into vectors: sentence-transformers, the ONNX engine, and the language map."""
