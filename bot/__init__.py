"""Everything around the rules: entry points, conversation, words, channels, store."""
