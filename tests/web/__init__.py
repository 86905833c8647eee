"""Tests of the web channel: over real HTTP with a scripted bot behind it, and in real Chromium."""
