"""The command line: `arguments` says what can be called, `verbs` does it, `plain` writes it for a person."""
