"""The kind of happening that a mention tells of: types that say the same in different words, truces, breaches of them."""

from __future__ import annotations

from lagebild.linking.truces import breaks_truce, makes_truce
from lagebild.model import Mention

#: Types that tell of one kind of happening in different words.
FAMILIES = {"AGREE": "agreement", "CONCEDE": "agreement", "COOPERATE": "help", "AID": "help"}
#: Kinds of which the direction says little: all take part.
MUTUAL = frozenset({"agreement", "CONSULT", "help", "truce", "breach"})
#: Kinds of force between parties.
FORCE = frozenset({"ASSAULT", "breach"})


def kind_of(mention: Mention) -> str:
    """``truce``, ``breach``, ``agreement``, ``help``, or the type itself."""
    if makes_truce(mention):
        return "truce"
    return "breach" if breaks_truce(mention) else FAMILIES.get(mention.type, mention.type)
