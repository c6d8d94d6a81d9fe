"""Boilerplate: the lines of a saved web page that are not the article ("Skip to main content", "close", "·2 mins").

Found by general rules on short lines only, never by an outlet's name. It stays in `Article.text`; it is skipped
by span. Concession: a headline in the site's own words ("Support our journalism today") is kept when no rule fits.
"""

from __future__ import annotations

import re

from retrieval.types import Span

# A line counts as made of page controls when every word is one of these and one of them is no plain filler.
_CONTROLS = frozenset(
    """
    ad ads advert advertisement advertising sponsored promoted promotion
    image images photo photos video videos gallery caption audio podcast thumbnail placeholder
    close open menu search home back next previous prev skip navigation toggle expand collapse loading scroll
    share shares tweet retweet print email e-mail mail copy copied link permalink embed save bookmark bookmarks
    comment comments reply replies like likes view views follow subscribe unsubscribe login signin signup register
    facebook twitter x linkedin whatsapp telegram reddit pinterest instagram youtube tiktok threads bluesky mastodon
    messenger flipboard pocket rss newsletter newsletters
    """.split()
)
_FILLERS = frozenset(
    "a all and article by for from here in main now of on or our page post story content site the this to top us via "
    "view your with up more less show hide log sign in out".split()
)

_LABELS = re.compile(
    r"""(?ix)
    (?: (?:learn|read|see|show|view|load|find\ out|discover)\ (?:more|all|less)
      | (?:back|return|jump|skip|go)\ to\ (?:the\ )?(?:top|home\w*|(?:main\ )?(?:content|navigation|menu))
      | (?:most|more)\ (?:read|viewed|popular|shared|stories|news|articles|coverage|on\ this(?:\ story)?)
      | (?:related|recommended|trending|popular|suggested|similar)
          (?:\ (?:now|articles?|stories|story|topics?|content|coverage|posts?|news|links|reading|videos?|for\ you))?
      | you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested\ in) | (?:up|read|watch)\ next | just\ in | topics | tags
      | (?:article|story)\ continues\ (?:below|after)(?:\ (?:this\ |the\ )?(?:ad\w*|video|promo\w*))?
      | (?:advertisement\W+)?(?:story|article|scroll|continue|continues)\W.{0,20}\badvert\w*
      | continue\ (?:reading|without\ \w+) | keep\ reading
      | read\ (?:the\ )?(?:full|original)\ (?:story|article)(?:\ here)?
      | (?:accept|reject|manage|allow)(?:\ all)?(?:\ (?:cookies|preferences|choices))? | cookie\ (?:settings|policy)
      | privacy\ (?:policy|notice) | terms\ (?:of|and)\ (?:use|service|conditions) | contact\ us | about\ us
      | all\ rights\ reserved | skip\ (?:ad|advertisement) | (?:copy|get)\ (?:the\ )?link | link\ copied
      | log\ ?in | sign\ ?(?:in|up)(?:\ (?:here|now|today))? | (?:un)?mute | play(?:\ video)? | pause | full\ ?screen
      | \d+\ (?:comments?|shares?|views?|likes?) | add\ (?:a\ )?comments? | leave\ a\ (?:comment|reply)
      | (?:getty|shutterstock|istock|reuters|ap|afp|epa)\ ?(?:images?|photos?)
      | (?:image|photo|picture)\ (?:source|credit)s?
      | for\ immediate\ (?:release|use|publication) | (?:press|media|news)\ (?:release|statement|notice|advisory)
      | ends(?:\ here)? | end\ of\ (?:release|statement|text|message) | more\ to\ (?:come|follow)
      | notes?\ (?:to|for)\ (?:the\ )?editors? | editor['’]?s?['’]?\ notes? | forward-looking\ statements?
      | (?:(?:press|media|investor|public)\ )?(?:contacts?|enquiries|inquiries|relations)(?:\ (?:information|details))?
    )"""
)
# Where a press release ends ("-30-", "– more –"), and what it calls the paragraph about its issuer.
_END = re.compile(r"(?i)[-–—#(\[ ]+(?:30|more|ends?|mf)[-–—#)\] ]+")
ABOUT = re.compile(
    r"(?:\*\*|#+ )?About (?:the )?"
    r"(?P<who>[A-Z][\w&’'.,()-]*(?: (?:[A-Z][\w&’'.,()-]*|of|and|for|the|&|in))*?):?(?:\*\*)?"
)
# What wires and desks put before a headline or a lead: "UPDATE 2-Tarn offers …", "EXCLUSIVE: …".
_KICKERS = (
    "UPDATE|WRAPUP|RPT|REPEAT|REFILE|CORRECTED|CORRECTION|EXCLUSIVE|INTERVIEW|ANALYSIS|FACTBOX|TIMELINE|EXPLAINER|INSIGHT"
    "|FEATURE|FOCUS|BREAKING|DEVELOPING|URGENT|ALERT|LIVE|WATCH|OPINION|COMMENT|SPECIAL REPORT"
)
_TAG = re.compile(
    rf"(?:(?:\d-)?(?:{_KICKERS})(?: (?:NEWS|\d{{1,2}}))?\s*[-–—:|]\s*(?=\S))+"
    rf"|(?i:(?:{_KICKERS})(?: news)?\s*[:|]\s+(?=\S))"
    r"|(?i:notes? (?:to|for) (?:the )?editors?: )(?=\S)"
)

_READING_TIME = re.compile(
    r"(?i)(?:(?:estimated )?(?:reading|read) time)?\W*(?:less than )?\d{1,3}\s*-?\s*(?:m|mins?|minutes?)\b\.?"
    r"(?:\s*(?:to )?(?:read|listen|watch|reading time))?\W*"
)

# Lines that call upon the reader, whatever follows.
_CALLS = re.compile(
    r"""(?ix)
    (?: (?:sign\ up|subscribe|register|signup)\b
          .{0,80}\b(?:newsletters?|briefings?|updates|inbox|alerts|today|now|here|e-?mails?)\b
      | .{0,60}\b(?:sign\ up|subscribe|signup)\b.{0,20}\b(?:newsletter|inbox|briefing)s?\b
      | (?:get|receive|want)\b.{0,60}\b(?:newsletters?|(?:in|to)\ your\ inbox|breaking\ news\ alerts)\b
      | would\ you\ like\ to\ receive\b | .{0,60}\b(?:delivered|straight)\ to\ your\ inbox\b
      | follow\ .{0,60}(?:\bon\ (?:twitter|facebook|instagram|x|threads|bluesky|telegram|linkedin|youtube)\b|@\w+)
      | (?:like|join|find)\ us\ on\b | (?:click|tap)\ here\b | download\ (?:our|the)\b.{0,40}\bapp\b
      | support\ (?:our|local|independent|quality)\ .{0,30}\b(?:journalism|reporting|news)\b
      | (?:please\ )?enable\ (?:javascript|cookies)\b | (?:this\ (?:site|website)|we)\ uses?\ cookies\b
      | (?:your\ browser|javascript)\b.{0,40}\b(?:not\ support|disabled)
      | (?:(?:press|media|investor)\ )?(?:contacts?|enquiries|inquiries)\ ?:.{0,80}(?:@|\d{3}|\bwww\.)
      | for\ (?:all\ |any\ )?(?:press|media|more|further|additional)\ (?:information|details|enquiries|inquiries)\b
          .{0,60}\b(?:contact|call|ring|telephone|phone|e-?mail|visit|see|go\ to)\b
      | .{0,90}\be-?mail\ us\b
      | how\ relevant\ is\ this\ ad | share\ (?:this|on|via|with|your)\b.{0,40}
      | (?:copyright|\(c\)|©)\W.{0,70} | (?:this\ )?(?:material|content)\ may\ not\ be\ (?:published|reproduced)\b
    )"""
)

# "Read more: headline of another page"; a colon or a bar after the label.
_POINTERS = re.compile(
    r"(?i)(?:learn more|read more|read also|also read|see also|see more|more (?:on this|from [^:|]{1,30})|related"
    r"(?: (?:article|stor(?:y|ies)|coverage|content|news))?|recommended|don[’']t miss|watch|listen|photos|gallery|"
    r"must read|trending|up next|listen to more|check (?:it )?out)\s*[:|»>].*"
)

_HEADING = 60
_SHORT = 120  # code points; longer lines are prose


def furniture(text: str) -> tuple[Span, ...]:
    """Spans of the lines of `text` that are boilerplate, in order, each without outer white space.

    Of a line with a wire's tag only the tag: "UPDATE 2-".
    """
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\s\ufeff](?:[^\r\n\u2028\u2029]*[^\s\ufeff])?", text)]
    found: list[Span] = []
    seen = ""
    for line in lines:
        words = line.of(text)
        if len(words) <= _SHORT and (
            is_furniture(words) or words == seen  # a headline that stands twice
        ):
            found.append(line)
        elif (start := untagged(words)) > 0:
            found.append(Span(line.start, line.start + len(words[:start].rstrip())))
        seen = words
    return tuple(found)


def untagged(line: str) -> int:
    """Where a line's own words begin: behind "EXCLUSIVE: "."""
    marks = len(line) - len(line.lstrip("#* "))
    tag = _TAG.match(line, marks)
    return tag.end() if tag else 0


def is_furniture(line: str) -> bool:
    """Whether one line, seen alone and without outer white space, is boilerplate."""
    bare = line.strip(" \t\u00a0·•|>»«<-–—*#:.…!?▶►→+[]()_=~").lower()
    if not any(character.isalnum() for character in bare):
        return True
    if _END.fullmatch(line) or (len(line) <= _HEADING and ABOUT.fullmatch(line)):
        return True
    if (
        _LABELS.fullmatch(bare)
        or _READING_TIME.fullmatch(line)
        or _POINTERS.fullmatch(line)
        or _CALLS.match(line.lstrip("*_#> "))
    ):
        return True
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)?", bare)
    return (
        0 < len(words) <= 12 and all(w in _CONTROLS or w in _FILLERS for w in words) and not _FILLERS.issuperset(words)
    )
