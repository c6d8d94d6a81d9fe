"""How Alembic runs the migrations: inside the transaction of whoever opened the database."""

from __future__ import annotations

from alembic import context

from retrieval.database.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
