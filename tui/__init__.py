"""The events become screens."""
