"""First tables, and the full-text index over the search entries."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "changes",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("version", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("released", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "added",
                "corrected",
                "clarified",
                "removed",
                name="change_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("record", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("field", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("brief", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("full", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_changes_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_changes_record"), ["record"], unique=False)
        batch_op.create_index("ix_changes_released", ["released", "id"], unique=False)

    op.create_table(
        "dataset",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("released", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("software", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("first_day", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("last_day", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("longest_span", sa.Integer(), nullable=False),
        sa.Column("licence", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_dataset")),
    )
    op.create_table(
        "discrepancies",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("sources_count", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "contradiction",
                "differing",
                "ambiguous",
                "missing",
                "bibliographic",
                "wording",
                name="discrepancy_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("explanation", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("brief", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("full", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discrepancies")),
    )
    with op.batch_alter_table("discrepancies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_discrepancies_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_discrepancies_sources_count"), ["sources_count"], unique=False)
        batch_op.create_index(batch_op.f("ix_discrepancies_title"), ["title"], unique=False)

    op.create_table(
        "events",
        sa.Column("earliest", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("latest", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("sources_count", sa.Integer(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "strike",
                "bombing",
                "statement",
                "condemnation",
                "warning",
                "expulsion",
                "recall",
                "appeal",
                "contact",
                "agreement",
                "return",
                "invitation",
                "visit",
                name="event_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "subtype",
            sa.Enum(
                "missile_strike",
                "ambassador",
                "casualty_statement",
                "target_statement",
                "justification",
                "retaliation",
                "de_escalation",
                "foreign_ministers",
                name="event_subtype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("summary", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column("date_start", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
        sa.Column("date_end", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
        sa.Column(
            "date_precision",
            sa.Enum(
                "day",
                "range",
                "not_stated",
                name="date_precision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "date_basis",
            sa.Enum("stated", "inferred", name="date_basis", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("date_note", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("not_before", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
        sa.Column("not_after", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
        sa.Column("responds_to_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.Column("claims_count", sa.Integer(), nullable=False),
        sa.Column("brief", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("full", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["responds_to_id"],
            ["events.id"],
            name=op.f("fk_events_responds_to_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_events_background"), ["background"], unique=False)
        batch_op.create_index("ix_events_date", ["earliest", "sequence", "id", "latest"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_responds_to_id"), ["responds_to_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_sources_count"), ["sources_count"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_title"), ["title"], unique=False)
        batch_op.create_index("ix_events_type_date", ["type", "earliest", "sequence", "id", "latest"], unique=False)

    op.create_table(
        "names",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "record_kind",
            sa.Enum(
                "event",
                "strike",
                "claim",
                "party",
                "person",
                "place",
                "source",
                "passage",
                "discrepancy",
                "change",
                name="record_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("record_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "main",
                "variant",
                "abbreviation",
                "native",
                name="name_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=True),
        sa.Column("script", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=True),
        sa.Column(
            "origin",
            sa.Enum(
                "article",
                "transliteration",
                "abbreviation",
                name="name_origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("folded", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_names")),
    )
    with op.batch_alter_table("names", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_names_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_names_record_id"), ["record_id"], unique=False)

    op.create_table(
        "parties",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("sources_count", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "state",
                "armed_group",
                "military_unit",
                name="party_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("involved_in", sa.JSON(), nullable=False),
        sa.Column("brief", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("full", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["parties.id"], name=op.f("fk_parties_parent_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parties")),
    )
    with op.batch_alter_table("parties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parties_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_parties_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_parties_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_parties_sources_count"), ["sources_count"], unique=False)

    op.create_table(
        "passages",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("sources_count", sa.Integer(), nullable=False),
        sa.Column("section", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("index", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "sentence",
                "infobox",
                "heading",
                "reference",
                name="passage_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("first_words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("last_words", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("url", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("brief", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("full", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint('"start" < "end"', name=op.f("ck_passages_not_empty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
    )
    with op.batch_alter_table("passages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passages_section"), ["section"], unique=False)
        batch_op.create_index(batch_op.f("ix_passages_sources_count"), ["sources_count"], unique=False)
        batch_op.create_index("ix_passages_start", ["start", "id"], unique=False)

    op.create_table(
        "places",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("sources_count", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "country",
                "province",
                "city",
                "locality",
                "border",
                name="place_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("country", sqlmodel.sql.sqltypes.AutoString(length=2), nullable=True),
        sa.Column("subdivision", sqlmodel.sql.sqltypes.AutoString(length=6), nullable=True),
        sa.Column("parent_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("parent_inferred", sa.Boolean(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column(
            "geo_precision",
            sa.Enum(
                "exact",
                "near",
                "district",
                "province",
                "region",
                "country",
                "international",
                "unknown",
                name="geo_precision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("uncertainty_km", sa.Integer(), nullable=True),
        sa.Column("geonameid", sa.Integer(), nullable=True),
        sa.Column("coordinates_source", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("coordinates_licence", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("brief", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("full", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["places.id"], name=op.f("fk_places_parent_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
    )
    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_places_country"), ["country"], unique=False)
        batch_op.create_index(batch_op.f("ix_places_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_places_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_places_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_places_sources_count"), ["sources_count"], unique=False)

    op.create_table(
        "search_entries",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "record_kind",
            sa.Enum(
                "event",
                "strike",
                "claim",
                "party",
                "person",
                "place",
                "source",
                "passage",
                "discrepancy",
                "change",
                name="record_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("record_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("earliest", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("body", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("brief", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_entries")),
        sa.UniqueConstraint("id", name=op.f("uq_search_entries_id")),
    )
    with op.batch_alter_table("search_entries", schema=None) as batch_op:
        batch_op.create_index("ix_search_entries_record", ["record_kind", "record_id"], unique=False)

    op.create_table(
        "sources",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("sources_count", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column(
            "level",
            sa.Enum(
                "primary",
                "secondary",
                "tertiary",
                name="source_level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "news",
                "analysis",
                "government",
                "encyclopedia",
                "unknown",
                name="source_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("publisher", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("published", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
        sa.Column("retrieved", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
        sa.Column("archived", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
        sa.Column("issn", sqlmodel.sql.sqltypes.AutoString(length=9), nullable=True),
        sa.Column("quotation_speaker", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("url", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("licence", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
        sa.Column("cited", sa.Boolean(), nullable=False),
        sa.Column("brief", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("full", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    with op.batch_alter_table("sources", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sources_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_sources_publisher"), ["publisher"], unique=False)
        batch_op.create_index(batch_op.f("ix_sources_sources_count"), ["sources_count"], unique=False)
        batch_op.create_index(batch_op.f("ix_sources_title"), ["title"], unique=False)

    op.create_table(
        "citations",
        sa.Column(
            "record_kind",
            sa.Enum(
                "event",
                "strike",
                "claim",
                "party",
                "person",
                "place",
                "source",
                "passage",
                "discrepancy",
                "change",
                name="record_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("record_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("source_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_citations_source_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("record_kind", "record_id", "source_id", name=op.f("pk_citations")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "discrepancy_records",
        sa.Column("discrepancy_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column(
            "record_kind",
            sa.Enum(
                "event",
                "strike",
                "claim",
                "party",
                "person",
                "place",
                "source",
                "passage",
                "discrepancy",
                "change",
                name="record_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("record", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["discrepancy_id"],
            ["discrepancies.id"],
            name=op.f("fk_discrepancy_records_discrepancy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("discrepancy_id", "record", name=op.f("pk_discrepancy_records")),
    )
    with op.batch_alter_table("discrepancy_records", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_discrepancy_records_record"), ["record"], unique=False)

    op.create_table(
        "event_parties",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("party_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "initiator",
                "stated_target",
                "reported_victim",
                "territory",
                "claimant",
                "addressee",
                "host",
                "guest",
                "attributed",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asserted_by_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asserted_by_id"],
            ["parties.id"],
            name=op.f("fk_event_parties_asserted_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_parties_event_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["parties.id"], name=op.f("fk_event_parties_party_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_event_parties")),
    )
    with op.batch_alter_table("event_parties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_parties_asserted_by_id"), ["asserted_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_parties_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_parties_party_id"), ["party_id"], unique=False)

    op.create_table(
        "event_places",
        sa.Column("event_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("place_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_places_event_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_event_places_place_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("event_id", "place_id", name=op.f("pk_event_places")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "party_alignments",
        sa.Column("party_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("with_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("asserted_by_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.ForeignKeyConstraint(
            ["asserted_by_id"],
            ["parties.id"],
            name=op.f("fk_party_alignments_asserted_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["party_id"],
            ["parties.id"],
            name=op.f("fk_party_alignments_party_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["with_id"], ["parties.id"], name=op.f("fk_party_alignments_with_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("party_id", "with_id", name=op.f("pk_party_alignments")),
    )
    with op.batch_alter_table("party_alignments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_party_alignments_asserted_by_id"), ["asserted_by_id"], unique=False)

    op.create_table(
        "passage_sources",
        sa.Column("passage_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("source_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["passage_id"],
            ["passages.id"],
            name=op.f("fk_passage_sources_passage_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["sources.id"],
            name=op.f("fk_passage_sources_source_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("passage_id", "source_id", name=op.f("pk_passage_sources")),
    )
    op.create_table(
        "people",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("sources_count", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("office", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("party_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("party_inferred", sa.Boolean(), nullable=False),
        sa.Column("infobox_column_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("brief", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("full", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["infobox_column_id"],
            ["parties.id"],
            name=op.f("fk_people_infobox_column_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["parties.id"], name=op.f("fk_people_party_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_infobox_column_id"), ["infobox_column_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_party_id"), ["party_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_sources_count"), ["sources_count"], unique=False)

    op.create_table(
        "strikes",
        sa.Column("earliest", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("latest", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("sources_count", sa.Integer(), nullable=False),
        sa.Column("attacker_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("unit_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("unit_inferred", sa.Boolean(), nullable=False),
        sa.Column("target_count", sa.Integer(), nullable=True),
        sa.Column("operation_name", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("operation_native", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("operation_language", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("operation_script", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("operation_meaning", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column(
            "date_precision",
            sa.Enum(
                "day",
                "range",
                "not_stated",
                name="date_precision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("responds_to_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.Column("claims_count", sa.Integer(), nullable=False),
        sa.Column("brief", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("full", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attacker_id"], ["parties.id"], name=op.f("fk_strikes_attacker_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["responds_to_id"],
            ["events.id"],
            name=op.f("fk_strikes_responds_to_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["parties.id"], name=op.f("fk_strikes_unit_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strikes")),
    )
    with op.batch_alter_table("strikes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_strikes_attacker_id"), ["attacker_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_strikes_background"), ["background"], unique=False)
        batch_op.create_index("ix_strikes_date", ["earliest", "sequence", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_strikes_responds_to_id"), ["responds_to_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_strikes_sources_count"), ["sources_count"], unique=False)
        batch_op.create_index(batch_op.f("ix_strikes_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "claims",
        sa.Column("earliest", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("latest", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("sources_count", sa.Integer(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "casualty",
                "responsibility",
                "attribution",
                "target_identity",
                "victim_identity",
                "justification",
                "alignment",
                "threat",
                name="claim_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("event_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("strike_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("claimant_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("speaker", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("statement", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "measure",
            sa.Enum("killed", "injured", name="measure", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "victim_class",
            sa.Enum(
                "all",
                "children",
                "women",
                "foreign_nationals",
                "members",
                name="victim_class",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("best", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("part_of_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column(
            "date_precision",
            sa.Enum(
                "day",
                "range",
                "not_stated",
                name="date_precision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("brief", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("full", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("low <= best AND best <= high", name=op.f("ck_claims_figures_in_order")),
        sa.ForeignKeyConstraint(
            ["claimant_id"], ["parties.id"], name=op.f("fk_claims_claimant_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_claims_event_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["part_of_id"], ["claims.id"], name=op.f("fk_claims_part_of_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["strike_id"], ["strikes.id"], name=op.f("fk_claims_strike_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claims_claimant_id"), ["claimant_id"], unique=False)
        batch_op.create_index("ix_claims_date", ["earliest", "sequence", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claims_event_id"), ["event_id"], unique=False)
        batch_op.create_index("ix_claims_figures", ["event_id", "measure", "part_of_id", "low", "high"], unique=False)
        batch_op.create_index(batch_op.f("ix_claims_part_of_id"), ["part_of_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claims_sources_count"), ["sources_count"], unique=False)
        batch_op.create_index(batch_op.f("ix_claims_speaker"), ["speaker"], unique=False)
        batch_op.create_index(batch_op.f("ix_claims_strike_id"), ["strike_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claims_type"), ["type"], unique=False)

    op.create_table(
        "event_people",
        sa.Column("event_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("person_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "initiator",
                "stated_target",
                "reported_victim",
                "territory",
                "claimant",
                "addressee",
                "host",
                "guest",
                "attributed",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_people_event_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_event_people_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("event_id", "person_id", name=op.f("pk_event_people")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "strike_targets",
        sa.Column("strike_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("party_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("asserted_by_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.ForeignKeyConstraint(
            ["asserted_by_id"],
            ["parties.id"],
            name=op.f("fk_strike_targets_asserted_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["parties.id"], name=op.f("fk_strike_targets_party_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["strike_id"],
            ["strikes.id"],
            name=op.f("fk_strike_targets_strike_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("strike_id", "party_id", name=op.f("pk_strike_targets")),
    )
    with op.batch_alter_table("strike_targets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_strike_targets_asserted_by_id"), ["asserted_by_id"], unique=False)

    op.create_table(
        "strike_weapons",
        sa.Column("strike_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("passage_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wording", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["passage_id"],
            ["passages.id"],
            name=op.f("fk_strike_weapons_passage_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["strike_id"],
            ["strikes.id"],
            name=op.f("fk_strike_weapons_strike_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("strike_id", "passage_id", name=op.f("pk_strike_weapons")),
    )
    with op.batch_alter_table("strike_weapons", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_strike_weapons_wording"), ["wording"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("passage_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("source_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("place_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("party_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("person_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("event_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("strike_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("claim_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("discrepancy_id", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("aspect", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.CheckConstraint(
            "CASE WHEN source_id IS NULL THEN 0 ELSE 1 END + CASE WHEN place_id IS NULL THEN 0 ELSE 1 END + CASE WHEN party_id IS NULL THEN 0 ELSE 1 END + CASE WHEN person_id IS NULL THEN 0 ELSE 1 END + CASE WHEN event_id IS NULL THEN 0 ELSE 1 END + CASE WHEN strike_id IS NULL THEN 0 ELSE 1 END + CASE WHEN claim_id IS NULL THEN 0 ELSE 1 END + CASE WHEN discrepancy_id IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_evidence_exactly_one"),
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_evidence_claim_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["discrepancy_id"],
            ["discrepancies.id"],
            name=op.f("fk_evidence_discrepancy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_evidence_event_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["parties.id"], name=op.f("fk_evidence_party_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passages.id"], name=op.f("fk_evidence_passage_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_evidence_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_evidence_place_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_evidence_source_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["strike_id"], ["strikes.id"], name=op.f("fk_evidence_strike_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_discrepancy_id"), ["discrepancy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_party_id"), ["party_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_passage_id"), ["passage_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_place_id"), ["place_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_source_id"), ["source_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_strike_id"), ["strike_id"], unique=False)
    for statement in SEARCH[op.get_context().dialect.name]:
        op.execute(statement)


SEARCH = {
    # External content: the words only, found in search_entries by number. Rebuilt after each load, so no triggers.
    "sqlite": [
        "CREATE VIRTUAL TABLE search_text USING fts5("
        "title, body, content='search_entries', content_rowid='number', prefix='2 3', tokenize='unicode61')"
    ],
    # The words as they were folded: no dictionary of the server has a say. Titles have a column of their own.
    "postgresql": [
        "ALTER TABLE search_entries ADD search_text tsvector GENERATED ALWAYS AS "
        "(array_to_tsvector(string_to_array(title, ' ') || string_to_array(body, ' '))) STORED",
        "ALTER TABLE search_entries ADD search_text_title tsvector GENERATED ALWAYS AS "
        "(array_to_tsvector(string_to_array(title, ' '))) STORED",
        "CREATE INDEX ix_search_entries_search_text ON search_entries USING gin (search_text)",
    ],
}


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":  # elsewhere it goes with the table
        op.execute("DROP TABLE search_text")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_strike_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_source_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_place_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_person_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_passage_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_party_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_event_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_discrepancy_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_claim_id"))

    op.drop_table("evidence")
    with op.batch_alter_table("strike_weapons", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_strike_weapons_wording"))

    op.drop_table("strike_weapons")
    with op.batch_alter_table("strike_targets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_strike_targets_asserted_by_id"))

    op.drop_table("strike_targets")
    op.drop_table("event_people")
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claims_type"))
        batch_op.drop_index(batch_op.f("ix_claims_strike_id"))
        batch_op.drop_index(batch_op.f("ix_claims_speaker"))
        batch_op.drop_index(batch_op.f("ix_claims_sources_count"))
        batch_op.drop_index(batch_op.f("ix_claims_part_of_id"))
        batch_op.drop_index("ix_claims_figures")
        batch_op.drop_index(batch_op.f("ix_claims_event_id"))
        batch_op.drop_index("ix_claims_date")
        batch_op.drop_index(batch_op.f("ix_claims_claimant_id"))

    op.drop_table("claims")
    with op.batch_alter_table("strikes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_strikes_unit_id"))
        batch_op.drop_index(batch_op.f("ix_strikes_sources_count"))
        batch_op.drop_index(batch_op.f("ix_strikes_responds_to_id"))
        batch_op.drop_index("ix_strikes_date")
        batch_op.drop_index(batch_op.f("ix_strikes_background"))
        batch_op.drop_index(batch_op.f("ix_strikes_attacker_id"))

    op.drop_table("strikes")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_sources_count"))
        batch_op.drop_index(batch_op.f("ix_people_party_id"))
        batch_op.drop_index(batch_op.f("ix_people_name"))
        batch_op.drop_index(batch_op.f("ix_people_infobox_column_id"))

    op.drop_table("people")
    op.drop_table("passage_sources")
    with op.batch_alter_table("party_alignments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_party_alignments_asserted_by_id"))

    op.drop_table("party_alignments")
    op.drop_table("event_places")
    with op.batch_alter_table("event_parties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_parties_party_id"))
        batch_op.drop_index(batch_op.f("ix_event_parties_event_id"))
        batch_op.drop_index(batch_op.f("ix_event_parties_asserted_by_id"))

    op.drop_table("event_parties")
    with op.batch_alter_table("discrepancy_records", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_discrepancy_records_record"))

    op.drop_table("discrepancy_records")
    op.drop_table("citations")
    with op.batch_alter_table("sources", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sources_title"))
        batch_op.drop_index(batch_op.f("ix_sources_sources_count"))
        batch_op.drop_index(batch_op.f("ix_sources_publisher"))
        batch_op.drop_index(batch_op.f("ix_sources_number"))

    op.drop_table("sources")
    with op.batch_alter_table("search_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_search_entries_record")

    op.drop_table("search_entries")
    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_places_sources_count"))
        batch_op.drop_index(batch_op.f("ix_places_parent_id"))
        batch_op.drop_index(batch_op.f("ix_places_name"))
        batch_op.drop_index(batch_op.f("ix_places_kind"))
        batch_op.drop_index(batch_op.f("ix_places_country"))

    op.drop_table("places")
    with op.batch_alter_table("passages", schema=None) as batch_op:
        batch_op.drop_index("ix_passages_start")
        batch_op.drop_index(batch_op.f("ix_passages_sources_count"))
        batch_op.drop_index(batch_op.f("ix_passages_section"))

    op.drop_table("passages")
    with op.batch_alter_table("parties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_parties_sources_count"))
        batch_op.drop_index(batch_op.f("ix_parties_parent_id"))
        batch_op.drop_index(batch_op.f("ix_parties_name"))
        batch_op.drop_index(batch_op.f("ix_parties_kind"))

    op.drop_table("parties")
    with op.batch_alter_table("names", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_names_record_id"))
        batch_op.drop_index(batch_op.f("ix_names_folded"))

    op.drop_table("names")
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index("ix_events_type_date")
        batch_op.drop_index(batch_op.f("ix_events_title"))
        batch_op.drop_index(batch_op.f("ix_events_sources_count"))
        batch_op.drop_index(batch_op.f("ix_events_responds_to_id"))
        batch_op.drop_index("ix_events_date")
        batch_op.drop_index(batch_op.f("ix_events_background"))

    op.drop_table("events")
    with op.batch_alter_table("discrepancies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_discrepancies_title"))
        batch_op.drop_index(batch_op.f("ix_discrepancies_sources_count"))
        batch_op.drop_index(batch_op.f("ix_discrepancies_kind"))

    op.drop_table("discrepancies")
    op.drop_table("dataset")
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.drop_index("ix_changes_released")
        batch_op.drop_index(batch_op.f("ix_changes_record"))
        batch_op.drop_index(batch_op.f("ix_changes_kind"))

    op.drop_table("changes")
