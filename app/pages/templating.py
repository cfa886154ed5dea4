"""Templates: how pages and embeds are made from the documents of records, which bring all words about facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app import urls
from app.formats.json_format import credit_lines, loads
from app.formats.licences import licence_url
from app.models import Dataset
from app.pages.figures import casualty_claims, figures_caption
from app.vocabulary import VOCABULARIES

TEMPLATES = Path(__file__).with_name("templates")

environment = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)
environment.globals["urls"] = urls
environment.filters["casualty_claims"] = casualty_claims
environment.filters["figures_caption"] = figures_caption
environment.filters["sentence"] = lambda text: text[:1].upper() + text[1:]
environment.filters["words"] = lambda word: str(word).replace("_", " ")
environment.filters["meaning"] = lambda word, vocabulary: VOCABULARIES[vocabulary](word).meaning


@dataclass(frozen=True)
class Site:
    """What every page knows: where the service is reached, and which version of the record it shows."""

    base_url: str
    dataset: Dataset
    is_export: bool = False  # whether pages become files, which have no search, forms or oEmbed

    @cached_property
    def about(self) -> dict[str, Any]:
        """The document of /dataset."""
        document: dict[str, Any] = loads(self.dataset.document)
        return document

    @property
    def released(self) -> str:
        """The day of release, in words."""
        day = date.fromisoformat(self.dataset.released)
        return f"{day.day} {day:%B %Y}"

    @cached_property
    def credit(self) -> str:
        """A credit that meets the licence, as text."""
        return credit_lines(self.dataset, self.about)["credit"]

    @property
    def licence_url(self) -> str:
        """The terms of the licence."""
        return licence_url(self.about["licence"])

    def href(self, path: str) -> str:
        """A path of ours as links have it: below the path of the public URL."""
        return urls.base_path(self.base_url) + path

    def embedding(self, embed: str) -> str:
        """Where to embed something: the builder or, in an export, which has none, the embed itself."""
        return self.href(embed if self.is_export else urls.builder(embed))

    def absolute(self, path: str) -> str:
        """A path of ours as a URL, for copies that leave the site."""
        return self.base_url + path


def render(template: str, site: Site, context: Mapping[str, Any]) -> str:
    """A page from its template. `site` is at hand in every template."""
    return environment.get_template(template).render(site=site, **context)
