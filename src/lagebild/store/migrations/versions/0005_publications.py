"""Publications: what was issued, its files and signed manifests, who gets it, and every delivery of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    _issues()
    _issue_files()
    _manifests()
    _subscribers()
    _deliveries()


def downgrade() -> None:
    for table in ("deliveries", "subscribers", "manifests", "issue_files", "issues"):
        op.drop_table(table)


def _issues() -> None:
    op.create_table(
        "issues",
        sa.Column("number", NUMBER, sa.Identity(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", JSON, nullable=False),
        sa.CheckConstraint("kind IN ('report', 'alert')", name=op.f("ck_issues_kind")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_issues")),
        sa.UniqueConstraint("id", name=op.f("uq_issues_id")),
    )
    op.create_index(op.f("ix_issues_situation"), "issues", ["situation"])


def _issue_files() -> None:
    op.create_table(
        "issue_files",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_issue_files")),
    )


def _manifests() -> None:
    op.create_table(
        "manifests",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_manifests")),
    )


def _subscribers() -> None:
    op.create_table(
        "subscribers",
        sa.Column("number", NUMBER, sa.Identity(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("wants", sa.Text()),
        sa.Column("situation", sa.Text()),
        sa.Column("lang", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint("channel IN ('email', 'telegram', 'webhook')", name=op.f("ck_subscribers_channel")),
        sa.CheckConstraint(
            "state IN ('asked', 'confirmed', 'unsubscribed', 'bounced')", name=op.f("ck_subscribers_state")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_subscribers")),
        sa.UniqueConstraint("channel", "address", name=op.f("uq_subscribers_channel_address")),
    )
    op.create_index(op.f("ix_subscribers_state"), "subscribers", ["state"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("number", NUMBER, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("issue", NUMBER),
        sa.Column("subscriber", NUMBER, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("next_try", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claim", sa.Text()),
        sa.Column("leased_until", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text()),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('pending', 'claimed', 'sending', 'sent', 'uncertain', 'failed', 'dropped')",
            name=op.f("ck_deliveries_state"),
        ),
        sa.ForeignKeyConstraint(["issue"], ["issues.number"], name=op.f("fk_deliveries_issue_issues")),
        sa.ForeignKeyConstraint(
            ["subscriber"], ["subscribers.number"], name=op.f("fk_deliveries_subscriber_subscribers")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("key", name=op.f("uq_deliveries_key")),
    )
    op.create_index(op.f("ix_deliveries_issue"), "deliveries", ["issue"])
    op.create_index(op.f("ix_deliveries_subscriber"), "deliveries", ["subscriber"])
    op.create_index(op.f("ix_deliveries_claim"), "deliveries", ["claim"])
    op.create_index(op.f("ix_deliveries_state_next_try"), "deliveries", ["state", "next_try"])
