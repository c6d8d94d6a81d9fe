"""The ledger: every statement with its holder and its reporter."""
