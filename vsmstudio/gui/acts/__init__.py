"""The actions of the window as plain tables, which also the handbook is made of: nothing here knows Qt."""
