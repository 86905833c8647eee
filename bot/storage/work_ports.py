"""What a unit of work leads to beside the person's own runs, each a port of its own."""

from __future__ import annotations

from bot.services.rows import OwnRow, RemarkRow
from bot.storage import assignments, classes, groups, own_dialogues, remarks, reminders, shares
from bot.storage.access import PersonAccess
from bot.storage.batch import Batch
from bot.storage.cipher import Cipher


class WorkPorts:
    """The part of `PersonWork` that opens other ports."""

    _batch: Batch
    _id: str
    _channel: str
    _cipher: Cipher
    _plays_own: bool
    gone: bool

    def _leave(self) -> None:
        raise NotImplementedError

    @property
    def agenda(self) -> reminders.PersonAgenda:
        """As in `ports.Work`."""
        return reminders.PersonAgenda(self._batch, self._id, self._channel)

    @property
    def groups(self) -> groups.PersonGroups:
        """As in `ports.Work`."""
        return groups.PersonGroups(self._batch, self._id)

    @property
    def assignments(self) -> assignments.PersonAssignments:
        """As in `ports.Work`."""
        return assignments.PersonAssignments(self._batch, self._id)

    @property
    def shares(self) -> shares.PersonShares:
        """As in `ports.Work`."""
        return shares.PersonShares(self._batch, self._id, self.groups)

    def remark(self, kind: str, entry: str, text: str) -> None:
        """As in `ports.Work`."""
        if not self.gone:
            remarks.put(self._batch, kind, entry, text)

    def remarks(self) -> list[RemarkRow]:
        """As in `ports.Work`."""
        return remarks.every(self._batch.connection, self._batch.vault)

    @property
    def access(self) -> PersonAccess:
        """As in `ports.Work`."""
        return PersonAccess(self._batch, self._id, self._channel, self._leave)

    def own_dialogues(self) -> list[OwnRow]:
        """As in `ports.Work`."""
        return own_dialogues.every(self._batch, self._id) if self._plays_own and not self.gone else []

    def own_versions(self, name: str = "") -> list[OwnRow]:
        """As in `ports.Work`."""
        return own_dialogues.versions(self._batch, self._id, name) if self._plays_own and not self.gone else []

    def keep_own_dialogue(self, row: OwnRow) -> None:
        """As in `ports.Work`."""
        if not self.gone:
            own_dialogues.put(self._batch, self._id, self._cipher, row)
            self._plays_own = True

    def drop_own_dialogue(self, name: str, version: int | None = None) -> None:
        """As in `ports.Work`."""
        own_dialogues.drop(self._batch, self._id, name, version)

    @property
    def classes(self) -> classes.Book:
        """As in `ports.Work`."""
        return classes.Book(self._batch)
