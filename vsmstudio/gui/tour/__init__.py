"""The tour: a small card beside the window's parts, and things to do on the sample. Imported when somebody takes it."""
