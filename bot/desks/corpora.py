"""One bot, several corpora: which folder of the articles a channel is answered from."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk import Desk


class Corpora:
    """The desk of each channel. A channel that no setting names is answered from all articles."""

    def __init__(self, desk: Desk, folders: Mapping[str, str]) -> None:
        """`folders` by channel id: `{"C0123": "harbour"}`."""
        self._desk = desk
        self._folders = folders

    def of(self, channel: str) -> Desk:
        folder = self._folders.get(channel)
        return self._desk if folder is None else self._desk.within(folder)


def read_folders(told: str | None) -> dict[str, str]:
    """ "C0123=harbour, C0456=tunnel" → by channel. Raises `ValueError` with what is wrong."""
    found: dict[str, str] = {}
    for part in filter(None, (each.strip() for each in (told or "").split(","))):
        channel, is_there, folder = (each.strip() for each in part.partition("="))
        if not (channel and is_there and folder):
            raise ValueError(f"“{part}” is no channel=folder")
        found[channel] = folder.strip("/")
    return found
