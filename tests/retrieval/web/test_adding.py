"""Articles added from a small site: each once, and one line for each address that fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.articles.folder import read_articles
from retrieval.web.adding import Outcome, add
from tests.retrieval.extraction import written
from tests.retrieval.extraction.outlets import BODY, TITLE
from tests.retrieval.web.conftest import Site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    return tmp_path / "articles"


def added(site: Site, folder: Path, *paths: str) -> list[Outcome]:
    told: list[Outcome] = []
    urls = [path if "://" in path else site.at(path) for path in paths]
    found = add(urls, folder, folder.parent / "texts", told.append, fetcher=site.fetcher())
    assert told == found
    return found


def test_a_page_is_saved_and_read_as_any_file(site: Site, folder: Path) -> None:
    (outcome,) = added(site, folder, "/pages/wordpress")
    assert (outcome.new, outcome.title, outcome.trouble) == (True, TITLE, None)
    (article,) = read_articles(folder).articles
    assert article.source == outcome.source
    assert BODY[0] in article.text
    assert article.given.url == site.at("/pages/wordpress")  # the one that it states is another site's


def test_a_page_without_an_address_of_its_own_keeps_the_one_it_came_from(site: Site, folder: Path) -> None:
    added(site, folder, "/moved", "/paper.pdf")
    page, paper = read_articles(folder).articles
    assert page.given.url == site.at("/pages/nineties")
    assert paper.text.startswith("Vesk offers talks")


def test_never_twice_the_same_article(site: Site, folder: Path) -> None:
    first, *others = added(site, folder, "/other", "/other?utm_source=x", "/other/", "/paper.pdf")
    assert first.new
    assert [one.new for one in others] == [False, False, True]
    asked = list(site.asked)
    assert not any(one.new for one in added(site, folder, "/other", "/paper.pdf", "/other#a"))
    assert site.asked == asked
    assert len(read_articles(folder).articles) == 2


def test_the_same_text_at_another_address_of_the_site_is_the_same_article(site: Site, folder: Path) -> None:
    """Two outlets of the small site print one story: their pages are taken for two addresses of it."""
    one, other = added(site, folder, "/pages/nineties", "/pages/unclosed")
    assert (one.new, other.new, other.source) == (True, False, one.source)


def test_what_was_deleted_can_be_added_again(site: Site, folder: Path) -> None:
    (one,) = added(site, folder, "/other")
    (folder / str(one.source)).unlink()
    assert added(site, folder, "/other")[0].new


def test_a_file_that_was_saved_by_hand_is_known_by_its_address(site: Site, folder: Path) -> None:
    (folder / "mine.txt").write_text(f"Vesk said no\nURL: {site.at('/other')}\n\nIt did.\n")
    assert added(site, folder, "/other")[0].source == "mine.txt"
    assert site.asked == []


def test_a_feed_gives_its_articles_and_names_what_fails(site: Site, folder: Path) -> None:
    found = added(site, folder, "/feed", "/atom")
    assert [one.new for one in found] == [True, False, True, False, False]
    assert [str(one.trouble) for one in found if one.trouble] == [
        f"{site.at('/gone')} is not there (HTTP 404). Check the address."
    ]
    assert len(read_articles(folder).articles) == 2


def test_an_article_may_name_its_sites_feed(site: Site, folder: Path) -> None:
    pages = ("article", "dated", "ld", "microdata", "unsaid", "feedless")  # all of one text
    found = added(site, folder, *(f"/heads/{page}" for page in pages))
    assert [(one.new, one.trouble) for one in found] == [(True, None), *[(False, None)] * 5]


@pytest.mark.parametrize("page", ["dated", "feedless"])
def test_an_article_may_stand_at_the_root_of_its_site(site: Site, folder: Path, page: str) -> None:
    site.root = page
    assert [one.new for one in added(site, folder, "/")] == [True]


def test_what_a_feed_leads_to_is_an_article_whatever_it_says_of_itself(site: Site, folder: Path) -> None:
    site.items = ("/heads/front",)
    assert [one.new for one in added(site, folder, "/feed")] == [True]


@pytest.mark.parametrize("name", ["talks.docx", "talks.epub", "talks.eml", "talks.TXT", "talks.htm"])
def test_a_file_of_no_stated_kind_is_known_by_its_name(site: Site, folder: Path, name: str) -> None:
    (outcome,) = added(site, folder, f"/files/{name}")
    assert outcome.new, outcome.trouble
    (article,) = read_articles(folder).articles
    assert ("Vesk offered" if name == "talks.htm" else written.LEAD) in article.text


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/feed-that-is-html", "is no article. The site's feed is http"),
        ("/called-feed", "is served as a feed but is none. Look on the site for its feed's address"),
        ("/heads/front", "leads to articles but is none. The site's feed is http"),
        ("/", "/feed?a=1&b=2: add that, or save the page as a file"),
        ("/login", "was not added: the page asks for a login. Log in with your browser"),
        ("/picture", "is no article but image/png. Add the page"),
        ("/files/talks.csv", "may hold many articles. Download it"),
        ("/files/talks.bin", "is no article but application/octet-stream. Add the page"),
        ("/huge", "is larger than 10 MB"),
        ("/circle/b", "redirects in a circle"),
        ("/inside/ten#top", "/inside/ten#top leads to http://10.0.0.7/, which is not a public address"),
        ("nonsense", "is no web address"),
    ],
)
def test_what_fails_says_why_and_saves_nothing(site: Site, folder: Path, path: str, sentence: str) -> None:
    failed, fine = added(site, folder, "x://" if path == "nonsense" else path, "/other")
    assert sentence in str(failed.trouble)
    assert fine.new
    assert len(list(folder.rglob("*.html"))) == 1
