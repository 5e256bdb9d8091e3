"""The embedding model on ONNX Runtime: export, plan, engine, agreement with the reference."""
