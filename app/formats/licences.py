"""Licences: SPDX names and their addresses."""

DATA_LICENCE = "CC-BY-SA-4.0"  # of the record itself; GeoNames data in it is credited at /dataset
URLS = {
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


def licence_url(name: str) -> str:
    """The address of a licence's text, by its SPDX name."""
    return URLS.get(name, f"https://spdx.org/licenses/{name}.html")


def licence_name(name: str) -> str:
    """A licence as its owners write it, from its SPDX name: `CC BY-SA 4.0`."""
    kind, _, version = name.rpartition("-")
    return f"{kind.replace('CC-', 'CC ', 1)} {version}" if name.startswith("CC") else name
