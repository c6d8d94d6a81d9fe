"""What statements are about: issues induced by meaning, `issues.yaml`, and each statement filed under one."""
