"""The canvas: a scene that shows pictures, a view that people work in, and one small file per gesture."""
