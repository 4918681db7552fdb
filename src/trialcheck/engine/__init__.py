"""A casebook and rules become a decision: the places where a rule speaks, and why."""
