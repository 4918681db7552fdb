"""A folder of rule files becomes rules, each checked in full against the vocabulary."""
