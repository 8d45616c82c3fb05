"""The tables; made and changed only by the migrations, which a test compares with what stands here."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

#: Every constraint has a name, so that a later migration can drop it on SQLite too.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = sa.MetaData(naming_convention=NAMES)

Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
Json = sa.JSON().with_variant(JSONB, "postgresql")


class Moment(sa.TypeDecorator[dt.datetime]):
    """A time in UTC; SQLite keeps no zones, so it is put back on reading."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:  # noqa: ARG002
        """The time in UTC."""
        return value.astimezone(dt.UTC) if value else None

    def process_result_value(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:  # noqa: ARG002
        """The time with its zone."""
        return value.replace(tzinfo=dt.UTC) if value and value.tzinfo is None else value


def _number() -> sa.Column[int]:
    return sa.Column("number", Number, sa.Identity(), primary_key=True)


def _document() -> sa.Column[str]:
    return sa.Column("document_id", sa.Text, sa.ForeignKey("documents.id"), nullable=False)


#: One row per document: what its latest revision says of it. ``number`` is the order of arrival.
documents = sa.Table(
    "documents",
    metadata,
    _number(),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("content_hash", sa.Text, nullable=False, index=True),
    sa.Column("outlet", sa.Text, index=True),
    sa.Column("published", sa.Date, index=True),
    sa.Column("lang", sa.Text),
    sa.Column("title", sa.Text),
    sa.Column("url", sa.Text, index=True),
)

#: Every text that a document has had; rows are only added.
revisions = sa.Table(
    "revisions",
    metadata,
    _document(),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("content_hash", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("title", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("outlet", sa.Text),
    sa.Column("outlet_country", sa.Text),
    sa.Column("published", sa.Date),
    sa.Column("published_at", sa.Text),
    sa.Column("lang", sa.Text),
    sa.Column("stored_at", Moment, nullable=False),
    sa.PrimaryKeyConstraint("document_id", "revision"),
)

#: One reading of one revision by one version of the coder; ``latest`` marks the one that queries use by default.
#: ``namings`` are missing where the coder did not read them yet.
codings = sa.Table(
    "codings",
    metadata,
    _number(),
    _document(),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("coder", sa.Text, nullable=False, index=True),
    sa.Column("lang", sa.Text),
    sa.Column("warnings", Json, nullable=False),
    sa.Column("latest", sa.Boolean, nullable=False),
    sa.Column("coded_at", Moment, nullable=False),
    sa.Column("namings", Json),
    sa.UniqueConstraint("document_id", "revision", "coder"),
    sa.ForeignKeyConstraint(["document_id", "revision"], ["revisions.document_id", "revisions.revision"]),
)

mentions = sa.Table(
    "mentions",
    metadata,
    _number(),
    sa.Column("coding", Number, sa.ForeignKey("codings.number", ondelete="CASCADE"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("type", sa.Text, nullable=False, index=True),
    sa.Column("status", sa.Text, nullable=False, index=True),
    sa.Column("date_start", sa.Date, index=True),
    sa.Column("date_end", sa.Date),
    sa.Column("place_country", sa.Text, index=True),
    sa.Column("payload", Json, nullable=False),
    sa.UniqueConstraint("coding", "position"),
)

#: Codes of those in a mention; ``role`` is actor, recipient or claimant.
parties = sa.Table(
    "mention_parties",
    metadata,
    sa.Column("mention", Number, sa.ForeignKey("mentions.number", ondelete="CASCADE"), nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("code", sa.Text, nullable=False),
    sa.PrimaryKeyConstraint("mention", "role", "code"),
    sa.Index(None, "code", "role"),
    sa.CheckConstraint("role IN ('actor', 'recipient', 'claimant')", name="role"),
)

events = sa.Table(
    "events",
    metadata,
    sa.Column("situation", sa.Text, nullable=False),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("type", sa.Text, nullable=False, index=True),
    sa.Column("date", sa.Date, index=True),
    sa.Column("place_country", sa.Text, index=True),
    sa.Column("dispute", sa.Text),
    sa.Column("origins", sa.Integer, nullable=False),
    sa.Column("payload", Json, nullable=False),
    sa.PrimaryKeyConstraint("situation", "id"),
)

event_mentions = sa.Table(
    "event_mentions",
    metadata,
    sa.Column("situation", sa.Text, nullable=False),
    sa.Column("event", sa.Text, nullable=False),
    _document(),
    sa.Column("position", sa.Integer, nullable=False),
    sa.PrimaryKeyConstraint("situation", "event", "document_id", "position"),
    sa.ForeignKeyConstraint(["situation", "event"], ["events.situation", "events.id"], ondelete="CASCADE"),
    sa.Index(None, "document_id"),
)

#: Documents whose mentions are linked: by which coding, as printings of which text, by which rule.
linked_documents = sa.Table(
    "linked_documents",
    metadata,
    sa.Column("document_id", sa.Text, sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("coding", Number, nullable=False),
    sa.Column("origin_text", sa.Text, nullable=False, index=True),
    sa.Column("rule", sa.Text, nullable=False),
)

#: One row for each passage of an origin text: what linking has to know of it, the mentions it stands for, and its link.
#: ``rank`` is its place in the order of all, ``head`` the rank of the one that opened its happening.
links = sa.Table(
    "links",
    metadata,
    sa.Column("rank", sa.Text, primary_key=True),
    sa.Column("origin_text", sa.Text, nullable=False, index=True),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("mentions", Json, nullable=False),
    sa.Column("pinned", Number, index=True),
    sa.Column("barred", Json),
    sa.Column("head", sa.Text),
    sa.Column("how", sa.Text),
    sa.Column("score", sa.Float),
    sa.Column("parts", Json),
    sa.Column("crowded", sa.Boolean),
    sa.Index(None, "head", "rank"),
)


def _blocks(name: str) -> sa.Table:
    """Passages by block and days; days as ordinals, coordinates in hundredths of a degree."""
    return sa.Table(
        name,
        metadata,
        sa.Column("block", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("span", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("first", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("rank", sa.Text, primary_key=True),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("lat", sa.Integer),
        sa.Column("lon", sa.Integer),
        sqlite_with_rowid=False,
    )


#: Those that opened a happening, where it is looked for; and all, where they look for one.
link_openers, link_seekers = _blocks("link_openers"), _blocks("link_seekers")

#: What people decided about events; rows are only added.
judgements = sa.Table(
    "judgements",
    metadata,
    _number(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("sides", Json, nullable=False),
    sa.Column("undoes", Number, sa.ForeignKey("judgements.number")),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.CheckConstraint("kind IN ('merge', 'split', 'undo')", name="kind"),
)

#: Situations by name; the latest row of a name counts, without ``content`` it is removed. Rows are only added.
#: ``key`` is the name as it is compared.
situations = sa.Table(
    "situations",
    metadata,
    _number(),
    sa.Column("key", sa.Text, nullable=False, index=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("content", Json),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("made_at", Moment, nullable=False),
)

reports = sa.Table(
    "reports",
    metadata,
    _number(),
    sa.Column("situation", sa.Text, nullable=False, index=True),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("content_hash", sa.Text, nullable=False),
    sa.Column("coder", sa.Text, nullable=False),
    sa.Column("made_at", Moment, nullable=False),
)


#: Documents whose latest revision stands in the index of near copies; ``method``: what made the prints.
text_prints = sa.Table(
    "text_prints",
    metadata,
    sa.Column(
        "document", Number, sa.ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("method", sa.Text, nullable=False),
    sa.Column("lang", sa.Text),
    sa.Column("day", sa.Date),
)

#: Two paragraphs with one equal band look alike.
paragraph_bands = sa.Table(
    "paragraph_bands",
    metadata,
    sa.Column("document", Number, sa.ForeignKey("text_prints.document", ondelete="CASCADE"), nullable=False),
    sa.Column("paragraph", sa.Integer, nullable=False),
    sa.Column("band", sa.SmallInteger, nullable=False),
    sa.Column("hash", sa.BigInteger, nullable=False),
    sa.PrimaryKeyConstraint("document", "paragraph", "band"),
    sa.Index(None, "band", "hash", "document"),
)

#: Names and numbers that survive translation.
text_keys = sa.Table(
    "text_keys",
    metadata,
    sa.Column("document", Number, sa.ForeignKey("text_prints.document", ondelete="CASCADE"), nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("day", sa.Date),
    sa.PrimaryKeyConstraint("document", "key"),
    sa.Index(None, "key", "day", "document"),
)

#: What was published, in the order of ``issued_at``; rows are only added.
issues = sa.Table(
    "issues",
    metadata,
    _number(),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("situation", sa.Text, nullable=False, index=True),
    sa.Column("issued_at", Moment, nullable=False),
    sa.Column("payload", Json, nullable=False),
    sa.CheckConstraint("kind IN ('report', 'alert')", name="kind"),
)

#: Files of issues by the SHA-256 of their bytes.
issue_files = sa.Table(
    "issue_files",
    metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

#: Signed manifests of the bundle, byte for byte.
manifests = sa.Table(
    "manifests",
    metadata,
    sa.Column("number", Number, primary_key=True, autoincrement=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

#: Who gets what. ``asked_at`` is the time of the latest request, which the confirmation link is made for.
subscribers = sa.Table(
    "subscribers",
    metadata,
    _number(),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("wants", sa.Text),
    sa.Column("situation", sa.Text),
    sa.Column("lang", sa.Text),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("asked_at", Moment, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Column("note", sa.Text),
    sa.UniqueConstraint("channel", "address"),
    sa.CheckConstraint("channel IN ('email', 'telegram', 'webhook')", name="channel"),
    sa.CheckConstraint("state IN ('asked', 'confirmed', 'unsubscribed', 'bounced')", name="state"),
)

#: One row per message and recipient; ``key`` is never there twice. Without an issue it asks for confirmation.
#: ``progress``: parts of it that are sent. ``claim`` names the run that has it in hand, until ``leased_until``.
deliveries = sa.Table(
    "deliveries",
    metadata,
    _number(),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("issue", Number, sa.ForeignKey("issues.number"), index=True),
    sa.Column("subscriber", Number, sa.ForeignKey("subscribers.number"), nullable=False, index=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("progress", sa.Integer, nullable=False),
    sa.Column("next_try", Moment, nullable=False),
    sa.Column("claim", sa.Text, index=True),
    sa.Column("leased_until", Moment),
    sa.Column("reason", sa.Text),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Index(None, "state", "next_try"),
    sa.CheckConstraint(
        "state IN ('pending', 'claimed', 'sending', 'sent', 'uncertain', 'failed', 'dropped')", name="state"
    ),
)


def now() -> dt.datetime:
    """This moment in UTC."""
    return dt.datetime.now(dt.UTC)


#: Forecasts as they were issued; rows are only added.
forecasts = sa.Table(
    "forecasts",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("about", sa.Text, nullable=False, index=True),
    sa.Column("measure", sa.Text, nullable=False),
    sa.Column("cutoff", sa.Date, nullable=False),
    sa.Column("end", sa.Date, nullable=False, index=True),
    sa.Column("content", Json, nullable=False),
    sa.Column("coder", sa.Text, nullable=False),
    sa.Column("stored_at", Moment, nullable=False),
)

#: What came of forecasts; the latest row of each counts.
forecast_outcomes = sa.Table(
    "forecast_outcomes",
    metadata,
    _number(),
    sa.Column("forecast_id", sa.Text, sa.ForeignKey("forecasts.id"), nullable=False, index=True),
    sa.Column("outcome", Json, nullable=False),
    sa.Column("coder", sa.Text, nullable=False),
    sa.Column("resolved_at", Moment, nullable=False),
)
