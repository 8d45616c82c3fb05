"""First tables: documents with revisions, codings with mentions, events, reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    _documents()
    _revisions()
    _codings()
    _mentions()
    _mention_parties()
    _events()
    _event_mentions()
    _reports()


def downgrade() -> None:
    for table in (
        "reports",
        "event_mentions",
        "events",
        "mention_parties",
        "mentions",
        "codings",
        "revisions",
        "documents",
    ):
        op.drop_table(table)


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("number", NUMBER, sa.Identity(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text()),
        sa.Column("published", sa.Date()),
        sa.Column("lang", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_documents")),
        sa.UniqueConstraint("id", name=op.f("uq_documents_id")),
    )
    op.create_index(op.f("ix_documents_content_hash"), "documents", ["content_hash"])
    op.create_index(op.f("ix_documents_outlet"), "documents", ["outlet"])
    op.create_index(op.f("ix_documents_published"), "documents", ["published"])
    op.create_index(op.f("ix_documents_url"), "documents", ["url"])


def _revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("outlet", sa.Text()),
        sa.Column("outlet_country", sa.Text()),
        sa.Column("published", sa.Date()),
        sa.Column("published_at", sa.Text()),
        sa.Column("lang", sa.Text()),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_revisions_document_id_documents")),
        sa.PrimaryKeyConstraint("document_id", "revision", name=op.f("pk_revisions")),
    )


def _codings() -> None:
    op.create_table(
        "codings",
        sa.Column("number", NUMBER, sa.Identity(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text()),
        sa.Column("warnings", JSON, nullable=False),
        sa.Column("latest", sa.Boolean(), nullable=False),
        sa.Column("coded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id", "revision"],
            ["revisions.document_id", "revisions.revision"],
            name=op.f("fk_codings_document_id_revision_revisions"),
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_codings_document_id_documents")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_codings")),
        sa.UniqueConstraint("document_id", "revision", "coder", name=op.f("uq_codings_document_id_revision_coder")),
    )
    op.create_index(op.f("ix_codings_coder"), "codings", ["coder"])


def _mentions() -> None:
    op.create_table(
        "mentions",
        sa.Column("number", NUMBER, sa.Identity(), nullable=False),
        sa.Column("coding", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("date_start", sa.Date()),
        sa.Column("date_end", sa.Date()),
        sa.Column("place_country", sa.Text()),
        sa.Column("payload", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["coding"], ["codings.number"], name=op.f("fk_mentions_coding_codings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_mentions")),
        sa.UniqueConstraint("coding", "position", name=op.f("uq_mentions_coding_position")),
    )
    op.create_index(op.f("ix_mentions_date_start"), "mentions", ["date_start"])
    op.create_index(op.f("ix_mentions_place_country"), "mentions", ["place_country"])
    op.create_index(op.f("ix_mentions_status"), "mentions", ["status"])
    op.create_index(op.f("ix_mentions_type"), "mentions", ["type"])


def _mention_parties() -> None:
    op.create_table(
        "mention_parties",
        sa.Column("mention", NUMBER, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.CheckConstraint("role IN ('actor', 'recipient', 'claimant')", name=op.f("ck_mention_parties_role")),
        sa.ForeignKeyConstraint(
            ["mention"], ["mentions.number"], name=op.f("fk_mention_parties_mention_mentions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mention", "role", "code", name=op.f("pk_mention_parties")),
    )
    op.create_index(op.f("ix_mention_parties_code_role"), "mention_parties", ["code", "role"])


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("date", sa.Date()),
        sa.Column("place_country", sa.Text()),
        sa.Column("dispute", sa.Text()),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("payload", JSON, nullable=False),
        sa.PrimaryKeyConstraint("situation", "id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_date"), "events", ["date"])
    op.create_index(op.f("ix_events_place_country"), "events", ["place_country"])
    op.create_index(op.f("ix_events_type"), "events", ["type"])


def _event_mentions() -> None:
    op.create_table(
        "event_mentions",
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_event_mentions_document_id_documents")
        ),
        sa.ForeignKeyConstraint(
            ["situation", "event"],
            ["events.situation", "events.id"],
            name=op.f("fk_event_mentions_situation_event_events"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("situation", "event", "document_id", "position", name=op.f("pk_event_mentions")),
    )
    op.create_index(op.f("ix_event_mentions_document_id"), "event_mentions", ["document_id"])


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("number", NUMBER, sa.Identity(), nullable=False),
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_reports")),
    )
    op.create_index(op.f("ix_reports_situation"), "reports", ["situation"])
