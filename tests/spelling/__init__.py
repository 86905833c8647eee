"""The spelling of everything that people read, held against a Dutch dictionary and our own list of words."""
