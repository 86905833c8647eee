"""The content check as a product: its pages, a folder of broken files, random files."""
