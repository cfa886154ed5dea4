"""What tests know of schema.org and of the annotation context: properties by type, and contexts to expand with offline.

Both are written from the published vocabularies, as far as our documents use them; no context is fetched.
"""

from typing import Any

THING = {"name", "description", "url", "identifier", "subjectOf", "disambiguatingDescription"}
WORK = THING | {
    "about", "author", "citation", "creator", "creditText", "dateModified", "datePublished", "inLanguage", "isBasedOn",
    "isAccessibleForFree", "isPartOf", "keywords", "license", "publisher", "spatialCoverage", "temporalCoverage",
    "text", "version",
}  # fmt: skip
PROPERTIES = {
    "Thing": THING,
    "Person": THING,
    "Organization": THING,
    "CreativeWork": WORK,
    "WebPageElement": WORK,
    "Article": WORK,
    "Claim": WORK | {"appearance", "firstAppearance"},
    "Dataset": WORK | {"distribution", "variableMeasured"},
    "DataDownload": WORK | {"contentUrl", "encodingFormat"},
    "Event": THING | {"alternateName", "startDate", "endDate", "location", "about"},
    "Role": THING | {"roleName", "about"},
    "Place": THING | {"address", "geo", "additionalProperty"},
    "PostalAddress": THING | {"addressCountry"},
    "GeoCoordinates": THING | {"latitude", "longitude"},
    "PropertyValue": THING | {"propertyID", "value", "unitText"},
}

SCHEMA = "http://schema.org/"
SCHEMA_CONTEXT: dict[str, Any] = {
    **{name: f"{SCHEMA}{name}" for name in [*PROPERTIES, *set().union(*PROPERTIES.values())]},
    **{name: {"@id": f"{SCHEMA}{name}", "@type": "@id"} for name in ("url", "license", "contentUrl")},
    **{name: {"@id": f"{SCHEMA}{name}", "@type": f"{SCHEMA}Date"} for name in ("startDate", "endDate")},
}

OA, DC, TERMS = "http://www.w3.org/ns/oa#", "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
RDF, XSD = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2001/XMLSchema#"
ANNOTATION_CONTEXT: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{
        name: f"{OA}{name}"
        for name in (
            "Annotation", "SpecificResource", "TimeState", "TextPositionSelector", "FragmentSelector", "linking",
        )
    },
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "body": {"@id": f"{OA}hasBody", "@type": "@id"},
    "target": {"@id": f"{OA}hasTarget", "@type": "@id"},
    "source": {"@id": f"{OA}hasSource", "@type": "@id"},
    "state": {"@id": f"{OA}hasState", "@type": "@id"},
    "selector": {"@id": f"{OA}hasSelector", "@type": "@id"},
    "cached": {"@id": f"{OA}cachedSource", "@type": "@id"},
    "start": {"@id": f"{OA}start", "@type": f"{XSD}nonNegativeInteger"},
    "end": {"@id": f"{OA}end", "@type": f"{XSD}nonNegativeInteger"},
    "conformsTo": {"@id": f"{TERMS}conformsTo", "@type": "@id"},
    "rights": {"@id": f"{TERMS}rights", "@type": "@id"},
    "format": f"{DC}format",
    "value": f"{RDF}value",
}  # fmt: skip
CONTEXTS = {"https://schema.org": SCHEMA_CONTEXT, "http://www.w3.org/ns/anno.jsonld": ANNOTATION_CONTEXT}
