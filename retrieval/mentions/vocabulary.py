"""The words that names and bodies are told by: what opens no name, and what a place, a thing or a body is called.

Kept apart from how names are found (`names`), for offices, organisations and coreference ask for them too.
"""

from __future__ import annotations

CALENDAR = frozenset("may august march april june july".split())  # months that are persons' names too, or verbs
# What a place ends or begins with; such a name is nobody who could speak.
PLACES = frozenset(
    """
    dam lake river port mount cape bay gulf sea island islands isles valley bridge canal airport street avenue
    road square park hill hills mountain mountains desert plateau coast peninsula strait straits basin delta
    north south east west upper lower upstream downstream region province county
    """.split()
)
# What a law, a paper or a plan is called by its last word; it is nobody either.
THINGS = frozenset("act bill law code amendment ordinance statute statement plan deal agreement accord accords".split())
PARTICLES = frozenset(
    "de da del della der den dem van von zu bin bint ibn al el la le du di dos das ter ten abu ben ó ní mac af".split()
)
# Words that a capital makes no name of: they open sentences, or are days, months and forms of address.
PLAIN = frozenset(
    """
    a an the this that these those there here he she it they we i you his her its their our my your who whom
    whose what which when where why how and but or nor so yet if in on at as for from by with after before while
    since until during under over although though despite because however meanwhile moreover also still then now
    later earlier last next no not some many most several both each every such other another once according
    asked speaking addressing responding citing referring following asking all any more much few one two three
    four five six seven eight nine ten about above across against ahead along amid among around beyond between
    behind below beside besides beneath down up off out into onto near inside outside past than through
    throughout toward towards upon via within without except instead indeed perhaps maybe yes only even just
    again further finally first second third recently today yesterday tomorrow asked speaking whether either
    neither nobody everybody everyone anyone somebody someone nothing something everything rather like unlike let do
    does did is are was were be been has have had will would can could may
    might shall should must to of same own very too ago always never ever soon then thus hence
    """.split()
)
# No part of a name wherever they stand.
NEVER = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july september
    october november december jan feb mar apr jun jul aug sept sep oct nov dec mr mrs ms mr. mrs. ms. dr. dr
    brig. gen. lt. col. sen. gov. rep. prof. sgt. maj. capt. adm. photo image mps meps
    """.split()
)
# Letters behind a person's name, and no part of it.
LETTERS = frozenset("qc kc mp mep msp obe cbe mbe phd".split())
ORGANISATION_WORDS = frozenset(
    """
    union organization organisation council ministry party commission bank court agency group front movement
    alliance league university institute company committee authority foundation association federation
    parliament assembly senate congress bureau office department service corps army forces navy guard police
    treaty pact bloc community confederation society network press news times post tribune herald courier
    caucus subcommittee
    observer bulletin gazette chronicle daily journal radio television agency media center centre fund coalition
    corporation board chamber directorate secretariat cooperative syndicate trust observatory guild society club
    """.split()
)
# What a company's name ends in, and what everybody leaves out: "Railco" of "Railco Holdings plc".
COMPANY_WORDS = frozenset(
    """
    inc inc. ltd ltd. plc corp corp. llc co. holdings systems technologies airlines airways motors industries partners
    laboratories labs studios foods brothers pharmaceuticals enterprises
    """.split()
)
BODY_WORDS = (
    ORGANISATION_WORDS
    | COMPANY_WORDS
    | frozenset("hospital hospitals college school academy museum tribunal rovers athletic wanderers fc afc".split())
)
# What a body is called that its name does not call so: "the campaign group Clean Shelf", "Lumen, a rival tech firm,".
KINDS = frozenset(
    """
    group charity company firm union body regulator bank carrier airline chipmaker carmaker automaker drugmaker maker
    retailer supermarket watchdog thinktank think-tank ngo nonprofit non-profit coalition alliance startup start-up
    operator club network broadcaster newspaper magazine website publisher agency association federation organisation
    organization party movement insurer lender brewer manufacturer supplier contractor consultancy brokerage utility
    conglomerate consortium militia cooperative shipbuilder planemaker steelmaker brewery hospital developer
    """.split()
)
