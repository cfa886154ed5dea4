"""Snippets: what is pasted into a page, a newsletter, a spreadsheet or a notebook to show an embed or read its data."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from app import urls
from app.pages.embeddable import Embeddable
from app.pages.templating import Site

PICTURE_WIDTH = 600  # pixels; pictures have twice as many, for sharp screens


class Snippet(NamedTuple):
    """A text to copy."""

    id: str
    title: str
    use: str  # where it goes
    text: str


def page_snippets(site: Site, item: Embeddable) -> Iterator[Snippet]:
    """What shows an embed on a page."""
    if not site.is_export:
        use = "For WordPress, Drupal and other systems that turn an address into an embed. Put it on a line of its own."
        yield Snippet("address", "Address", use, address(site, item))
    use = "For any page that takes HTML. It needs no script; its height is fixed."
    yield Snippet("frame", "Frame", use, frame(site, item))
    use = "For pages that may run scripts: always as tall as it needs to be. Without script, readers see the text."
    yield Snippet("element", "Frame that fits", use, element(site, item))
    use = "For newsletters, feeds and apps, which leave frames out."
    title = "Quotation" if item.image is None else "Picture and quotation"
    yield Snippet("newsletter", title, use, newsletter(site, item))


def data_snippets(site: Site, item: Embeddable) -> Iterator[Snippet]:
    """What reads the rows behind an embed."""
    url = site.absolute(item.data)
    yield Snippet("csv", "CSV", "For Datawrapper, Flourish and anything else that reads a file from an address.", url)
    yield Snippet("sheets", "Google Sheets", "In the top left cell of an empty sheet.", import_data(url))
    yield Snippet("pandas", "pandas", "In Python.", pandas(url, rows_name(item)))
    yield Snippet("r", "R", "Without any package.", r_table(url, rows_name(item)))
    yield Snippet("d3", "D3", "In a module of your own.", d3(url, rows_name(item)))


def address(site: Site, item: Embeddable) -> str:
    """The address to paste: that of the page, or of the embed if the page cannot look as chosen."""
    return site.absolute(item.src(site.dataset.version) if item.options else item.page)


def frame(site: Site, item: Embeddable) -> str:
    """A frame of fixed height."""
    html = Markup(
        '<iframe src="{src}" title="{title}" width="100%" height="{height}" loading="lazy" frameborder="0"></iframe>'
    )
    return as_text(html, src=site.absolute(item.src(site.dataset.version)), title=item.title, height=item.height)


def element(site: Site, item: Embeddable) -> str:
    """The element that is as tall as its content, around what is shown where it does not run."""
    html = Markup(
        '<skirmishes-embed src="{src}" label="{title}">\n{fallback}\n</skirmishes-embed>\n'
        '<script src="{script}" async></script>'
    )
    return as_text(
        html,
        src=site.absolute(item.src(site.dataset.version)),
        title=item.title,
        fallback=quotation(site, item),
        script=site.absolute(urls.static("embed.v1.js")),
    )


def newsletter(site: Site, item: Embeddable) -> str:
    """A picture, if there is one, and the text that belongs to it."""
    if item.image is None:
        return str(quotation(site, item))
    return as_text(
        Markup('<a href="{page}"><img src="{image}" alt="{alt}" width="{width}"></a>\n{quotation}'),
        page=site.absolute(item.page),
        image=site.absolute(item.image),
        alt=item.alt,
        width=PICTURE_WIDTH,
        quotation=quotation(site, item),
    )


def as_text(html: Markup, **values: object) -> str:
    """HTML with values, which are escaped, as a text: a page that shows it escapes it once more.

    No attribute stands in apostrophes, so these stay as they are, which is easier to read.
    """
    return str(html.format(**values)).replace("&#39;", "'")


def quotation(site: Site, item: Embeddable) -> Markup:
    """The text with its credit, which links to the page."""
    return Markup('<blockquote>{text} <a href="{page}">{credit}</a></blockquote>').format(
        text=item.text, page=site.absolute(item.page), credit=site.credit
    )


def import_data(url: str) -> str:
    """A formula of Google Sheets."""
    return f'=IMPORTDATA("{url}")'


def pandas(url: str, name: str) -> str:
    """A data frame in Python."""
    return f'import pandas as pd\n\n{name} = pd.read_csv("{url}")'


def r_table(url: str, name: str) -> str:
    """A data frame in R."""
    return f'{name} <- read.csv("{url}", encoding = "UTF-8")'


def d3(url: str, name: str) -> str:
    """An array of objects in JavaScript."""
    return f'import {{ csv, autoType }} from "d3";\n\nconst {name} = await csv("{url}", autoType);'


def observable(url: str, name: str) -> str:
    """A cell of an Observable notebook, where D3 is at hand."""
    return f'{name} = d3.csv("{url}", d3.autoType)'


def rows_name(item: Embeddable) -> str:
    """A name for the rows behind an embed, such as claims."""
    return item.data.lstrip("/").partition(".")[0]
