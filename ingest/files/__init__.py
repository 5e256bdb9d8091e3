"""Files to read: discovery, rules, names, snapshots."""
