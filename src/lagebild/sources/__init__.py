"""Files, addresses and standard input to Documents."""

from lagebild.sources.identity import Identities
from lagebild.sources.inputs import documents
from lagebild.sources.reading import ReadingOptions

__all__ = ["Identities", "ReadingOptions", "documents"]
