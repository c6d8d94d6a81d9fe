"""A strong chat model, played by hand: its answers, and what reaches a reader of them."""
