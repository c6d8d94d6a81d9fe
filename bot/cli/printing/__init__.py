"""What the command line writes: answers for a person or a program, and how far the work is."""
