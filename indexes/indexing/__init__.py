"""Which documents changed, and a run that stores and embeds them."""
