"""JSON Schemas of the files that people write, for editors: made from what the readers know."""
