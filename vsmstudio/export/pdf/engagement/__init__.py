"""The pages of the engagement around the maps: charter, value, people, experience, portfolio, plan and follow-up.

Each opens with one sentence worked out from the facts, and is left out where there is nothing to say.
"""
