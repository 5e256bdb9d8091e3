"""A question becomes a stream of events: session, pipeline, options."""
