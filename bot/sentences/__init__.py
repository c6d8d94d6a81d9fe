"""What a reader is told in sentences of ours, wherever they read it."""
