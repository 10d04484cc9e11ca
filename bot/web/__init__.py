"""The pages that the bot itself serves: health and metrics."""
