"""THE PAGES: what is made for people: the docs and what they are drawn from."""
