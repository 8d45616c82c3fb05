"""Near copies: bands of paragraphs, and names and numbers of texts, to find copies and translations by look-up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "text_prints",
        sa.Column("document", NUMBER, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text()),
        sa.Column("day", sa.Date()),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_text_prints")),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.number"], name=op.f("fk_text_prints_document_documents"), ondelete="CASCADE"
        ),
    )
    op.create_table(
        "paragraph_bands",
        sa.Column("document", NUMBER, nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("band", sa.SmallInteger(), nullable=False),
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("document", "paragraph", "band", name=op.f("pk_paragraph_bands")),
        sa.ForeignKeyConstraint(
            ["document"],
            ["text_prints.document"],
            name=op.f("fk_paragraph_bands_document_text_prints"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(op.f("ix_paragraph_bands_band_hash_document"), "paragraph_bands", ["band", "hash", "document"])
    op.create_table(
        "text_keys",
        sa.Column("document", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("day", sa.Date()),
        sa.PrimaryKeyConstraint("document", "key", name=op.f("pk_text_keys")),
        sa.ForeignKeyConstraint(
            ["document"], ["text_prints.document"], name=op.f("fk_text_keys_document_text_prints"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_text_keys_key_day_document"), "text_keys", ["key", "day", "document"])


def downgrade() -> None:
    for table in ("text_keys", "paragraph_bands", "text_prints"):
        op.drop_table(table)
