"""Methods about the app itself: its installation, its views, its work as an agent."""
