"""The sandboxed child process that reads untrusted files."""
