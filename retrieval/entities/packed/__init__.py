"""What is held of many articles at once while they are merged, in little memory."""
