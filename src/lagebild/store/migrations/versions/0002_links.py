"""Links: what the incremental grouping of mentions keeps, and what people judge of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    _linked_documents()
    _links()
    for name in ("link_openers", "link_seekers"):
        _blocks(name)
    _judgements()


def downgrade() -> None:
    for table in ("judgements", "link_seekers", "link_openers", "links", "linked_documents"):
        op.drop_table(table)


def _linked_documents() -> None:
    op.create_table(
        "linked_documents",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("coding", NUMBER, nullable=False),
        sa.Column("origin_text", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_linked_documents_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_linked_documents")),
    )
    op.create_index(op.f("ix_linked_documents_origin_text"), "linked_documents", ["origin_text"])


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("rank", sa.Text(), nullable=False),
        sa.Column("origin_text", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("mentions", JSON, nullable=False),
        sa.Column("pinned", NUMBER),
        sa.Column("barred", JSON),
        sa.Column("head", sa.Text()),
        sa.Column("how", sa.Text()),
        sa.Column("score", sa.Float()),
        sa.Column("parts", JSON),
        sa.Column("crowded", sa.Boolean()),
        sa.PrimaryKeyConstraint("rank", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_head_rank"), "links", ["head", "rank"])
    op.create_index(op.f("ix_links_origin_text"), "links", ["origin_text"])
    op.create_index(op.f("ix_links_pinned"), "links", ["pinned"])


def _blocks(name: str) -> None:
    op.create_table(
        name,
        sa.Column("block", sa.BigInteger(), nullable=False),
        sa.Column("span", sa.SmallInteger(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("lat", sa.Integer()),
        sa.Column("lon", sa.Integer()),
        sa.PrimaryKeyConstraint("block", "span", "first", "rank", name=op.f(f"pk_{name}")),
        sqlite_with_rowid=False,
    )


def _judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("number", NUMBER, sa.Identity(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sides", JSON, nullable=False),
        sa.Column("undoes", NUMBER),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('merge', 'split', 'undo')", name=op.f("ck_judgements_kind")),
        sa.ForeignKeyConstraint(["undoes"], ["judgements.number"], name=op.f("fk_judgements_undoes_judgements")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_judgements")),
    )
