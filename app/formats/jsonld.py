"""JSON-LD of schema.org: public documents said in words that search engines read. Nothing that is not stated is said.

What stands only on somebody's word stays somebody's word: a part asserted by a party says so, a claim is a Claim
and its author the claimant, never ours; no claim is rated.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from app import urls
from app.formats.format import Format
from app.formats.head import Head
from app.formats.json import dump
from app.formats.nodes import Document, Node, licence, place, reference, sha256, stated, thing
from app.vocabulary import Measure

MEDIA_TYPE = "application/ld+json"
CONTEXT = "https://schema.org"
CREATOR = "The contributors of the skirmishes dataset"
KEYWORDS = ("armed conflict", "border skirmishes", "claims", "casualties", "provenance")


class Distribution(NamedTuple):
    """A form in which the whole dataset can be had."""

    name: str
    media_type: str
    path: str


def event(document: Document, base_url: str) -> Node:
    """An event as /events/{id} answers it. An event can not cite in schema.org: what tells of it is its `subjectOf`."""
    told = [reference("Claim", claim, base_url) for claim in document["claims"]]
    return stated(
        {
            **head("Event", document, base_url),
            "name": document["title"],
            "description": document["summary"],
            "startDate": document["date"]["start"],
            "endDate": document["date"]["end"],
            "location": [place(item, base_url) for item in document["places"]],
            "about": [
                *(part(item, thing(item["party"], base_url)) for item in document["parties"]),
                *(part(item, thing(item["person"], base_url, "Person")) for item in document["people"]),
            ],
            "subjectOf": [*works(document, base_url), *passages(document, base_url), *told],
        }
    )


def claim(document: Document, base_url: str) -> Node:
    """A claim as /claims/{id} answers it. It first appears, as far as is known, in the one source cited for it."""
    cited = works(document, base_url)
    about, whole = document["event"], document["part_of"]
    return stated(
        {
            **head("Claim", document, base_url),
            "text": document["statement"],
            "inLanguage": "en",
            "author": author(document, base_url),
            "about": about and {**reference("Event", about, base_url), "name": about["title"]},
            "isPartOf": whole and reference("Claim", whole, base_url),
            "citation": cited,
            "appearance": [*passages(document, base_url), *cited],
            "firstAppearance": cited[0] if len(cited) == 1 else None,
        }
    )


def dataset(
    document: Document, base_url: str, distribution: Iterable[Distribution] = (), places: Iterable[Document] = ()
) -> Node:
    """The dataset as /dataset answers it, with the forms in which it can be had, and its places, briefly."""
    address = base_url + urls.DATASET
    return stated(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "@id": address,
            "url": address,
            "identifier": sha256(document["digest"]),
            "name": document["title"],
            "description": document["description"],
            "version": document["version"],
            "datePublished": document["released"],
            "dateModified": document["released"],
            "license": licence(document["licence"]),
            "creator": {"@type": "Organization", "name": CREATOR},
            "creditText": "; ".join(f"{credit['name']} ({credit['licence']})" for credit in document["credits"]),
            "isBasedOn": article(document),
            "isAccessibleForFree": True,
            "inLanguage": "en",
            "keywords": [*document["part_of"], *KEYWORDS],
            "temporalCoverage": f"{document['first_day']}/{document['last_day']}",
            "spatialCoverage": [place(item, base_url) for item in places],
            "variableMeasured": [variable(measure) for measure in Measure],
            "distribution": [download(form, base_url) for form in distribution],
        }
    )


def head(type: str, document: Document, base_url: str) -> Node:
    """What every record's document begins with."""
    address = base_url + document["links"]["self"]
    return {"@context": CONTEXT, "@type": type, "@id": address, "url": address, "identifier": document["id"]}


def part(taken: Document, taker: Node) -> Node:
    """A part in an event, as a Role; one that stands only on somebody's word says whose."""
    asserted = taken.get("asserted_by")
    said = asserted and f"So says {asserted['name']}; the article does not say it in its own voice."
    return stated(
        {"@type": "Role", "roleName": taken["role"].replace("_", " "), "description": said, "about": taker},
    )


def author(document: Document, base_url: str) -> Node | None:
    """Whose claim it is: the claimant, else the one who spoke; nobody when the article names nobody."""
    claimant, speaker = document["claimant"], document["speaker"]
    if claimant is None:
        return speaker and {"@type": "Organization", "name": speaker}
    return stated({**thing(claimant, base_url, "Organization"), "disambiguatingDescription": speaker})


def works(document: Document, base_url: str) -> list[Node]:
    """The sources a record cites."""
    return [{**reference("CreativeWork", source, base_url), "name": source["title"]} for source in document["sources"]]


def passages(document: Document, base_url: str) -> list[Node]:
    """The passages of the article behind a record, each once."""
    found = {item["passage"]["id"]: item["passage"]["url"] for item in document["evidence"]}
    return [
        {"@type": "WebPageElement", "@id": base_url + urls.record("passage", id), "url": url}
        for id, url in found.items()
    ]


def article(document: Document) -> Node:
    """The article the dataset records; its hash tells which text of it."""
    return {
        "@type": "Article",
        "@id": document["article_url"],
        "url": document["article_url"],
        "name": document["article"]["title"],
        "publisher": {"@type": "Organization", "name": document["article_publisher"]},
        "identifier": sha256(document["article_sha256"]),
    }


def variable(measure: Measure) -> Node:
    """What a figure counts."""
    return {"@type": "PropertyValue", "name": measure.value, "description": measure.meaning, "unitText": "people"}


def download(form: Distribution, base_url: str) -> Node:
    """A form of the dataset, at its address."""
    return {
        "@type": "DataDownload",
        "name": form.name,
        "encodingFormat": form.media_type,
        "contentUrl": base_url + form.path,
    }


def alone(make: Callable[[Document, str], Node]) -> Format:
    """The format of records that are each a node of their own."""

    def encode(documents: Iterable[Document], about: Head) -> Iterator[str]:
        for document in documents:
            yield dump(make(document, about.base_url))

    return Format("jsonld", MEDIA_TYPE, "for search engines and linked data", encode, lists=False, records=True)


EVENT_LD, CLAIM_LD = alone(event), alone(claim)
