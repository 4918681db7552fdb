"""A folder becomes a casebook: its registry, its statements with their claims, and its brief."""
