"""Errors that Nabij raises, in one tree.

    NabijError
    |-- ConfigError       the configuration cannot be used; carries every fault at once
    |-- ContentError      the dialogues or the lexicon hold faults; the bot does not start with them
    |-- KeyringError      the master keys are missing, unreadable or do not fit the data
    |-- StoreError        the data folder or database cannot be used as it is
    |   `-- StoreBusy     another serving process already uses the folder
    |-- RunFormatError    a stored run has a format that this version cannot read
    |-- PaperError        a PDF or picture could not be made
    `-- TooLate           the thing asked for (a run, a message) is gone

Findings about content are no errors: see `bot.problems`.
"""

from __future__ import annotations

from collections.abc import Sequence


class NabijError(Exception):
    """Base of all errors of Nabij; its text is a sentence for the person who started the command."""


class ConfigError(NabijError):
    """The configuration cannot be used.

    Args:
        faults: one plain sentence per fault, all of them at once.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class ContentError(NabijError):
    """The dialogues or the lexicon hold faults."""


class KeyringError(NabijError):
    """The master keys are missing, unreadable or do not fit the data."""


class StoreError(NabijError):
    """The data folder or database cannot be used as it is."""


class StoreBusy(StoreError):
    """Another serving process already uses the data folder."""


class RunFormatError(NabijError):
    """A stored run has a format that this version cannot read."""


class PaperError(NabijError):
    """A PDF or picture could not be made; the text of the person never stands in it."""


class TooLate(NabijError):
    """The thing asked for is no longer there."""
