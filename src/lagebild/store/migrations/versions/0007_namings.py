"""By which offices a document names persons, kept with its coding; nothing for codings made before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("codings", sa.Column("namings", JSON))


def downgrade() -> None:
    op.drop_column("codings", "namings")
