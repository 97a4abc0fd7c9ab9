"""The low-code engine, headless: one declaration over one entity, and everywhere the same meaning.

``docs/reading.md`` leads through it and says which module answers which question.
"""
