"""Text as the wild has it, for property tests: odd spaces, quotes, emoji, right-to-left marks, line ends, a BOM."""

from __future__ import annotations

from hypothesis import strategies as st

_PIECES = [
    "Mr. Okoro", "said", "the dam", "U.S.", "Dec. 3", "“We agree,”", "\"No!\"", "’tis", "(see below)",
    "…", "...", "?", "!", ".",
    " ", "  ", "\u00a0", "\u2009", "\u200b", "\t", "\n", "\r\n", "\r", "\n\n", "\u2028", "\u2029",
    "\x0b", "\x85", "\ufeff",
    "\u200f", "\u202e", "עברית", "مرحبا.", "日本です。", "🙂", "👩‍👩‍👧", "🇺🇦", "é", "e\u0301",
    "ﬁ", "İ", "ß", "\x00", "a" * 300, "1.", "3.5%",
    "Skip to main content", "close", "Learn more", "Image", "·2 mins", "Share", "Read more: a headline",
]  # fmt: skip
wild_text = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=12)), max_size=60).map("".join)
