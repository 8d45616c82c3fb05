"""Language to spaCy Docs with Universal Dependencies labels."""

from lagebild.text.language import detect_language
from lagebild.text.reader import Reading, Sentence, read, skim

__all__ = ["Reading", "Sentence", "detect_language", "read", "skim"]
