"""Runs the embedding model by ONNX Runtime: export, plan, engine, and comparison with the reference."""
