"""Thin channels over one engine: a terminal, Telegram and a web page. They never import each other, nor the storage."""
