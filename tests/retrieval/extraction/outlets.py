"""Twenty saved pages, each built as outlets of one kind build theirs; the outlets, people and places are invented.

The story is the same; what stands around it is not, and must not be read: menus, adverts, teasers, comments.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

TITLE = "Tarn rejects river plan as talks in Velmar stall"
AUTHOR, DAY = "Ona Rell", "2031-04-02"
BODY = (
    "Tarn rejected the river plan on Wednesday, its foreign minister Ivo Brandt said after a day of talks in Velmar.",
    "“We will not sign a paper that gives away the river,” he told reporters, and called on Vesk to withdraw its boats.",
    "Vesk's government said that it was ready to go on talking, but that the dam would be built whatever Tarn decided.",
    "The plan would have split the water of the Sund between the two states for the next twenty years.",
    "According to the mediator, Mara Lund, both sides are closer than they say. “Nobody left the table,” she said.",
    "Fishermen on the lower river oppose the dam, and some four hundred of them blocked the harbour on Tuesday.",
    "Their union demands compensation for every season in which the sluices stay closed.",
    "Talks are to go on next week, when the presidents of both states meet for the first time in three years.",
)
NOISE = (
    "Lottery numbers for tonight", "Ten recipes with leeks", "Get our morning briefing", "Buy one mattress",
    "We value your privacy", "Sign in to your account", "Share on Chirper", "Weather in Velmar today",
    "This is what the reader Quill thinks", "All rights reserved by the publisher", "Most read this week",
)  # fmt: skip
LOTTERY, RECIPES, BRIEFING, ADVERT, PRIVACY, LOGIN, SHARE, WEATHER, READER, RIGHTS, MOST_READ = NOISE


def _ps(paragraphs: Iterable[str] = BODY, attributes: str = "") -> str:
    return "\n".join(f"<p{attributes}>{words}</p>" for words in paragraphs)


def _page(head: str, body: str, title: str = TITLE) -> str:
    return f"<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>"


def _og(site: str, url: str) -> str:
    return (
        f'<meta property="og:title" content="{TITLE}"><meta property="og:type" content="article">'
        f'<meta property="og:site_name" content="{site}"><meta property="og:url" content="{url}">'
        f'<link rel="canonical" href="{url}"><meta property="article:published_time" content="{DAY}T10:00:00+00:00">'
        f'<meta name="author" content="{AUTHOR}">'
    )


def _ld(site: str, url: str, **more: object) -> str:
    said = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "datePublished": f"{DAY}T10:00:00Z",
        "dateModified": "2031-04-05T08:00:00Z", "author": [{"@type": "Person", "name": AUTHOR}], "mainEntityOfPage": url,
        "publisher": {"@type": "NewsMediaOrganization", "name": site}, **more,
    }  # fmt: skip
    return f'<link rel="canonical" href="{url}"><script type="application/ld+json">{json.dumps(said)}</script>'


_MENU = f'<ul><li><a href="/">Home</a></li><li><a href="/w">{WEATHER}</a></li><li><a href="/a">{LOGIN}</a></li></ul>'
_TEASERS = f'<ul><li><a href="/1">{LOTTERY}</a></li><li><a href="/2">{RECIPES}</a></li></ul>'


def _broadcaster() -> str:
    blocks = "".join(
        f'<div data-component="text-block" class="ssrcss-7uxr49 e5tfeyi2"><p class="ssrcss-1q0x1qg e1jhz7w10">{words}</p></div>'
        + (
            f'<div data-component="links-block" class="ssrcss-1f3 e5"><ul><li><a href="/9">{RECIPES}</a></li></ul></div>'
            if at == 3
            else ""
        )
        for at, words in enumerate(BODY)
    )
    return _page(
        _ld("Radio Korland", "https://radiokorland.example/news/world-1") + "<style>.ssrcss{color:red}</style>",
        f'<header role="banner"><nav aria-label="Main">{_MENU}</nav></header><main id="main-content"><article>'
        f'<h1 id="main-heading">{TITLE}</h1><div data-component="byline-block"><time datetime="{DAY}T10:00:00Z">2 April 2031</time></div>'
        f'<figure><div data-component="image-block"><img src="a.jpg" alt="The river"></div></figure>{blocks}'
        f'<section data-component="topic-list"><h2>Related topics</h2>{_TEASERS}</section></article></main>'
        f'<section data-component="most-read"><h2>{MOST_READ}</h2>{_TEASERS}</section><footer>{RIGHTS}</footer>',
        f"{TITLE} - Radio Korland",
    )


def _broadsheet() -> str:
    signup = (
        f'<figure class="newsletter"><p>{BRIEFING}</p><form><input type=email><button>Sign up</button></form></figure>'
    )
    aside = f'<aside data-component="rich-link"><a href="/r">{RECIPES}</a></aside>'
    return _page(
        _og("The Sund Guardian", "https://sundguardian.example/world/2031/apr/02/tarn"),
        f'<div id="bannerandheader"><nav data-component="nav">{_MENU}</nav></div><main><article><h1>{TITLE}</h1>'
        f'<a rel="author" href="/p">{AUTHOR}</a><div class="article-body-commercial-selector dcr-1cvu3">{_ps(BODY[:3])}{aside}'
        f"{_ps(BODY[3:5])}{signup}{_ps(BODY[5:])}</div></article>"
        f'<div class="submeta">{_TEASERS}</div></main><footer>{RIGHTS}</footer>',
    )


def _wordpress() -> str:
    comments = "".join(
        f'<li class="comment"><div class="comment-body"><p>{READER}, number {n}.</p></div></li>' for n in range(9)
    )
    return _page(
        _og("Velmar Notes", "https://velmarnotes.example/2031/04/tarn/")
        + '<meta name="generator" content="WordPress 6.4">',
        f'<div id="page" class="site"><header id="masthead"><nav class="main-navigation">{_MENU}</nav></header>'
        f'<div id="content"><article id="post-9" class="post type-post"><header class="entry-header"><h1 class="entry-title">{TITLE}'
        f'</h1></header><div class="entry-content">{_ps()}<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><a>{SHARE}</a>'
        f'</div><div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3>{_TEASERS}</div></div></article>'
        f'<div id="comments" class="comments-area"><ol class="comment-list">{comments}</ol></div></div>'
        f'<aside id="secondary" class="widget-area"><h2>{MOST_READ}</h2>{_TEASERS}</aside>'
        f'<footer id="colophon">{RIGHTS}</footer></div>',
    )


def _nineties() -> str:
    return _page(
        "",
        f"<table width=780 border=0><tr><td colspan=3 bgcolor=navy><font color=white>SUND NEWS AGENCY</font></td></tr><tr>"
        f"<td width=120 valign=top><a href=/>Home</a><br><a href=/w>{WEATHER}</a><br><a href=/l>{LOTTERY}</a></td>"
        f"<td valign=top><font size=+2><b>{TITLE}</b></font><br><br>{'<br><br>'.join(BODY)}<br><br></td>"
        f"<td width=160 valign=top><b>{MOST_READ}</b><br><a href=/r>{RECIPES}</a></td></tr></table>"
        f"<center><small>{RIGHTS}</small></center>",
        f"{TITLE}",
    )


def _amp() -> str:
    page = _page(
        _ld("Metro Ledger", "https://ledger.example/tarn") + "<style amp-boilerplate>body{visibility:hidden}</style>",
        f'<amp-sidebar id="menu" layout="nodisplay">{_MENU}</amp-sidebar><article><h1>{TITLE}</h1>{_ps(BODY[:4])}'
        f'<amp-ad width=300 height=250 type="doubleclick"><div fallback>{ADVERT}</div></amp-ad>{_ps(BODY[4:])}</article>'
        f'<amp-consent id="c"><div>{PRIVACY}</div></amp-consent><div class="amp-related">{_TEASERS}</div>',
    )
    return page.replace("<html lang=en>", "<html ⚡ lang=en>")


def _microdata() -> str:
    return _page(
        '<link rel="canonical" href="https://courier.example/tarn"><meta property="og:site_name" content="The Velmar Courier">',
        f'<div class="topbar">{_MENU}</div><div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{TITLE}'
        f'</h1><span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">{AUTHOR}</span></span>'
        f'<meta itemprop="datePublished" content="{DAY}"><div itemprop="articleBody">{_ps()}</div></div>'
        f'<div class="sidebar"><h4>{MOST_READ}</h4>{_TEASERS}</div><div class="footer">{RIGHTS}</div>',
    )


def _ministry() -> str:
    return _page(
        f'<meta name="dcterms.date" content="{DAY}"><meta property="og:site_name" content="Ministry of Waters">'
        '<link rel="canonical" href="https://waters.example/press/12">',
        f'<div class="region region-header"><nav class="menu--main">{_MENU}</nav></div><div class="region-content"><article class='
        f'"node node--type-press-release"><h1 class="page-title">{TITLE}</h1><div class="field field--name-body">{_ps()}</div></article>'
        f'</div><div class="block-social"><a>{SHARE}</a></div><footer class="region-footer">{RIGHTS}</footer>',
        f"{TITLE} | Ministry of Waters",
    )


def _tabloid() -> str:
    slots = "".join(
        f'<p class="mol-para-with-font">{words}</p><div class="ad-slot adHolder" id="mpu{at}"><span>Advertisement</span><a>{ADVERT}</a></div>'
        for at, words in enumerate(BODY)
    )
    return _page(
        _og("Daily Star of Vesk", "https://star.example/news/article-1"),
        f'<div class="nav-primary">{_MENU}</div><div id="js-article-text" class="article wide"><h1>{TITLE}</h1><div itemprop="articleBody">'
        f'{slots}</div><div class="share-links">{SHARE}</div></div><div class="beta femail item puff"><h3>{MOST_READ}</h3>{_TEASERS}</div>',
    )


def _letter() -> str:
    box = f'<div class="subscription-widget-wrap"><div class="subscription-widget"><p>{BRIEFING}</p><form><input type=email></form></div></div>'
    return _page(
        _ld("River Letter", "https://riverletter.example/p/tarn", isAccessibleForFree=True),
        f'<div class="main-menu">{_MENU}</div><article class="typography newsletter-post post"><h1 class="post-title">{TITLE}</h1>'
        f'<div class="available-content"><div dir="auto" class="body markup">{_ps(BODY[:4])}{box}{_ps(BODY[4:])}</div></div></article>'
        f'<div class="post-footer"><a>{SHARE}</a></div><div class="comments-page"><div class="comment"><p>{READER}</p></div></div>',
    )


def _platform() -> str:
    ids = "".join(
        f'<p id="{at}ab" class="pw-post-body-paragraph my mz ij">{words}</p>' for at, words in enumerate(BODY)
    )
    return _page(
        _og("Platform", "https://platform.example/@ona/tarn"),
        f'<div id="root"><div class="a b c"><div class="x"><a href="/in">{LOGIN}</a></div></div><article><section><div><h1 class="pw-post-title">'
        f'{TITLE}</h1><figure class="is it"><picture><img src="r.png"></picture></figure>{ids}</div></section></article>'
        f'<div class="ab cd"><h2>Recommended from Platform</h2>{_TEASERS}</div></div>',
    )


def _live() -> str:
    posts = "".join(
        f'<article class="live-post" id="p{at}"><header><time datetime="{DAY}T1{at}:00:00Z">1{at}:00</time></header><div>{_ps((words,))}</div></article>'
        for at, words in enumerate(BODY)
    )
    return _page(
        _og("Sund Live", "https://sundlive.example/live/tarn"),
        f'<header><nav>{_MENU}</nav></header><main><h1>{TITLE}</h1><section class="live-posts">{posts}</section></main>'
        f'<aside class="rail"><h3>{MOST_READ}</h3>{_TEASERS}</aside><footer>{RIGHTS}</footer>',
    )


def _paper_of_record() -> str:
    ps = "".join(
        f'<div class="css-s99gbd StoryBodyCompanionColumn"><div class="css-53u6y8"><p class="css-at9mc1 evys1bk0">{words}</p></div></div>'
        + (
            '<div class="css-8atqhb"><div id="story-ad-1-wrapper"><p>Advertisement</p></div></div>'
            if at % 3 == 2
            else ""
        )
        for at, words in enumerate(BODY)
    )
    return _page(
        _ld("The Tarsia Times", "https://tarsiatimes.example/2031/04/02/world/tarn.html"),
        f'<div id="app"><header class="css-1bymuyk"><nav>{_MENU}</nav></header><main id="site-content"><article id="story" class="css-1vxca1d">'
        f'<header><h1 data-testid="headline">{TITLE}</h1></header><section name="articleBody" class="meteredContent css-1r7ky0e">{ps}</section>'
        f'</article><div class="bottom-of-article"><section>{_TEASERS}</section></div></main><footer>{RIGHTS}</footer></div>',
    )


def _blogger() -> str:
    return _page(
        '<meta property="og:site_name" content="Down the Sund"><link rel="canonical" href="https://sund.example/2031/04/tarn.html">',
        f'<div class="header-outer">{_MENU}</div><div class="main-outer"><div class="date-outer"><h2 class="date-header"><span>Wednesday, '
        f'2 April 2031</span></h2><div class="post hentry"><h3 class="post-title entry-title">{TITLE}</h3><div class="post-body entry-content">'
        f'{"<br /><br />".join(BODY)}</div><div class="post-footer">{SHARE}</div></div></div><div class="sidebar"><h2>Blog Archive</h2>'
        f'{_TEASERS}</div></div><div class="footer-outer">{RIGHTS}</div>',
    )


def _local_paper() -> str:
    return _page(
        _og("Harbour Gazette", "https://gazette.example/tarn"),
        f'<div id="cookie-law-info-bar"><p>{PRIVACY}. We and our 812 partners store information on a device.</p><button>Accept</button></div>'
        f'<div class="breadcrumbs"><a href="/">Home</a> › <a href="/n">News</a></div><div class="item-page"><div class="page-header">'
        f'<h1>{TITLE}</h1></div>{_ps()}</div><div class="moduletable"><h3>{MOST_READ}</h3>{_TEASERS}</div><footer>{RIGHTS}</footer>',
    )


def _wiki() -> str:
    return _page(
        '<link rel="canonical" href="https://wiki.example/wiki/Tarn"><meta property="og:site_name" content="Opennews">',
        f'<div id="mw-navigation">{_MENU}</div><div id="content" class="mw-body"><h1 id="firstHeading">{TITLE}</h1><div id="mw-content-text">'
        f'<div class="mw-parser-output"><div class="thumb tright"><div class="thumbinner"><img src="r.png"></div></div>{_ps(BODY[:4])}'
        f'<h2><span class="mw-headline">Reactions</span><span class="mw-editsection">[<a>edit</a>]</span></h2>{_ps(BODY[4:])}</div></div></div>'
        f'<div id="footer">{RIGHTS}</div>',
    )


def _agency() -> str:
    return _page(
        _og("Korland Agency", "https://korland.example/top/77"),
        f'<header class="head">{_MENU}</header><div class="mainblock"><main class="mainblock__right"><article itemprop="articleBody">'
        f'<h1 itemprop="headline">{TITLE}</h1>{_ps()}</article><div class="newsmain__share">{SHARE}</div></main>'
        f'<aside class="sidebar"><h3>{MOST_READ}</h3>{_TEASERS}</aside></div>',
    ).replace("charset=utf-8", "charset=windows-1251")  # fmt: skip


def _application() -> str:
    """A page that scripts build: the browser saved what they had built, and the data that they built it from."""
    state = json.dumps({"props": {"body": [*BODY, ADVERT], "teasers": [LOTTERY, RECIPES]}})
    divs = "".join(f'<div class="Paragraph_p__x1"><span>{words}</span></div>' for words in BODY)
    return _page(
        _ld("Metro Wire", "https://metrowire.example/a/1", articleBody=" ".join(BODY)),
        f'<div id="__next"><div class="Nav_n__9">{_MENU}</div><div class="Article_body__7"><h1>{TITLE}</h1>{divs}</div>'
        f'<div class="Teasers_t__2">{_TEASERS}</div></div><script id="__NEXT_DATA__" type="application/json">{state}</script>',
    )


def _forum_under_it() -> str:
    talk = "".join(
        f'<div class="comment" id="comment-{n}"><span class="comment-author">Quill {n}</span><div class="comment-text"><p>{READER}, and Tarn is '
        f"wrong about the river as it was in the year {n}, whatever the minister may say to it.</p></div></div>"
        for n in range(40)
    )
    return _page(
        _og("The Open Page", "https://openpage.example/tarn"),
        f'<nav>{_MENU}</nav><main><article class="story"><h1>{TITLE}</h1><div class="story-body">{_ps()}</div></article>'
        f'<section id="comments" class="comments"><h2>40 comments</h2>{talk}</section></main>',
    )


def _print_version() -> str:
    return f"<!-- saved from url=(0034)https://printed.example/a/tarn?p=1 -->\n<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{_ps()}</body></html>"


def _unclosed() -> str:
    """Paragraphs that are never closed, capitals, a frame around an advert, as in pages made by hand."""
    return (
        f"<HTML><HEAD><TITLE>{TITLE}</TITLE><META NAME=author CONTENT='{AUTHOR}'></HEAD><BODY><DIV ID=nav>{_MENU}</DIV>"
        f"<H1>{TITLE}</H1><P>{'<P>'.join(BODY)}<IFRAME SRC=ad.html>{ADVERT}</IFRAME><HR><DIV CLASS=footer>{RIGHTS}</DIV></BODY></HTML>"
    )


OUTLETS = {
    "broadcaster": _broadcaster(), "broadsheet": _broadsheet(), "wordpress": _wordpress(), "nineties": _nineties(),
    "amp": _amp(), "microdata": _microdata(), "ministry": _ministry(), "tabloid": _tabloid(), "letter": _letter(),
    "platform": _platform(), "live": _live(), "paper_of_record": _paper_of_record(), "blogger": _blogger(),
    "local_paper": _local_paper(), "wiki": _wiki(), "agency": _agency(), "application": _application(),
    "forum_under_it": _forum_under_it(), "print_version": _print_version(), "unclosed": _unclosed(),
}  # fmt: skip
ENCODINGS = {"agency": "windows-1251"}
SAID = {  # outlet, author, day and address as far as the page's metadata has them
    "broadcaster": ("Radio Korland", AUTHOR, DAY, "https://radiokorland.example/news/world-1"),
    "broadsheet": ("The Sund Guardian", AUTHOR, DAY, "https://sundguardian.example/world/2031/apr/02/tarn"),
    "wordpress": ("Velmar Notes", AUTHOR, DAY, "https://velmarnotes.example/2031/04/tarn/"),
    "amp": ("Metro Ledger", AUTHOR, DAY, "https://ledger.example/tarn"),
    "microdata": ("The Velmar Courier", AUTHOR, DAY, "https://courier.example/tarn"),
    "ministry": ("Ministry of Waters", None, DAY, "https://waters.example/press/12"),
    "tabloid": ("Daily Star of Vesk", AUTHOR, DAY, "https://star.example/news/article-1"),
    "letter": ("River Letter", AUTHOR, DAY, "https://riverletter.example/p/tarn"),
    "paper_of_record": ("The Tarsia Times", AUTHOR, DAY, "https://tarsiatimes.example/2031/04/02/world/tarn.html"),
    "agency": ("Korland Agency", AUTHOR, DAY, "https://korland.example/top/77"),
    "application": ("Metro Wire", AUTHOR, DAY, "https://metrowire.example/a/1"),
    "print_version": (None, None, None, "https://printed.example/a/tarn?p=1"),
}
