"""What is kept, for how long, and which words need care. Pure."""
