"""Texts become vectors: sentence-transformers, the ONNX engine, the language map."""
