"""What there is: people, channels, the app and its manifest, in memory."""
