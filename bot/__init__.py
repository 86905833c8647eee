"""Nabij: a Dutch conversational bot for reflective practice in social work."""

__version__ = "0.1.0"
