"""What goes wrong with one address; the others are fetched all the same."""

from __future__ import annotations

from retrieval.errors import PositionsError


class WebError(PositionsError):
    """`url` is the address, for a line of its own; the sentence begins with it."""

    def __init__(self, url: str, what: str, remedy: str) -> None:
        super().__init__(f"{url[:300]} {what}.", remedy)
        self.url, self.what = url, what

    def about(self, url: str) -> WebError:
        """The same of another address: what is wrong with a site is wrong with each page of it."""
        return WebError(url, self.what, self.remedy)
