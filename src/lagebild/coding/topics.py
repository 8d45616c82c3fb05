"""Texts that use the words of war for something else: sport, weather, accidents, culture, business."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from lagebild.coding.tree import words_of
from lagebild.knowledge.reading import reading_words
from lagebild.text import Reading, Sentence

#: Sum of weights of different words of one topic per text of ordinary length from which it is taken for one of that topic.
ENOUGH = 3
#: Longer texts need more: one weight for so many sentences.
SENTENCES_PER_WEIGHT = 4
#: A text on a topic says so in its first sentences.
LEAD = 3


@cache
def _weights(lang: str) -> Mapping[str, Mapping[str, int]]:
    topics = reading_words(lang).topics
    return {topic: {word.lower().replace("ё", "е"): weight for word, weight in words.items()} for topic, words in topics.items()}


def other_topic(reading: Reading) -> str | None:
    """The topic whose words outweigh what a text of this length may hold by chance; None for news to be coded."""
    coded = [s for s in reading.sentences if s.coded]
    words, lead = _words(coded), _words(coded[:LEAD])
    enough = max(ENOUGH, len(coded) / SENTENCES_PER_WEIGHT)
    for topic, known in _weights(reading.lang).items():
        if not lead.isdisjoint(known) and sum(known[word] for word in known.keys() & words) >= enough:
            return topic
    return None


def _words(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Forms and base forms of the words of sentences."""
    return frozenset[str]().union(*(words_of(sentence.doc).all for sentence in sentences))
