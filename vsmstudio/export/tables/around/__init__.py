"""Tables of the engagement around the maps: charter, who took part, value, experience, improvements, what came of them."""
