"""People and their rights. Pure."""
