"""From the seed to the database: read, check, load, derive, render; and verify the seed against the article."""
