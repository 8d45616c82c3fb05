"""The tree of errors. Each has a stable code, names the input and says what to do."""

from __future__ import annotations


class LagebildError(Exception):
    """Root of all errors a user may see; ``code`` stays the same between versions."""

    code = "L000"

    def __init__(self, what: str, *, source: str = "", advice: str = "") -> None:
        self.what, self.source, self.advice = what, source, advice
        super().__init__(self.describe())

    def describe(self) -> str:
        """One line: code, input, what was wrong, what to do."""
        where = f"{self.source}: " if self.source else ""
        advice = f" ({self.advice})" if self.advice else ""
        return f"[{self.code}] {where}{self.what}{advice}"


class InputError(LagebildError):
    """A document that cannot be read; the others are still coded."""

    code = "L100"


class EmptyDocument(InputError):
    """The document holds no text."""

    code = "L101"


class NotText(InputError):
    """The bytes are not text (binary file or broken encoding)."""

    code = "L102"


class BrokenRecord(InputError):
    """A line of a JSON Lines file is not a document."""

    code = "L103"


class TooLarge(InputError):
    """The document is larger than the limit."""

    code = "L104"


class UnknownLanguage(InputError):
    """The language is none of those that can be read."""

    code = "L105"


class MissingInput(InputError):
    """The file or address does not exist or cannot be fetched."""

    code = "L106"


class UsageError(LagebildError):
    """Arguments that cannot be used; exit code 2."""

    code = "L200"


class KnowledgeError(LagebildError):
    """A knowledge file does not follow its schema."""

    code = "L300"


class ModelMissing(LagebildError):
    """A language model that the installation should carry is not there."""

    code = "L301"


class StoreError(LagebildError):
    """The store cannot be opened or is of a newer version."""

    code = "L400"


class PublishingError(LagebildError):
    """What is to be published, or how, cannot be used."""

    code = "L500"


class SecretMissing(PublishingError):
    """A secret is not set, or its file can be read by others."""

    code = "L501"


class DeliveryRefused(PublishingError):
    """A server has not taken a message.

    ``permanent``: it never will; ``gone``: it will take none for this recipient; ``retry_after``: seconds in which it
    wants no other.
    """

    code = "L502"

    def __init__(
        self, what: str, *, permanent: bool = False, gone: bool = False, retry_after: float | None = None
    ) -> None:
        self.permanent, self.gone, self.retry_after = permanent or gone, gone, retry_after
        super().__init__(what)


class AnswerLost(PublishingError):
    """A message went out and the server's answer never came: it may have arrived, so it is not sent again."""

    code = "L503"


class BrokenBundle(PublishingError):
    """A bundle was changed, or is not the one that this store has signed."""

    code = "L504"


class BrokenReport(LagebildError):
    """A report holds a line that its data do not support."""

    code = "L510"
