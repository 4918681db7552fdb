"""Text becomes a report in steps; each step is a module named for what it yields.

The steps are source, located_yaml, when, casebook, facts, rules, engine, findings and reports, in
that order, with pipeline and cli on top. A step imports only from earlier steps, and all but the
first and the last are pure.
"""

__version__ = "0.1.0"
