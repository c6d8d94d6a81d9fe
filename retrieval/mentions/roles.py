"""The words of office: who speaks for a state or an organisation, and which words take that away.

Closed lists of English; everything that is a name comes from the articles or the lexicon.
"""

from __future__ import annotations

from functools import lru_cache

SPEAKING = frozenset(
    """
    gen. president premier chancellor minister secretary king queen emir sultan prince pope spokesman spokeswoman
    spokesperson ambassador envoy negotiator representative adviser advisor aide diplomat official delegate
    commander general admiral colonel undersecretary attache counterpart chief head leader commissioner
    taoiseach archduke duke duchess regent doge consul chargé plenipotentiary mediator coordinator co-ordinator
    emissary
    """.split()
)
# Offices that speak for an organisation, never for a whole state.
OF_ORGANISATIONS = frozenset(
    "chairman chairwoman chair chairperson director governor gov. founder boss manager organiser organizer executive "
    "ceo treasurer coach captain rector dean counsel cfo coo cto officer convener convenor headteacher headmaster "
    "owner proprietor speaker whip counselor counsellor".split()
)
# These need no "of": an article about a company has one chief executive.
CORPORATE = frozenset(
    "executive ceo cfo coo cto officer chairman chairwoman chair counsel founder co-founder owner "
    "director spokesman spokeswoman spokesperson".split()
)
# Callings that news is about, too: "nurses" may be what is at issue.
CALLINGS = frozenset(
    """
    shopkeeper nurse teacher driver banker student pensioner campaigner psychologist physicist biologist geologist
    sociologist ecologist strategist pollster investor landlord restaurateur rancher skipper barrister solicitor
    prosecutor magistrate detective inspector superintendent paramedic surgeon midwife physician pharmacist accountant
    attorney novelist playwright filmmaker photographer entrepreneur trustee
    """.split()
)
# Callings: said before a name, and speaking for nobody but oneself.
PRIVATE = CALLINGS | frozenset(
    """
    sen. rep. lawmaker senator analyst professor expert economist activist journalist reporter candidate mayor
    judge lawyer farmer businessman businesswoman historian correspondent author politician critic congressman
    congresswoman resident fisherman fisherwoman dissident scholar researcher scientist commentator columnist
    blogger councilman councilwoman councillor councilor alderman sheriff reverend archbishop bishop
    actor actress cardinal imam rabbi doctor engineer sergeant lieutenant
    """.split()
)
# Below those who speak for an organisation: experts of it, and who began it.
BELOW = frozenset("manager founder co-founder trustee".split())
RANKS = frozenset("senior associate assistant regional local".split())
# Who speaks in a name of one's own whatever the rank: "chief political correspondent".
OF_THEIR_OWN = frozenset(
    "journalist reporter correspondent columnist commentator critic analyst blogger author".split()
)
LAWYERS = frozenset(("lawyer", "barrister", "solicitor", "attorney"))
HEADS = SPEAKING | OF_ORGANISATIONS | PRIVATE
# Words inside a role. What is not here ends the role, or makes it somebody else's ("rebel leader").
MODIFIERS = frozenset(
    """
    majority minority
    prime supreme foreign deputy vice provincial
    defence defense interior home finance economy economic trade commerce energy
    environment agriculture agricultural fisheries fishing fishery water waters maritime marine justice health
    education transport transportation infrastructure labour labor culture information communications
    development security national federal state first second acting interim caretaker chief senior top lead
    leading special general permanent high presidential prime-ministerial government governmental ministry
    ministerial foreign-policy policy military army navy naval air force armed border customs cabinet embassy
    mission delegation treaty negotiating press official main outgoing newly-elected longtime long-serving
    veteran deputy-prime central bank union alliance bloc river resources affairs new current hardline
    newly-appointed affair relations cooperation co-operation integration external internal public works and
    diplomatic office palace intelligence royal crown attorney solicitor treasury technical joint resident
    nuclear climate regional local area branch managing founding honorary assistant associate corporate commercial
    financial strategic political parliamentary regulatory legal clinical medical nursing operating operations campaigns
    staff research sports sport tourism housing project programme program sales product design engineering production
    """.split()
)
# Words that take the office away.
WITHOUT = frozenset(
    """
    former ex late opposition rebel exiled shadow retired dissident separatist would-be self-proclaimed
    self-styled ousted deposed then candidate incoming elect designate protest union party community business
    religious tribal militant guerrilla militia student church faction ex-president onetime one-time erstwhile
    disgraced jailed
    """.split()
)
FORMER = frozenset("former ex late then onetime one-time erstwhile".split())  # of these, the ones of time
# Said before a name, and no part of it; "Sir" and "Dame" stand before first names too.
HONORIFICS = frozenset("sir dame lord lady baroness baron viscount viscountess cllr cllr. justice reverend".split())
KNIGHTLY = frozenset(("sir", "dame"))
_BEFORE_HYPHEN = frozenset("vice deputy co ex under sub then major attorney surgeon solicitor auditor".split())
ADMINISTRATION = "administration"  # of a head of state: "the Hale administration"
TOLD = ""  # in place of an office: a second reader says for whom somebody speaks
DELEGATE = "negotiator"  # the role of whoever is sent to speak for somebody
LEADERS = frozenset("leader speaker whip".split())  # of a chamber, and so of their party in it
REGNAL = frozenset("pope king queen emir sultan".split())  # titles of those who go by a first name
ACADEMIC = frozenset("university college school institute polytechnic".split())
# Who speaks for such a house; everybody else there is an expert.
OF_ACADEMICS = frozenset(
    """
    spokesman spokeswoman spokesperson president chancellor vice-chancellor provost dean rector headteacher
    """.split()
)
GOVERNING = frozenset("minister governor gov. premier".split())  # whoever has one governs a land
# With "National" or "Federal" before it.
NATIONAL_BODIES = frozenset("agency authority commission bureau service board archives council".split())
PRESIDING = "speaker"  # of a chamber, and first of those who voted for it
PARTIES = {"R": "Republicans", "D": "Democrats"}  # behind a lawmaker's name: "R-La."
SPOKESPERSONS = frozenset(("spokesman", "spokeswoman", "spokesperson"))
# Bodies that speak for the state they belong to.
BODIES = frozenset(
    """
    government officials official ministry ministries authorities cabinet administration delegation delegations
    negotiators negotiator diplomats diplomat embassy presidency leadership side leaders military army forces
    troops navy team mission representatives officers ministers envoys spokesman spokeswoman spokesperson
    spokespeople navy coastguard
    """.split()
)


# What says something only for whoever wrote it, and what tells the words of others.
DOCUMENTS = frozenset("statement letter post tweet release readout report communique communiqué memo".split())
MEDIA = frozenset("news press times post tribune herald courier gazette journal radio television media".split())
LEGISLATORS = frozenset("lawmakers legislators senators congressmen congresswomen mps".split())
# What only a state has, by the last word of its name.
STATE_BODIES = frozenset(
    """
    ministry ministries department forces army navy military troops guard coastguard embassy cabinet administration
    command presidency treasury mission delegation authorities police staff
    """.split()
)


# Nouns that end as those of deeds and states do, and mean people all the same.
_COLLECTIVE = frozenset(
    """
    opposition population generation institution corporation constitution resolution declaration petition announcement
    station nation section congregation television majority minority community city university charity faculty
    municipality entity personality celebrity security authority leadership membership management establishment
    electorate parliament regiment audience conference intelligence resistance alliance witness eyewitness business
    enforcement
    """.split()
)
_OF_DEEDS = ("tion", "sion", "ment", "ness", "ism", "ity", "ance", "ence", "ship")


def is_deed(word: str) -> bool:
    """Whether a noun means a deed or a state of things, which says nothing: "legislation", "inflation"."""
    low = word.lower()
    people = _COLLECTIVE | BODIES | STATE_BODIES | DOCUMENTS
    return low.endswith(_OF_DEEDS) and low not in people and not is_head(low)


@lru_cache(maxsize=16_384)  # asked several times of each word
def is_head(word: str) -> bool:
    """Whether a word names an office or a calling: "minister", "Ministers", "spokeswoman", "analyst"."""
    low = word.lower()
    low = low.removesuffix("-elect")
    if low in HEADS or (low.endswith("s") and low[:-1] in HEADS):
        return True
    first, hyphen, last = low.partition("-")
    return bool(hyphen) and ((first in _BEFORE_HYPHEN and last in HEADS) or (first in HEADS and last == "general"))


def is_members(word: str) -> bool:
    """Whether a capital makes many of a calling part of a name: "Scientists" of the "Union of Concerned Scientists"."""
    return word[0].isupper() and word.endswith("s") and word.lower()[:-1] in PRIVATE


def head_of(role: str | None) -> str:
    """The last word of a role in lower case, "" where there is none: `minister` of "Deputy Prime Minister"."""
    words = (role or "").split(" of ")[0].lower().replace("-", " ").split()
    return words[-1] if words else ""
