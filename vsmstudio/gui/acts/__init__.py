"""Every action of the window, a file for each menu: as data, and the method that carries it out."""
