"""An index for every filter and order that is meant to have one, and none that no question uses."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("citations", schema=None) as batch_op:
        batch_op.create_index("ix_citations_source_id", ["source_id", "record_kind", "record_id"], unique=False)

    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claims_claimant_id"))
        batch_op.drop_index(batch_op.f("ix_claims_figures"))
        batch_op.drop_index(batch_op.f("ix_claims_part_of_id"))
        batch_op.drop_index(batch_op.f("ix_claims_speaker"))
        batch_op.drop_index(batch_op.f("ix_claims_date"))
        batch_op.create_index("ix_claims_date", ["earliest", "sequence", "id", "latest"], unique=False)
        batch_op.drop_index(batch_op.f("ix_claims_event_id"))
        batch_op.create_index(
            "ix_claims_event_id", ["event_id", "measure", "part_of_id", "low", "high", "claimant_id"], unique=False
        )
        batch_op.drop_index(batch_op.f("ix_claims_sources_count"))
        batch_op.create_index("ix_claims_sources_count", ["sources_count", "id"], unique=False)
        batch_op.drop_index(batch_op.f("ix_claims_type"))
        batch_op.create_index("ix_claims_type", ["type", "id"], unique=False)
        batch_op.create_index(
            "ix_claims_claimant_id_date",
            ["claimant_id", "earliest", "sequence", "id", "latest"],
            unique=False,
            sqlite_where=sa.text("claimant_id IS NOT NULL"),
            postgresql_where=sa.text("claimant_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_claims_date_precision_date", ["date_precision", "earliest", "sequence", "id", "latest"], unique=False
        )
        batch_op.create_index(
            "ix_claims_high",
            ["measure", "high", "event_id", "claimant_id"],
            unique=False,
            sqlite_where=sa.text("part_of_id IS NULL AND high IS NOT NULL"),
            postgresql_where=sa.text("part_of_id IS NULL AND high IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_claims_low",
            ["measure", "low", "event_id", "claimant_id"],
            unique=False,
            sqlite_where=sa.text("part_of_id IS NULL AND low IS NOT NULL"),
            postgresql_where=sa.text("part_of_id IS NULL AND low IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_claims_measure_date",
            ["measure", "earliest", "sequence", "id", "latest"],
            unique=False,
            sqlite_where=sa.text("measure IS NOT NULL"),
            postgresql_where=sa.text("measure IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_claims_speaker_date",
            ["speaker", "earliest", "sequence", "id", "latest"],
            unique=False,
            sqlite_where=sa.text("speaker IS NOT NULL"),
            postgresql_where=sa.text("speaker IS NOT NULL"),
        )
        batch_op.create_index("ix_claims_type_date", ["type", "earliest", "sequence", "id", "latest"], unique=False)
        batch_op.create_index(
            "ix_claims_victim_class_date",
            ["victim_class", "earliest", "sequence", "id", "latest"],
            unique=False,
            sqlite_where=sa.text("victim_class IS NOT NULL"),
            postgresql_where=sa.text("victim_class IS NOT NULL"),
        )

    with op.batch_alter_table("discrepancies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_discrepancies_kind"))
        batch_op.create_index("ix_discrepancies_kind", ["kind", "id"], unique=False)
        batch_op.drop_index(batch_op.f("ix_discrepancies_title"))
        batch_op.create_index("ix_discrepancies_title", ["title", "id"], unique=False)

    with op.batch_alter_table("discrepancy_records", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_discrepancy_records_record"))
        batch_op.create_index("ix_discrepancy_records_record", ["record", "discrepancy_id"], unique=False)

    with op.batch_alter_table("event_parties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_parties_asserted_by_id"))
        batch_op.create_index(
            "ix_event_parties_asserted_by_id",
            ["asserted_by_id", "event_id"],
            unique=False,
            sqlite_where=sa.text("asserted_by_id IS NOT NULL"),
            postgresql_where=sa.text("asserted_by_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_event_parties_event_id"))
        batch_op.create_index(
            "ix_event_parties_event_id", ["event_id", "party_id", "role", "asserted_by_id"], unique=False
        )
        batch_op.drop_index(batch_op.f("ix_event_parties_party_id"))
        batch_op.create_index(
            "ix_event_parties_party_id", ["party_id", "event_id", "role", "asserted_by_id"], unique=False
        )
        batch_op.create_index("ix_event_parties_role", ["role", "event_id", "asserted_by_id"], unique=False)

    with op.batch_alter_table("event_people", schema=None) as batch_op:
        batch_op.create_index("ix_event_people_person_id", ["person_id", "event_id"], unique=False)

    with op.batch_alter_table("event_places", schema=None) as batch_op:
        batch_op.create_index("ix_event_places_place_id", ["place_id", "event_id", "direct"], unique=False)

    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_events_background"))
        batch_op.drop_index(batch_op.f("ix_events_responds_to_id"))
        batch_op.drop_index(batch_op.f("ix_events_sources_count"))
        batch_op.create_index("ix_events_sources_count", ["sources_count", "id"], unique=False)
        batch_op.drop_index(batch_op.f("ix_events_title"))
        batch_op.create_index("ix_events_title", ["title", "id"], unique=False)
        batch_op.create_index(
            "ix_events_background_date", ["background", "earliest", "sequence", "id", "latest"], unique=False
        )
        batch_op.create_index(
            "ix_events_contested_date", ["contested", "earliest", "sequence", "id", "latest"], unique=False
        )
        batch_op.create_index(
            "ix_events_date_precision_date", ["date_precision", "earliest", "sequence", "id", "latest"], unique=False
        )
        batch_op.create_index(
            "ix_events_responds_to_id_date",
            ["responds_to_id", "earliest", "sequence", "id", "latest"],
            unique=False,
            sqlite_where=sa.text("responds_to_id IS NOT NULL"),
            postgresql_where=sa.text("responds_to_id IS NOT NULL"),
        )
        batch_op.create_index("ix_events_sequence", ["sequence", "id"], unique=False)
        batch_op.create_index(
            "ix_events_subtype_date",
            ["subtype", "earliest", "sequence", "id", "latest"],
            unique=False,
            sqlite_where=sa.text("subtype IS NOT NULL"),
            postgresql_where=sa.text("subtype IS NOT NULL"),
        )
        batch_op.create_index("ix_events_type", ["type", "id"], unique=False)

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_claim_id"))
        batch_op.create_index(
            "ix_evidence_claim_id",
            ["claim_id", "passage_id"],
            unique=False,
            sqlite_where=sa.text("claim_id IS NOT NULL"),
            postgresql_where=sa.text("claim_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_evidence_discrepancy_id"))
        batch_op.create_index(
            "ix_evidence_discrepancy_id",
            ["discrepancy_id", "passage_id"],
            unique=False,
            sqlite_where=sa.text("discrepancy_id IS NOT NULL"),
            postgresql_where=sa.text("discrepancy_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_evidence_event_id"))
        batch_op.create_index(
            "ix_evidence_event_id",
            ["event_id", "passage_id"],
            unique=False,
            sqlite_where=sa.text("event_id IS NOT NULL"),
            postgresql_where=sa.text("event_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_evidence_party_id"))
        batch_op.create_index(
            "ix_evidence_party_id",
            ["party_id", "passage_id"],
            unique=False,
            sqlite_where=sa.text("party_id IS NOT NULL"),
            postgresql_where=sa.text("party_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_evidence_person_id"))
        batch_op.create_index(
            "ix_evidence_person_id",
            ["person_id", "passage_id"],
            unique=False,
            sqlite_where=sa.text("person_id IS NOT NULL"),
            postgresql_where=sa.text("person_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_evidence_place_id"))
        batch_op.create_index(
            "ix_evidence_place_id",
            ["place_id", "passage_id"],
            unique=False,
            sqlite_where=sa.text("place_id IS NOT NULL"),
            postgresql_where=sa.text("place_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_evidence_source_id"))
        batch_op.create_index(
            "ix_evidence_source_id",
            ["source_id", "passage_id"],
            unique=False,
            sqlite_where=sa.text("source_id IS NOT NULL"),
            postgresql_where=sa.text("source_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_evidence_strike_id"))
        batch_op.create_index(
            "ix_evidence_strike_id",
            ["strike_id", "passage_id"],
            unique=False,
            sqlite_where=sa.text("strike_id IS NOT NULL"),
            postgresql_where=sa.text("strike_id IS NOT NULL"),
        )

    with op.batch_alter_table("parties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_parties_parent_id"))
        batch_op.drop_index(batch_op.f("ix_parties_kind"))
        batch_op.create_index("ix_parties_kind", ["kind", "id"], unique=False)
        batch_op.drop_index(batch_op.f("ix_parties_name"))
        batch_op.create_index("ix_parties_name", ["name", "id"], unique=False)

    with op.batch_alter_table("party_alignments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_party_alignments_asserted_by_id"))

    with op.batch_alter_table("passages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passages_section"))
        batch_op.create_index("ix_passages_section", ["section", "id"], unique=False)
        batch_op.create_index("ix_passages_kind", ["kind", "id"], unique=False)

    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_infobox_column_id"))
        batch_op.drop_index(batch_op.f("ix_people_name"))
        batch_op.create_index("ix_people_name", ["name", "id"], unique=False)
        batch_op.drop_index(batch_op.f("ix_people_party_id"))
        batch_op.create_index(
            "ix_people_party_id",
            ["party_id", "id"],
            unique=False,
            sqlite_where=sa.text("party_id IS NOT NULL"),
            postgresql_where=sa.text("party_id IS NOT NULL"),
        )

    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_places_parent_id"))
        batch_op.drop_index(batch_op.f("ix_places_country"))
        batch_op.create_index(
            "ix_places_country",
            ["country", "id"],
            unique=False,
            sqlite_where=sa.text("country IS NOT NULL"),
            postgresql_where=sa.text("country IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_places_kind"))
        batch_op.create_index("ix_places_kind", ["kind", "id"], unique=False)
        batch_op.drop_index(batch_op.f("ix_places_name"))
        batch_op.create_index("ix_places_name", ["name", "id"], unique=False)
        batch_op.create_index("ix_places_geo_precision", ["geo_precision", "id"], unique=False)

    with op.batch_alter_table("sources", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sources_title"))
        batch_op.create_index("ix_sources_title", ["title", "id"], unique=False)
        batch_op.create_index("ix_sources_kind", ["kind"], unique=False)
        batch_op.create_index("ix_sources_level", ["level"], unique=False)

    with op.batch_alter_table("strike_targets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_strike_targets_asserted_by_id"))
        batch_op.create_index("ix_strike_targets_party_id", ["party_id", "strike_id"], unique=False)

    with op.batch_alter_table("strike_weapons", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_strike_weapons_wording"))
        batch_op.create_index("ix_strike_weapons_wording", ["wording", "strike_id"], unique=False)

    with op.batch_alter_table("strikes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_strikes_attacker_id"))
        batch_op.drop_index(batch_op.f("ix_strikes_background"))
        batch_op.drop_index(batch_op.f("ix_strikes_responds_to_id"))
        batch_op.drop_index(batch_op.f("ix_strikes_unit_id"))
        batch_op.drop_index(batch_op.f("ix_strikes_date"))
        batch_op.create_index("ix_strikes_date", ["earliest", "sequence", "id", "latest"], unique=False)
        batch_op.drop_index(batch_op.f("ix_strikes_sources_count"))
        batch_op.create_index("ix_strikes_sources_count", ["sources_count", "id"], unique=False)
        batch_op.create_index(
            "ix_strikes_attacker_id_date", ["attacker_id", "earliest", "sequence", "id", "latest"], unique=False
        )
        batch_op.create_index(
            "ix_strikes_background_date", ["background", "earliest", "sequence", "id", "latest"], unique=False
        )
        batch_op.create_index(
            "ix_strikes_contested_date", ["contested", "earliest", "sequence", "id", "latest"], unique=False
        )
        batch_op.create_index(
            "ix_strikes_date_precision_date", ["date_precision", "earliest", "sequence", "id", "latest"], unique=False
        )
        batch_op.create_index(
            "ix_strikes_responds_to_id_date",
            ["responds_to_id", "earliest", "sequence", "id", "latest"],
            unique=False,
            sqlite_where=sa.text("responds_to_id IS NOT NULL"),
            postgresql_where=sa.text("responds_to_id IS NOT NULL"),
        )


def downgrade() -> None:
    with op.batch_alter_table("strikes", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_strikes_responds_to_id_date",
            sqlite_where=sa.text("responds_to_id IS NOT NULL"),
            postgresql_where=sa.text("responds_to_id IS NOT NULL"),
        )
        batch_op.drop_index("ix_strikes_date_precision_date")
        batch_op.drop_index("ix_strikes_contested_date")
        batch_op.drop_index("ix_strikes_background_date")
        batch_op.drop_index("ix_strikes_attacker_id_date")
        batch_op.drop_index("ix_strikes_sources_count")
        batch_op.create_index(batch_op.f("ix_strikes_sources_count"), ["sources_count"], unique=False)
        batch_op.drop_index("ix_strikes_date")
        batch_op.create_index(batch_op.f("ix_strikes_date"), ["earliest", "sequence", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_strikes_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_strikes_responds_to_id"), ["responds_to_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_strikes_background"), ["background"], unique=False)
        batch_op.create_index(batch_op.f("ix_strikes_attacker_id"), ["attacker_id"], unique=False)

    with op.batch_alter_table("strike_weapons", schema=None) as batch_op:
        batch_op.drop_index("ix_strike_weapons_wording")
        batch_op.create_index(batch_op.f("ix_strike_weapons_wording"), ["wording"], unique=False)

    with op.batch_alter_table("strike_targets", schema=None) as batch_op:
        batch_op.drop_index("ix_strike_targets_party_id")
        batch_op.create_index(batch_op.f("ix_strike_targets_asserted_by_id"), ["asserted_by_id"], unique=False)

    with op.batch_alter_table("sources", schema=None) as batch_op:
        batch_op.drop_index("ix_sources_level")
        batch_op.drop_index("ix_sources_kind")
        batch_op.drop_index("ix_sources_title")
        batch_op.create_index(batch_op.f("ix_sources_title"), ["title"], unique=False)

    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.drop_index("ix_places_geo_precision")
        batch_op.drop_index("ix_places_name")
        batch_op.create_index(batch_op.f("ix_places_name"), ["name"], unique=False)
        batch_op.drop_index("ix_places_kind")
        batch_op.create_index(batch_op.f("ix_places_kind"), ["kind"], unique=False)
        batch_op.drop_index(
            "ix_places_country",
            sqlite_where=sa.text("country IS NOT NULL"),
            postgresql_where=sa.text("country IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_places_country"), ["country"], unique=False)
        batch_op.create_index(batch_op.f("ix_places_parent_id"), ["parent_id"], unique=False)

    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_people_party_id",
            sqlite_where=sa.text("party_id IS NOT NULL"),
            postgresql_where=sa.text("party_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_people_party_id"), ["party_id"], unique=False)
        batch_op.drop_index("ix_people_name")
        batch_op.create_index(batch_op.f("ix_people_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_infobox_column_id"), ["infobox_column_id"], unique=False)

    with op.batch_alter_table("passages", schema=None) as batch_op:
        batch_op.drop_index("ix_passages_kind")
        batch_op.drop_index("ix_passages_section")
        batch_op.create_index(batch_op.f("ix_passages_section"), ["section"], unique=False)

    with op.batch_alter_table("party_alignments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_party_alignments_asserted_by_id"), ["asserted_by_id"], unique=False)

    with op.batch_alter_table("parties", schema=None) as batch_op:
        batch_op.drop_index("ix_parties_name")
        batch_op.create_index(batch_op.f("ix_parties_name"), ["name"], unique=False)
        batch_op.drop_index("ix_parties_kind")
        batch_op.create_index(batch_op.f("ix_parties_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_parties_parent_id"), ["parent_id"], unique=False)

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_evidence_strike_id",
            sqlite_where=sa.text("strike_id IS NOT NULL"),
            postgresql_where=sa.text("strike_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_evidence_strike_id"), ["strike_id"], unique=False)
        batch_op.drop_index(
            "ix_evidence_source_id",
            sqlite_where=sa.text("source_id IS NOT NULL"),
            postgresql_where=sa.text("source_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_evidence_source_id"), ["source_id"], unique=False)
        batch_op.drop_index(
            "ix_evidence_place_id",
            sqlite_where=sa.text("place_id IS NOT NULL"),
            postgresql_where=sa.text("place_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_evidence_place_id"), ["place_id"], unique=False)
        batch_op.drop_index(
            "ix_evidence_person_id",
            sqlite_where=sa.text("person_id IS NOT NULL"),
            postgresql_where=sa.text("person_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_evidence_person_id"), ["person_id"], unique=False)
        batch_op.drop_index(
            "ix_evidence_party_id",
            sqlite_where=sa.text("party_id IS NOT NULL"),
            postgresql_where=sa.text("party_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_evidence_party_id"), ["party_id"], unique=False)
        batch_op.drop_index(
            "ix_evidence_event_id",
            sqlite_where=sa.text("event_id IS NOT NULL"),
            postgresql_where=sa.text("event_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_evidence_event_id"), ["event_id"], unique=False)
        batch_op.drop_index(
            "ix_evidence_discrepancy_id",
            sqlite_where=sa.text("discrepancy_id IS NOT NULL"),
            postgresql_where=sa.text("discrepancy_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_evidence_discrepancy_id"), ["discrepancy_id"], unique=False)
        batch_op.drop_index(
            "ix_evidence_claim_id",
            sqlite_where=sa.text("claim_id IS NOT NULL"),
            postgresql_where=sa.text("claim_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_evidence_claim_id"), ["claim_id"], unique=False)

    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index("ix_events_type")
        batch_op.drop_index(
            "ix_events_subtype_date",
            sqlite_where=sa.text("subtype IS NOT NULL"),
            postgresql_where=sa.text("subtype IS NOT NULL"),
        )
        batch_op.drop_index("ix_events_sequence")
        batch_op.drop_index(
            "ix_events_responds_to_id_date",
            sqlite_where=sa.text("responds_to_id IS NOT NULL"),
            postgresql_where=sa.text("responds_to_id IS NOT NULL"),
        )
        batch_op.drop_index("ix_events_date_precision_date")
        batch_op.drop_index("ix_events_contested_date")
        batch_op.drop_index("ix_events_background_date")
        batch_op.drop_index("ix_events_title")
        batch_op.create_index(batch_op.f("ix_events_title"), ["title"], unique=False)
        batch_op.drop_index("ix_events_sources_count")
        batch_op.create_index(batch_op.f("ix_events_sources_count"), ["sources_count"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_responds_to_id"), ["responds_to_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_background"), ["background"], unique=False)

    with op.batch_alter_table("event_places", schema=None) as batch_op:
        batch_op.drop_index("ix_event_places_place_id")

    with op.batch_alter_table("event_people", schema=None) as batch_op:
        batch_op.drop_index("ix_event_people_person_id")

    with op.batch_alter_table("event_parties", schema=None) as batch_op:
        batch_op.drop_index("ix_event_parties_role")
        batch_op.drop_index("ix_event_parties_party_id")
        batch_op.create_index(batch_op.f("ix_event_parties_party_id"), ["party_id"], unique=False)
        batch_op.drop_index("ix_event_parties_event_id")
        batch_op.create_index(batch_op.f("ix_event_parties_event_id"), ["event_id"], unique=False)
        batch_op.drop_index(
            "ix_event_parties_asserted_by_id",
            sqlite_where=sa.text("asserted_by_id IS NOT NULL"),
            postgresql_where=sa.text("asserted_by_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_event_parties_asserted_by_id"), ["asserted_by_id"], unique=False)

    with op.batch_alter_table("discrepancy_records", schema=None) as batch_op:
        batch_op.drop_index("ix_discrepancy_records_record")
        batch_op.create_index(batch_op.f("ix_discrepancy_records_record"), ["record"], unique=False)

    with op.batch_alter_table("discrepancies", schema=None) as batch_op:
        batch_op.drop_index("ix_discrepancies_title")
        batch_op.create_index(batch_op.f("ix_discrepancies_title"), ["title"], unique=False)
        batch_op.drop_index("ix_discrepancies_kind")
        batch_op.create_index(batch_op.f("ix_discrepancies_kind"), ["kind"], unique=False)

    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_claims_victim_class_date",
            sqlite_where=sa.text("victim_class IS NOT NULL"),
            postgresql_where=sa.text("victim_class IS NOT NULL"),
        )
        batch_op.drop_index("ix_claims_type_date")
        batch_op.drop_index(
            "ix_claims_speaker_date",
            sqlite_where=sa.text("speaker IS NOT NULL"),
            postgresql_where=sa.text("speaker IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_claims_measure_date",
            sqlite_where=sa.text("measure IS NOT NULL"),
            postgresql_where=sa.text("measure IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_claims_low",
            sqlite_where=sa.text("part_of_id IS NULL AND low IS NOT NULL"),
            postgresql_where=sa.text("part_of_id IS NULL AND low IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_claims_high",
            sqlite_where=sa.text("part_of_id IS NULL AND high IS NOT NULL"),
            postgresql_where=sa.text("part_of_id IS NULL AND high IS NOT NULL"),
        )
        batch_op.drop_index("ix_claims_date_precision_date")
        batch_op.drop_index(
            "ix_claims_claimant_id_date",
            sqlite_where=sa.text("claimant_id IS NOT NULL"),
            postgresql_where=sa.text("claimant_id IS NOT NULL"),
        )
        batch_op.drop_index("ix_claims_type")
        batch_op.create_index(batch_op.f("ix_claims_type"), ["type"], unique=False)
        batch_op.drop_index("ix_claims_sources_count")
        batch_op.create_index(batch_op.f("ix_claims_sources_count"), ["sources_count"], unique=False)
        batch_op.drop_index("ix_claims_event_id")
        batch_op.create_index(batch_op.f("ix_claims_event_id"), ["event_id"], unique=False)
        batch_op.drop_index("ix_claims_date")
        batch_op.create_index(batch_op.f("ix_claims_date"), ["earliest", "sequence", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claims_speaker"), ["speaker"], unique=False)
        batch_op.create_index(batch_op.f("ix_claims_part_of_id"), ["part_of_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_claims_figures"), ["event_id", "measure", "part_of_id", "low", "high"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_claims_claimant_id"), ["claimant_id"], unique=False)

    with op.batch_alter_table("citations", schema=None) as batch_op:
        batch_op.drop_index("ix_citations_source_id")
