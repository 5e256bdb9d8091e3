"""llama.cpp: loading, sequence, checkpoints, sampling, prompt lookup, and the process that it runs in."""
