"""Truces in words: what is agreed, kept or broken is told with few nouns in each language."""

from __future__ import annotations

import re

from lagebild.model import Mention

TRUCE = re.compile(
    r"\b(?:cease-?fires?|truces?|armistice|"
    r"Waffenruhen?|Waffenstillstands?|Waffenstillstände|Feuerpausen?|Feuereinstellung|"
    r"перемири\w+|прекращени\w+ огня|прекратить огонь|огонь прекращ\w+|режим\w* тишины)\b",
    re.IGNORECASE,
)
BREACH = re.compile(
    r"\b(?:violat\w+|breach\w*|br[eo]ke\w*|breaking|fray\w*|collapse\w*|"
    r"verletz\w+|gebrochen|brachen?|Bruch|brüchig\w*|Verstoß\w*|Verstöße\w*|verstieß\w*|missacht\w+|"
    r"наруш\w+|сорва\w+|срыв\w*)",
    re.IGNORECASE,
)
KEEPING = re.compile(
    r"\b(?:hold(?:s|ing)?|held|observed|respected|intact|adher\w+|"
    r"hält|halte|halten|hielt|eingehalten|einhalten|befolgt|intakt|"
    r"соблюда\w+|держится|держалось|сохраняется|выполня\w+)\b",
    re.IGNORECASE,
)
#: Ends of the rules that code the breach of a truce, also one told of by a pronoun.
BREAKING = ("/break-ceasefire", "/violate-ceasefire")
#: Types by which the making of a truce is told.
MAKING = frozenset({"AGREE", "CONCEDE", "CONSULT", "RETREAT", "COOPERATE", "SUPPORT"})
#: Modes of consulting that are somebody else's work on an agreement.
MEDIATION = frozenset({"mediate", "third-party", "negotiate"})
#: Characters between a truce and the word of its breach.
REACH = 80


def makes_truce(mention: Mention) -> bool:
    """True for a truce made, brokered or kept."""
    if mention.type == "CONSULT" and mention.mode not in MEDIATION:
        return False
    named = mention.mode == "ceasefire" or TRUCE.search(mention.evidence.text) is not None
    return mention.type in MAKING and named


def keeps_truce(mention: Mention) -> bool:
    """True where a truce made before is said to hold."""
    return mention.type == "RETREAT" and makes_truce(mention) and KEEPING.search(mention.evidence.text) is not None


def breaks_truce(mention: Mention) -> bool:
    """True for force that is told as the breach of a truce."""
    if mention.type not in {"ASSAULT", "MOBILIZE", "COERCE"}:
        return False
    text = mention.evidence.text
    if mention.rule.endswith(BREAKING) and BREACH.search(text):
        return True
    marks = [m.span() for m in TRUCE.finditer(text)]
    return any(
        abs(start - b.start()) <= REACH or abs(end - b.end()) <= REACH
        for b in BREACH.finditer(text)
        for start, end in marks
    )


def mediators(mention: Mention) -> frozenset[str]:
    """Codes of those who only broker."""
    if mention.type == "CONSULT" and mention.mode in MEDIATION and mention.recipient:
        return frozenset(actor.code for actor in mention.actor)
    return frozenset()
