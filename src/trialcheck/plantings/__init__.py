"""Contradictions of known kinds, planted into a copy of a casebook: which rules catch them?"""
