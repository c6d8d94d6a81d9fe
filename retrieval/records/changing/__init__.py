"""What a few changed articles change in the rows."""
