"""Lines to copy: how an operation is called from a shell, from Python, from R and from a spreadsheet."""

from typing import Any
from urllib.parse import quote, urlencode

Sample = dict[str, str]
LANGUAGES = {"curl": "Shell", "pandas": "Python", "R": "R", "Google Sheets": "Spreadsheet"}  # by label


def samples(
    base_url: str, path: str, parameters: list[dict[str, Any]], table: str | None, *, has_data: bool
) -> list[Sample]:
    """Lines that send the first example of an operation. Tools read a list from its table, if it has one."""
    address, query = example_request(path, parameters)
    url = base_url + address + query
    lines = {"curl": f"curl '{url}'"}
    if table is not None:
        lines["pandas"] = f'pandas.read_csv("{base_url}{table}{query}")'
        lines["Google Sheets"] = f'=IMPORTDATA("{base_url}{table}{query}")'
    elif has_data:
        lines["pandas"] = f'pandas.json_normalize(requests.get("{url}").json()["data"])'
        lines["R"] = f'jsonlite::fromJSON("{url}")$data'
    return [{"lang": LANGUAGES[label], "label": label, "source": source} for label, source in lines.items()]


def example_request(path: str, parameters: list[dict[str, Any]]) -> tuple[str, str]:
    """The path and query made of the examples of the path, of the first parameter and of those that are required."""
    query: list[tuple[str, Any]] = []
    for number, parameter in enumerate(parameters):
        name, example = parameter["name"], parameter["schema"]["examples"][0]
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", quote(example))
        elif number == 0 or parameter["required"]:
            query.append((name, example))
    return path, f"?{urlencode(query, doseq=True)}" if query else ""
