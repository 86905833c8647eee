"""The dialogue engine: model, parser, checks and `advance`. Pure: no I/O, no clock, no channel."""
