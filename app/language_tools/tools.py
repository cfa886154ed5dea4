"""The tools: search, resolve, a list and a record of each kind, and who says what. Each is made from the registry."""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model
from sqlalchemy import Connection

from app import urls
from app.errors import ApiError, Fault, NotFound, shortened
from app.formats.format import DocumentInfo
from app.formats.json_format import credit_lines, loads
from app.formats.markdown import escape, escape_line, link, section
from app.language_tools.arguments import input_schema, parse_arguments
from app.language_tools.texts import claim_line, discrepancies, line, record_text
from app.models import Dataset
from app.queries.engine.get import get_document
from app.queries.engine.paginate import FetchedPage, fetch_page
from app.queries.engine.suggestions import did_you_mean, nearest
from app.queries.listing import PagedQuery
from app.queries.lookups import ResolveQuery, SearchQuery
from app.queries.parameters import Text
from app.queries.search_notices import search_notices
from app.records import RECORDS
from app.resources import RESOURCES, Resource
from app.routers import lookups
from app.schemas.claims import CAUTION
from app.schemas.events import EventFull
from app.schemas.lookups import Matrix, MatrixAnswer
from app.store import DatasetStore, Snapshot
from app.vocabulary import RecordKind

Document = dict[str, Any]
Blocks = Iterator[str]
EVENT = RECORDS[RecordKind.EVENT]


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A tool: `answer` yields the paragraphs that answer a query, from one snapshot of the dataset."""

    name: str
    title: str
    description: str
    query: type[BaseModel]
    example: Mapping[str, Any]  # arguments that the documentation shows
    answer: Callable[[Snapshot, Any, DocumentInfo], Blocks]

    @cached_property
    def input_schema(self) -> dict[str, Any]:
        """The JSON Schema of its arguments, with an example."""
        return input_schema(self.query) | {"examples": [dict(self.example)]}


def find(name: str) -> Tool:
    """The tool with this name. Raises NotFound with the nearest names."""
    if name in TOOLS:
        return TOOLS[name]
    choices = nearest(name, list(TOOLS))
    message = f'There is no tool "{shortened(name)}".{did_you_mean(choices)}'
    raise NotFound(message, [Fault(parameter="name", value=shortened(name), message=message, nearest=choices)])


async def call(store: DatasetStore, name: str, arguments: Mapping[str, Any]) -> str:
    """What a tool answers, as Markdown. Raises an ApiError, as the endpoints do."""
    tool = find(name)
    query = parse_arguments(tool.query, arguments)

    def answer() -> str:
        with store.snapshot() as snapshot:
            blocks = [*tool.answer(snapshot, query, page_info(store, snapshot.dataset)), credit(snapshot.dataset)]
        return "\n\n".join(block for block in blocks if block)

    return await store.run(answer, query)


def error_text(error: ApiError) -> str:
    """The messages of an error, in the words of the API: each names the value, and the nearest valid ones."""
    return "\n".join(fault.message for fault in error.errors) or error.detail


def page_info(store: DatasetStore, dataset: Dataset) -> DocumentInfo:
    """What the texts say about the dataset. Their links lead to pages, all of which stand below one address."""
    base = store.base_url + urls.VIEW
    return DocumentInfo(
        title=dataset.title,
        url=base,
        base_url=base,
        dataset=dataset.title,
        version=dataset.version,
        released=dataset.released,
        licence=dataset.licence,
    )


def credit(dataset: Dataset) -> str:
    """The line that ends every answer: what to credit, and the version."""
    return escape_line(f"Credit: {credit_lines(dataset, loads(dataset.document))['credit']}.")


def list_records(snapshot: Snapshot, query: PagedQuery, info: DocumentInfo, resource: Resource) -> Blocks:
    """A page of the records that match, a line each."""
    page = fetch_page(snapshot.connection, query, snapshot.dataset, restart=info.base_url)
    lines = [line(loads(text), info) for text in page.documents]
    yield from page_blocks(snapshot, query, page, lines, resource.caution)


def search(snapshot: Snapshot, query: SearchQuery, info: DocumentInfo) -> Blocks:
    """A page of the records that match, in the lines that their lists have: a hit's own title may lack the claimant."""
    page = fetch_page(snapshot.connection, query, snapshot.dataset, restart=info.base_url)
    hits = [loads(text) for text in page.documents]
    found = brief_documents(snapshot.connection, [(hit["kind"], hit["id"]) for hit in hits])
    yield from page_blocks(snapshot, query, page, [line(document, info) for document in found], CAUTION)


def page_blocks(
    snapshot: Snapshot, query: PagedQuery, page: FetchedPage, lines: Sequence[str], caution: str | None
) -> Blocks:
    """How many match, the lines, what there is to note, and where the next page begins."""
    count = "1 record matches" if page.total == 1 else f"{page.total or 'No'} records match"
    yield f"{count}, {len(lines)} of them here. {caution or ''}".strip() if lines else f"{count}."
    yield "\n".join(f"- {text}" for text in lines)
    notices = search_notices(snapshot.connection, query, snapshot.dataset, found=bool(lines))
    yield "\n".join(f"Note: {escape(notice)}" for notice in [*page.notices, *notices])
    if page.cursor is not None:
        yield f"For the next page, give the same arguments and `cursor`: {page.cursor}"


def resolve(snapshot: Snapshot, query: ResolveQuery, info: DocumentInfo) -> Blocks:
    """The records with this name, and their spellings."""
    records, hint = lookups.resolve_name(snapshot.connection, query.q)
    for record in records:
        heading = link(record["name"], info.absolute(record["href"]))
        spellings = "; ".join(name["name"] for name in record["names"])
        yield f"{heading}: {record['kind']}, id `{record['id']}`. All spellings: {escape(spellings)}."
    yield escape(hint)


def get_record(snapshot: Snapshot, query: Any, info: DocumentInfo, resource: Resource) -> Blocks:
    """A record in full, and the records that it is about."""
    table = resource.table
    document = loads(get_document(snapshot.connection, table, query.id.lower(), table.full))
    related = [*document.get("supports", ()), *document.get("records", ())]
    pairs = [(item["kind"], item["id"]) for item in related if item["kind"] in RECORDS]
    yield record_text(document, info, brief_documents(snapshot.connection, pairs))


def who_says_what(snapshot: Snapshot, query: Any, info: DocumentInfo) -> Blocks:
    """The claims about an event, by question. Rows are never added up."""
    text = get_document(snapshot.connection, EVENT.table, query.id.lower(), EVENT.table.full)
    event = loads(text)
    sentences = {claim["links"]["self"]: claim_line(claim, info) for claim in event["claims"]}
    kind = RecordKind.STRIKE if event["strike"] else RecordKind.EVENT
    compared = info.absolute(urls.matrix_page(kind, event["id"]).removeprefix(urls.VIEW))
    yield f"Who says what about {link(event['caption'], compared)}. {CAUTION}"
    for question in Matrix.from_claims(EventFull.model_validate_json(text).claims).questions:
        about = {item.id for item in question.discrepancies}
        differing = {"discrepancies": [item for item in event["discrepancies"] if item["id"] in about]}
        answers = [f"- {sentences[answer.claim]}" for answer in question.answers]
        yield "\n\n".join(section(escape_line(question.question.capitalize()), answers))
        remark = "Where these differ, or leave something open:"
        yield "\n".join([remark, *discrepancies(differing, info)] if about else [])
    if not event["claims"]:
        yield "The article has no claim about it."


def brief_documents(connection: Connection, pairs: Sequence[tuple[str, str]]) -> list[Document]:
    """The documents of these records, by kind and id, as their lists have them."""
    tables = [(RECORDS[RecordKind(kind)].table, id) for kind, id in dict.fromkeys(pairs)]
    return [loads(get_document(connection, table, id, table.brief)) for table, id in tables]


def id_query(noun: str, example: str) -> type[BaseModel]:
    """The arguments of a tool that takes an id."""
    field = Field(description=f"Id of the {noun}: the end of its link in other answers.", examples=[example])
    config = ConfigDict(extra="forbid", frozen=True)
    return create_model(f"{noun.title().replace(' ', '')}Id", __config__=config, id=(Text, field))


def list_tool(resource: Resource) -> Tool:
    """The tool that lists the records of a kind."""
    return Tool(
        name=f"list_{resource.name}",
        title=f"List {resource.name}",
        description=f"{resource.description} Without arguments it lists all of them, a page at a time.",
        query=resource.query,
        example={"limit": 20},
        answer=partial(list_records, resource=resource),
    )


def get_tool(resource: Resource) -> Tool:
    """The tool that answers with one record."""
    return Tool(
        name=f"get_{resource.kind}",
        title=f"Get one {resource.kind}",
        description=inspect.getdoc(resource.full) or "",
        query=id_query(resource.kind, resource.example),
        example={"id": resource.example},
        answer=partial(get_record, resource=resource),
    )


STRIKE = next(resource.example for resource in RESOURCES if resource.kind == RecordKind.STRIKE)
TOOLS: dict[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool(
            name="search",
            title="Search everything",
            description=inspect.getdoc(lookups.search) or "",
            query=SearchQuery,
            example={"q": "ambassador"},
            answer=search,
        ),
        Tool(
            name="resolve",
            title="Find the record for a name",
            description=inspect.getdoc(lookups.resolve) or "",
            query=ResolveQuery,
            example={"q": "Baluch Liberation Army"},
            answer=resolve,
        ),
        Tool(
            name="who_says_what",
            title="Compare who says what",
            description=f"{inspect.getdoc(MatrixAnswer)} A strike has the id of its event.",
            query=id_query("event or strike", STRIKE),
            example={"id": STRIKE},
            answer=who_says_what,
        ),
        *(list_tool(resource) for resource in RESOURCES),
        *(get_tool(resource) for resource in RESOURCES),
    )
}
