"""How a file is laid out: its code points → the text that is read, with a way back."""
