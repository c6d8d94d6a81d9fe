"""Which machines may be asked for a page: those of the public internet, and nothing of our own network."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Allowed = Callable[[str], bool]
"""Whether a connection to an IP address may be opened."""
_TRANSLATED = IPv6Network("64:ff9b::/96")  # NAT64: the last four bytes are an IPv4 address


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet. Tunnels (6to4, Teredo) are not: nobody sees their ends."""
    try:
        found: IPv4Address | IPv6Address | None = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.sixtofour or found.teredo:
            return False
        if found.ipv4_mapped:
            found = found.ipv4_mapped
        elif found in _TRANSLATED:
            found = IPv4Address(int(found) & 0xFFFFFFFF)
    return found is not None and found.is_global and not found.is_multicast
