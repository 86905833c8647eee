"""What a unit of work leads to beside the person's own runs, each a port of its own."""

from __future__ import annotations

from bot.services.rows import RemarkRow
from bot.storage import assignments, groups, remarks, reminders, shares
from bot.storage.access import PersonAccess
from bot.storage.batch import Batch


class WorkPorts:
    """The part of `PersonWork` that opens other ports."""

    _batch: Batch
    _id: str
    _channel: str
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
