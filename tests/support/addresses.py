"""An address of every route, with the ids that the documentation shows."""

from app import urls
from app.exporting.paths import ALIASES, paths
from app.main import routes
from app.resources import RESOURCES

IDS = {resource.name: [resource.example] for resource in RESOURCES} | {"problems": ["not-found"]}
IDS |= {alias: IDS[collection] for alias, collection in ALIASES.items()}
QUESTIONS = {
    urls.SEARCH: "?q=iran",
    urls.RESOLVE: "?q=iran",
    urls.OEMBED: f"?url=http://127.0.0.1:8000{urls.TIMELINE_PAGE}",
}
QUESTIONS |= {urls.json_file(path): QUESTIONS[path] for path in (urls.SEARCH, urls.RESOLVE)}
HEALTH = (urls.LIVE, urls.READY)  # answers of the moment, which nothing may keep
ADDRESSES = [path + QUESTIONS.get(path, "") for route in routes() for path in paths(route, IDS)]
KEPT = [address for address in ADDRESSES if address not in HEALTH and "security.txt" not in address]  # by caches
