"""Tests of the store; `places` has stores on SQLite and PostgreSQL for other tests too."""
