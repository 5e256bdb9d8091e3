"""A folder is named on a line or chosen from a tree."""
