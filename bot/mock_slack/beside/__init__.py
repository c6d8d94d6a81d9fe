"""What lies beside the messages, and what can happen to it."""
