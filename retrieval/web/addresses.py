"""Web addresses: which are taken, and when two of them are one article's."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from retrieval.web.errors import WebError

_LONGEST = 2_000  # characters
_PLAIN = re.compile(r"[\x21-\x7e]+")


def checked(url: str) -> str:
    """The address as it is fetched: http or https, with a host, without a password or a fragment."""
    from courlan import normalize_url

    url = url.strip()
    if "://" not in url and re.match(r"[\w-]+(\.[\w-]+)+(/|$)", url):
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme.lower() not in ("http", "https") or not host or port == 0 or len(url) > _LONGEST:
        raise WebError(url, "is no web address", "Write it out, as in https://outlet.example/article.")
    if parts.username or parts.password:
        raise WebError(_hidden(url), "holds a user's name or password", "Leave them out: such pages are not fetched.")
    found = _plain(str(normalize_url(parts._replace(fragment=""))))
    if found is None:
        raise WebError(url, "is no web address", "Copy it from the address bar of your browser.")
    return found


def joined(base: str, url: str) -> str:
    """An address that stands on the page `base`, made whole."""
    try:
        return urljoin(base, url.strip())
    except ValueError:
        return url


def key(url: str) -> str:
    """What two addresses of one article share: neither scheme, nor "www.", nor tracking, nor a last slash."""
    try:
        url = checked(url)
    except WebError:
        return url
    parts = urlsplit(url)
    return f"{site(url)}{parts.path.rstrip('/')}{'?' + parts.query if parts.query else ''}"


def site(url: str) -> str:
    """The host without "www.", "m." or "amp.", and the port where it is not the usual one."""
    parts = urlsplit(_plain(url) or url)
    host = re.sub(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)", "", (parts.hostname or "").lower())
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    return f"{host}{port}"


def own_address(fetched: str, stated: str | None) -> str:
    """The address that a page states as its own, unless it is another site's or the front page."""
    if stated and site(stated) == site(fetched) and not is_root(stated):
        return stated
    return fetched


def _plain(url: str) -> str | None:
    """The address in letters of ASCII alone, its host as IDNA writes it ("xn--…"), if there is such a one."""
    from yarl import URL  # as the one that fetches writes a host

    try:
        found = urlsplit(url)._replace(netloc=URL(url).raw_authority).geturl()
    except ValueError:
        return None
    return found if _PLAIN.fullmatch(found) else None


def is_root(url: str) -> bool:
    """Whether it is a site's own address, where its front page stands."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _hidden(url: str) -> str:
    return re.sub(r"//[^/@]*@", "//…@", url)
