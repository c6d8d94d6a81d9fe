"""Methods about what lies beside the messages."""
