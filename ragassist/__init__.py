"""A question becomes a stream of events that ends in a cited answer; also settings, models on disk and the command line."""
