"""An article parsed: noun phrases, quotations, cues."""
