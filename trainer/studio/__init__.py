"""RealChat Studio's trainer: orders in, JSON lines out, TRL's own trainers in between."""
