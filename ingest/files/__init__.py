"""Finds and takes the files to read: discovery, rules, names, snapshots."""
