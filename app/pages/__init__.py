"""Pages for people: the interactive docs and the OpenAPI document behind them."""
