"""The durable inbox: what was taken is done once, after a restart too. `README.md` says how."""
