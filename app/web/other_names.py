"""Names that other APIs have for our parameters: none is accepted, and the error suggests ours."""

OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "cursor": ("page", "page_number", "offset", "skip", "start", "start_index", "after", "page_token"),
    "limit": ("per_page", "page_size", "size", "count_per_page", "max", "max_results", "rows", "top", "first", "take"),
    "sort": ("order", "order_by", "sort_by", "sort_order", "ordering"),
    "since": ("from", "start_date", "date_from", "from_date"),
    "until": ("to", "end_date", "date_to", "to_date"),
    "q": ("search", "query", "keyword", "keywords", "search_term"),
    "fields": ("select", "columns"),
}
FORMATS = ("format", "f", "output", "output_format", "fmt")
CALLBACKS = ("callback", "jsonp")


def normalize_name(name: str) -> str:
    """A name in lower case, without what stands between its words: `pageSize`, `page-size` and `$page_size` are one."""
    return "".join(character for character in name.lower() if character.isalnum())


# Our name for each of theirs.
MEANT = {normalize_name(other): name for name, others in OTHER_NAMES.items() for other in others}
# What to say of parameters for which there is nothing to name.
ADVICE = {
    **dict.fromkeys(
        map(normalize_name, FORMATS), "Put the format after the path: .csv, .jsonl and others, as in /events.csv."
    ),
    **dict.fromkeys(
        map(normalize_name, CALLBACKS), "JSONP is not needed: a script on any site may read the answers (CORS)."
    ),
}
