"""The engagement around the maps worked out: experience, attendance, measures, improvements and what came of them.

Asked for by pages, tables and reports, not by `analyse`, which stays quick. Each is pure: the same document, analysis and
date give the same answer. Times are working minutes, ratios 0..1, None unknown.
"""
