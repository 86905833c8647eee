"""Indexes of some rows of a table only. Apart from `tables`, because naming the dialects loads both of them.

Imported where the migrations are made or compared; the database has the indexes from the migrations.
"""

from __future__ import annotations

from sqlalchemy import Index

from bot.storage.tables import answer, incoming, outgoing, unsent, waiting

# Only waiting rows are looked up by person on the way of a turn; the rest is gone within 48 hours.
Index("ix_incoming_waiting", incoming.c.person_id, incoming.c.seq, sqlite_where=waiting, postgresql_where=waiting)
Index("ix_outgoing_waiting", outgoing.c.channel, outgoing.c.seq, sqlite_where=unsent, postgresql_where=unsent)
_open = answer.c.open.is_(True)
# However long a run is, what is being written in it is found at once.
Index("ix_answer_open", answer.c.run_id, sqlite_where=_open, postgresql_where=_open)
