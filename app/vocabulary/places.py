"""Enums of places: what a place is, and how precisely its point is known."""

from app.vocabulary.described_enum import DescribedEnum


class PlaceKind(DescribedEnum):
    """What a place is."""

    COUNTRY = "country", "A sovereign state."
    PROVINCE = "province", "A first-level division of a state."
    CITY = "city", "A city."
    LOCALITY = "locality", "A named place whose kind the article does not state."
    BORDER = "border", "The border between two states; it has no single country."


class PlaceRole(DescribedEnum):
    """What a place has to do with an event."""

    LOCATION = "location", "It happened there."
    POST = "post", "The post of an envoy; the article does not say where it happened."
    SUBJECT = "subject", "The event is about the place and did not happen there."


class GeoPrecision(DescribedEnum):
    """How close a point is to the actual place: the seven levels of the UCDP dataset in words, and `unknown`."""

    EXACT = "exact", "The place itself (UCDP 1)."
    NEAR = "near", "Within about 25 km of it (UCDP 2)."
    DISTRICT = "district", "A point for the district (UCDP 3)."
    PROVINCE = "province", "A point for the province (UCDP 4)."
    REGION = "region", "A point for a region or a border (UCDP 5)."
    COUNTRY = "country", "A point for the country (UCDP 6)."
    INTERNATIONAL = "international", "International waters or airspace (UCDP 7)."
    UNKNOWN = "unknown", "No point is known; latitude and longitude are null."
