"""Words about places: what a place is, and how exactly its point is known."""

from app.vocabulary.described_enum import DescribedEnum


class PlaceKind(DescribedEnum):
    """What a place is."""

    COUNTRY = "country", "A sovereign state."
    PROVINCE = "province", "A first-order part of a state."
    CITY = "city", "A city."
    LOCALITY = "locality", "A named spot whose kind the article does not state."
    BORDER = "border", "The border between two states; it has no country of its own."


class GeoPrecision(DescribedEnum):
    """How near a point is to the real spot: the seven levels of the UCDP dataset as words, and one more."""

    EXACT = "exact", "The spot itself (UCDP 1)."
    NEAR = "near", "Within about 25 km of it (UCDP 2)."
    DISTRICT = "district", "A point for the district (UCDP 3)."
    PROVINCE = "province", "A point for the province (UCDP 4)."
    REGION = "region", "A point for a region or a border (UCDP 5)."
    COUNTRY = "country", "A point for the country (UCDP 6)."
    INTERNATIONAL = "international", "International waters or airspace (UCDP 7)."
    UNKNOWN = "unknown", "No point is known; latitude and longitude are null."
