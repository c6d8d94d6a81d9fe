"""robots.txt: what a site lets programs fetch, and how long they are to wait between two calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from protego import Protego

NAME = "Positions"  # by which a site may name us in its robots.txt
AGENT = f"{NAME}/0.1 (reads single articles that a person named)"


@dataclass(frozen=True, slots=True)
class Robots:
    """Without `rules` everything or nothing is allowed."""

    MOST: ClassVar[int] = 500_000  # bytes that are read of one

    rules: Protego | None = None
    open: bool = True
    why: str = "its robots.txt says so"

    @classmethod
    def read(cls, text: str) -> Robots:
        from protego import Protego

        return cls(Protego.parse(text))

    @classmethod
    def absent(cls) -> Robots:
        return cls()

    @classmethod
    def unreadable(cls) -> Robots:
        """As RFC 9309 has it: where the site fails to say what is allowed, nothing is."""
        return cls(open=False, why="its robots.txt cannot be read just now")

    def allow(self, url: str) -> bool:
        return self.open if self.rules is None else bool(self.rules.can_fetch(url, NAME))

    @property
    def pause(self) -> float:
        return float(self.rules.crawl_delay(NAME) or 0.0) if self.rules is not None else 0.0
