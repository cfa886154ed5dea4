"""JSON under the names of an export's files: `/events.json` answers as `/events`, with the same parameters.

So a client that was written for the files of a static export works on the service. Other formats have a suffix anyway.
"""

from fastapi import APIRouter

from app import urls
from app.routers import collections, lookups, problems
from app.web.dispatch import ApiRoute

router = APIRouter(route_class=ApiRoute, include_in_schema=False)  # the introduction of the OpenAPI document names them

for source in (collections.router, lookups.router, problems.router):
    for route in source.routes:
        if isinstance(route, ApiRoute):
            router.add_api_route(urls.json_file(route.path), route.endpoint, methods=["GET"])
