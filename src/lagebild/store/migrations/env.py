"""Runs the migrations inside the transaction of whoever opens the store."""

from alembic import context

from lagebild.store.tables import metadata
from lagebild.store.versions import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
