"""Forecasts as they were issued, and what came of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "forecasts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("cutoff", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forecasts")),
    )
    op.create_index(op.f("ix_forecasts_about"), "forecasts", ["about"])
    op.create_index(op.f("ix_forecasts_end"), "forecasts", ["end"])
    op.create_table(
        "forecast_outcomes",
        sa.Column("number", NUMBER, sa.Identity(), nullable=False),
        sa.Column("forecast_id", sa.Text(), nullable=False),
        sa.Column("outcome", JSON, nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["forecast_id"], ["forecasts.id"], name=op.f("fk_forecast_outcomes_forecast_id_forecasts")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_forecast_outcomes")),
    )
    op.create_index(op.f("ix_forecast_outcomes_forecast_id"), "forecast_outcomes", ["forecast_id"])


def downgrade() -> None:
    for table in ("forecast_outcomes", "forecasts"):
        op.drop_table(table)
