"""Response models of places."""

from app.schemas.base import PlaceRef, ResponseModel, SourcedBrief, SourcedFull, required
from app.schemas.names import NameForm
from app.vocabulary import GeoPrecision, PlaceKind


class CoordinatesOrigin(ResponseModel):
    """Where a point comes from; never from the article."""

    source: str = required("The gazetteer.", "GeoNames")
    licence: str = required("Its licence.", "CC-BY-4.0")


class PlaceBrief(SourcedBrief):
    """A place named in the article. Points are WGS 84 decimal degrees."""

    name: str = required("The article's spelling.", "Kerman")
    kind: PlaceKind = required("What kind of place it is.", "city")
    summary: str = required("A short text to print.", "Balochistan is a province of Pakistan.")
    country: str | None = required("ISO 3166-1 alpha-2 code; null for a border.", "IR")
    subdivision: str | None = required("ISO 3166-2 code.", "IR-08")
    parent: PlaceRef | None = required("The place that contains it.")
    parent_inferred: bool = required("True if the article does not say that `parent` contains it.", True)
    latitude: float | None = required("Latitude, in degrees; null if no open gazetteer has a point.", 30.28321)
    longitude: float | None = required("Longitude, in degrees; null if no open gazetteer has a point.", 57.07879)
    geo_precision: GeoPrecision = required("How close the point is to the actual place.", "near")
    uncertainty_km: int | None = required("Radius around the point that covers the place, in kilometres.", 10)
    coordinates_from: CoordinatesOrigin | None = required("Where the point comes from.")
    geonameid: int | None = required("Id in the GeoNames gazetteer.", 128234)
    names: list[NameForm] = required("All its spellings.")


class PlaceFull(SourcedFull, PlaceBrief):
    """A place, with the passages of the article about it."""

    columns = """
        id name kind country subdivision parent=parent.id parent_inferred latitude longitude geo_precision
        uncertainty_km coordinates_from=coordinates_from.source coordinates_licence=coordinates_from.licence
        geonameid names=names.name sources_count passages=evidence.passage.id
        caption summary parent_name=parent.name source_titles=sources.title
        passage_labels=evidence.passage.label
    """
