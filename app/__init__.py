"""A sourced record of the 2024 Iran–Pakistan border skirmishes, as a read-only API.

From the data to the network, each layer importing only those above it:

    vocabulary/   described enums
    models/       SQLModel tables
    queries/      the filters of each resource; engine/ turns them into SQL
    schemas/      response models
    records.py    the registry: each kind of record with its table and response models
    formats/      one file for each output format
    resources.py  how each kind of record is served
    store.py      the dataset being served, and where a query runs
    web/          HTTP: from a request to the bytes of its response
    routers/      endpoint functions
    pages/        OpenAPI and the docs page
    main.py       create_app(), which puts it together
    exporting/    every response as a file
    operations/   starting the server, checking what it needs, the port for metrics

Beside them: settings.py, urls.py, errors/ and database/ (SQLite, PostgreSQL), which any layer may use; seeding/, which
loads, renders and verifies the seed; and __main__.py, the command line.
"""
