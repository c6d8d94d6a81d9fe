"""Methods about conversations and what belongs to one."""
