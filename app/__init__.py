"""A sourced record of the 2024 Iran–Pakistan border skirmishes, as a read-only API. The map, as data flows:

vocabulary/  THE WORDS      enumerations whose members carry their meaning
models/      THE ROWS       SQLModel tables: what is stored
queries/     THE QUESTIONS  what may be asked of a collection, and its SQL
schemas/     THE ANSWERS    pydantic models of what is sent
formats/     THE ENCODINGS  one file for each output format, blind to resources
catalogue.py the API's table of contents: routes, docs and tests read it
routers/     THE ADDRESSES  collections, lookups, health
pages/       THE PAGES      HTML for people
wire/        THE WIRE       connections, cache, validators, negotiation, limits; past the framework to an answer
seeding/     seed documents to rows; renders every document once; verifies the seed against the article
exporting/   THE BUNDLE     every answer as a file, for any web server
main.py      puts it together; __main__.py is the command line

Anything may use settings.py, database/ (SQLite, PostgreSQL), errors/ (their one shape) and urls.py (all paths).
"""
