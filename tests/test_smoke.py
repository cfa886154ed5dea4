"""Does it answer at all?"""

import httpx2
import pytest

from app import addresses


@pytest.mark.parametrize("path", addresses.TOPS)
def test_every_top_address_answers(http: httpx2.Client, path: str) -> None:
    assert http.get(path, params={"q": "iran"} if path in {"/search", "/resolve"} else None).status_code == 200
