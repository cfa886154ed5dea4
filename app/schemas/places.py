"""Places as they are sent."""

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
    kind: PlaceKind = required("What it is.", "city")
    country: str | None = required("ISO 3166-1 alpha-2 code; null for a border.", "IR")
    subdivision: str | None = required("ISO 3166-2 code.", "IR-08")
    parent: PlaceRef | None = required("The place it lies in.")
    parent_inferred: bool = required("True when the article does not say that it lies there.", True)
    latitude: float | None = required("Latitude, degrees; null when no open gazetteer has a point.", 30.28321)
    longitude: float | None = required("Longitude, degrees.", 57.07879)
    geo_precision: GeoPrecision = required("How near the point is to the spot.", "near")
    uncertainty_km: int | None = required("Radius around the point, kilometres, that covers the place.", 10)
    coordinates_from: CoordinatesOrigin | None = required("Where the point comes from.")
    geonameid: int | None = required("Id in the GeoNames gazetteer.", 128234)
    names: list[NameForm] = required("All its spellings.")


class PlaceFull(SourcedFull, PlaceBrief):
    """A place, with the passages behind it."""

    columns = """
        id name kind country subdivision parent=parent.id parent_inferred latitude longitude geo_precision
        uncertainty_km coordinates_from=coordinates_from.source coordinates_licence=coordinates_from.licence
        geonameid names=names.name sources_count passages=evidence.passage.id
    """
