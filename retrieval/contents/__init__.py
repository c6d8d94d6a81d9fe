"""What a cue may introduce: the candidates for the content of a statement."""
