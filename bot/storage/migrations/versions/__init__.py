"""One file per migration, each with a way up and a way down."""
