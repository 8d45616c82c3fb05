"""Texts that use the words of war for something else: sport, weather, accidents, culture, business."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lagebild.knowledge.reading import reading_words
from lagebild.text import Reading

#: Sum of weights of different words of one topic per text of ordinary length from which it is taken for one of that topic.
ENOUGH = 3
#: Longer texts need more: one weight for so many sentences.
SENTENCES_PER_WEIGHT = 4


@cache
def _weights(lang: str) -> Mapping[str, Mapping[str, int]]:
    topics = reading_words(lang).topics
    return {topic: {word.lower(): weight for word, weight in words.items()} for topic, words in topics.items()}


def other_topic(reading: Reading) -> str | None:
    """The topic whose words outweigh what a text of this length may hold by chance; None for news to be coded."""
    words: set[str] = set()
    coded = [s for s in reading.sentences if s.coded]
    for sentence in coded:
        for token in sentence.doc:
            words.add(token.lower_)
            words.add(token.lemma_.lower())
    enough = max(ENOUGH, len(coded) / SENTENCES_PER_WEIGHT)
    sums = {topic: sum(known[word] for word in known.keys() & words) for topic, known in _weights(reading.lang).items()}
    return next((topic for topic, weight in sums.items() if weight >= enough), None)
