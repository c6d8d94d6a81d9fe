"""Contents and cues that tell a reader nothing: "demanded exactly that", "asked whether …", a motion's verb."""

from __future__ import annotations

import re

from retrieval.attribution.judging import Judged
from retrieval.grammar.scene import Scene
from retrieval.stance.acts import meaning
from retrieval.types import Act

_POINTING = re.compile(
    r"(?:(?:exactly|just|precisely|only|all|much|quite|not|of) )*(?:this|that|it|so|the same|as much|these|those)",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(
    r"(?:i|we|he|she|it|they|there) (?:will|would|shall|should|can|could|may|might|must|do|does|did|have|has|had|am|is"
    r"|are|was|were)(?: not|n['’]t|not)?(?: do| be)?(?: so)?",
    re.IGNORECASE,
)
_ASKED = frozenset(("ask", "press", "question", "quiz"))
# Who does so with a motion has not written it: "will debate a motion opposing the merger".
_DEALING = frozenset(
    """debate discuss consider review study examine receive face reject oppose defeat hear read await ignore vote weigh
    block delay dismiss withdraw""".split()
)


def is_elliptic(content: str) -> bool:
    """ "it would not", "she did": a clause without its verb."""
    return bool(_ELLIPTIC.fullmatch(content))


def tells_something(scene: Scene, row: Judged) -> bool:
    """Whether a row is worth keeping: it has a content of its own, and its holder may have said it."""
    content = row.candidate.content.of(scene.text)
    if not row.candidate.parts and (_POINTING.fullmatch(content) or is_elliptic(content)):
        return False
    return not (_is_asked(scene, row) or _is_dealt_with(scene, row) or _only_names(scene, row))


def _only_names(scene: Scene, row: Judged) -> bool:
    """ "citing the Velmar Post", "told Reuters": the content is a name, and no stand is taken on it."""
    parse, content = scene.parses[row.candidate.sentence], row.candidate.content
    inside = [t for t in range(len(parse)) if content.start <= parse.starts[t] < content.end]
    names = bool(inside) and all(parse.tags[t] in ("NNP", "NNPS", "DT", "POS", "PRP$") for t in inside)
    return names and row.candidate.family == "np" and meaning(scene, row.candidate).act is Act.STATE


def _is_asked(scene: Scene, row: Judged) -> bool:
    """ "Asked about the threat, …", "when pressed on …": who speaks there was asked; only "asked by X whether" asks."""
    parse, cue = scene.parses[row.candidate.sentence], row.candidate.token
    return (
        parse.lemmas[cue] in _ASKED
        and parse.tags[cue] in ("VBN", "VBD")
        and parse.deps[cue] == "advcl"
        and not (row.holder.path == "/agent/pobj" and row.candidate.plain in ("wh", "prep:about", "prep:on"))
        and parse.child(cue, "nsubj") is None
    )


def _is_dealt_with(scene: Scene, row: Judged) -> bool:
    """Whether the cue is a participle of a motion, a bill or an offer that the holder only debates or votes on."""
    parse, cue = scene.parses[row.candidate.sentence], row.candidate.token
    thing = parse.heads[cue]
    if parse.deps[cue] != "acl" or parse.tags[cue] != "VBG" or row.holder.token == thing:
        return False
    verb = parse.heads[thing]
    verb = parse.heads[verb] if parse.deps[verb] == "prep" else verb
    return parse.lemmas[verb] in _DEALING
