"""Tests of the Bot API server itself, with the real client library over real HTTP."""
