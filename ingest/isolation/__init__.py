"""The guarded child process that reads untrusted files."""
