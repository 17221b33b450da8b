"""The panels around the map: what can be drawn, what is selected, what is wrong, what it adds up to, and the steps as a table."""
