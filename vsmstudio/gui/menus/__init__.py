"""The context menus of the canvas: what can be done with whatever lies under the pointer or is selected, a file a kind."""
