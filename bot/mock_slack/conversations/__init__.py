"""What can happen in a conversation."""
