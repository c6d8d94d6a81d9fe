"""What a person does with the app, and what the app answers."""
