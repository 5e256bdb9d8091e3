"""What a chat model's judgement of sources is worth, measured on questions about the sample library."""
