"""Articles, passages, readings, statements and entities as rows."""

from __future__ import annotations

from alembic import op

from retrieval.database.tables import metadata
from retrieval.database.words import create

revision = "0001"
down_revision = None


def upgrade() -> None:
    # The first migration makes the tables as they stand. The next one that changes a table freezes them here first.
    metadata.create_all(op.get_bind())
    create(op.get_bind())
