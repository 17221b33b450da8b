"""How work begins: the start page, and the templates that it offers."""
