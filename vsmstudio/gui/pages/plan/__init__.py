"""The improvement plan: log, board, effects, health check, roadmap."""
