"""Reading a request: every parameter named, every fault reported at once, with the nearest valid choice."""

from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterator
from functools import cache, partial
from inspect import iscoroutinefunction
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from app.errors import Fault, InvalidParameter, shortened
from app.queries.engine.stream import Lines
from app.queries.engine.suggestions import nearest
from app.queries.listing import Paged
from app.store import DatasetStore
from app.vocabulary import DescribedEnum
from app.web.pairs import pairs

MOST_PARAMETERS = 100  # a parameter may be repeated
QUESTION = "question"
Query = TypeVar("Query", bound=BaseModel)
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


class NoParameters(BaseModel):
    """The question of an address that takes no parameters."""

    model_config = ConfigDict(extra="forbid")


class ReadRoute(APIRoute):
    """A route whose query is read here, not by FastAPI: it has the last word on faults, and costs half the time."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        endpoint = self.endpoint
        coroutine = iscoroutinefunction(endpoint)

        async def handle(request: Request) -> Any:
            model = query_model(endpoint)
            arguments = {"request": request, **request.path_params}
            query = read(model or NoParameters, request.scope["query_string"])
            if model is not None:
                arguments["query"] = query
            if model is not None and (kept := request.scope.get("vouched")) is not None:
                return Response(headers={"Cache-Control": kept.decode()})  # the client has the answer: no row is read
            if coroutine:
                return await endpoint(**arguments)
            service: DatasetStore = request.app.state.service
            question = partial(endpoint, **arguments)
            return await (service.at_once(question) if quick(service, query) else service.slowly(question))

        return handle


def quick(service: DatasetStore, query: BaseModel) -> bool:
    """Whether a question is tried at once: it should cost little, and its answer must not outlast the attempt."""
    if not service.database.near or isinstance(query, Lines):
        return False
    return not isinstance(query, Paged) or query.light or service.small


def asking(question: Callable[[], type[BaseModel]]) -> Callable[[Endpoint], Endpoint]:
    """Marks an endpoint whose query is read by a model that is made when it is first asked, not at every start."""

    def mark(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, QUESTION, question)
        return endpoint

    return mark


@cache
def query_model(endpoint: Callable[..., Any]) -> type[BaseModel] | None:
    """The model an endpoint declares for its query."""
    if (question := getattr(endpoint, QUESTION, None)) is not None:
        made: type[BaseModel] = question()
        return made
    hint = get_type_hints(endpoint, include_extras=True).get("query")
    return get_args(hint)[0] if get_origin(hint) is Annotated else None


def read(model: type[Query], query_string: bytes) -> Query:
    """The query as its model. Raises InvalidParameter with every fault there is."""
    if (count := query_string.count(b"&")) >= MOST_PARAMETERS:
        message = f"the query has {count + 1} parameters; at most {MOST_PARAMETERS} are taken"
        raise InvalidParameter([Fault(parameter="", value=None, message=message, nearest=[])])
    values: dict[str, list[str]] = defaultdict(list)
    faults: list[Fault] = []
    for name, value, fault in pairs(query_string):
        if fault is None:
            values[name].append(value)
        else:
            faults.append(fault)
    fields, many = parameters(model)
    for name, items in values.items():
        if name not in fields or (len(items) > 1 and name not in many):
            faults.append(misused(model, name, items))
    given = {name: items if name in many else items[0] for name, items in values.items() if name in fields}
    try:
        query = model.model_validate(given)
    except ValidationError as error:
        named = {fault.parameter for fault in faults}
        faults += [fault for fault in invalid(model, error, given) if fault.parameter not in named]
    if faults:
        raise InvalidParameter(faults)
    return query


def misused(model: type[BaseModel], name: str, items: list[str]) -> Fault:
    """The fault of a parameter there is not, or of one given too often."""
    if name not in model.model_fields:
        fields = list(model.model_fields)
        message = f"there is no parameter {shortened(name)!r} here; the parameters are: {', '.join(fields) or 'none'}"
        return Fault(parameter=shortened(name), value=None, message=message, nearest=nearest(name, fields))
    message = f"{name} takes one value, and was given {len(items)}; keep one"
    return Fault(parameter=name, value=shortened(", ".join(items)), message=message, nearest=[])


@cache
def parameters(model: type[BaseModel]) -> tuple[frozenset[str], frozenset[str]]:
    """The parameters there are, and those that may be given more than once."""
    fields = model.model_fields.items()
    many = (name for name, field in fields if any(get_origin(part) is list for part in within(field.annotation)))
    return frozenset(model.model_fields), frozenset(many)


def within(annotation: Any) -> Iterator[Any]:
    """An annotation and all it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from within(part)


def invalid(model: type[BaseModel], error: ValidationError, given: dict[str, Any]) -> Iterator[Fault]:
    """A fault for each value that is not what its parameter takes."""
    for item in error.errors(include_url=False):
        if item["type"] == "none_required":
            continue  # the other half of "may be left out"
        context = item.get("ctx", {})
        name = str(item["loc"][0]) if item["loc"] else str(context.get("parameter", ""))
        value = context.get("value") or (item["input"] if item["loc"] else given.get(name))
        value = None if item["type"] == "missing" else value
        choices = nearest(str(value), valid(model, name, context)) if isinstance(value, str) else []
        message = item["msg"].removeprefix("Value error, ")
        shown = shortened(", ".join(value) if isinstance(value, list) else value) if value is not None else None
        yield Fault(parameter=name, value=shown, message=message, nearest=choices)


def valid(model: type[BaseModel], name: str, context: dict[str, Any]) -> list[str]:
    """The values a parameter takes, when they are a closed list."""
    if "choices" in context:
        return str(context["choices"]).split(", ")
    choices: list[str] = []
    for part in within(model.model_fields[name].annotation) if name in model.model_fields else ():
        if isinstance(part, type) and issubclass(part, DescribedEnum):
            choices += [word.value for word in part]
        elif isinstance(part, str):
            choices.append(part)  # a literal
    return choices
