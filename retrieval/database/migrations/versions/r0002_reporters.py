"""Statements are found by who reports them: whether somebody is named anywhere is asked at each change."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_index("ix_statements_reporter", "statements", ["reporter"], if_not_exists=True)
