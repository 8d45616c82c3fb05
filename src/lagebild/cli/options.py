"""Arguments that several commands take alike."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from lagebild.engine import Failure
    from lagebild.errors import InputError
    from lagebild.model import Document, Language, NamedSituation
    from lagebild.pipeline import Coded
    from lagebild.reporting.formats import Format
    from lagebild.settings import Settings
    from lagebild.store import Store

INPUT_HELP = "A .txt, .html or .jsonl file, an http(s) address, or - for standard input."
Inputs: TypeAlias = Annotated[list[str], typer.Argument(metavar="INPUT...", help=INPUT_HELP)]
OptionalInputs: TypeAlias = Annotated[list[str] | None, typer.Argument(metavar="[INPUT]...", help=INPUT_HELP)]
#: Stands for the store of the settings.
DEFAULT_STORE = "default"
LanguageChoice: TypeAlias = Literal["auto", "de", "en", "ru"]
Lang: TypeAlias = Annotated[LanguageChoice, typer.Option(help="Language of the texts.")]
Published: TypeAlias = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="Day of publication of texts that do not tell it.")
]
Outlet: TypeAlias = Annotated[str | None, typer.Option(metavar="NAME", help="Publisher of texts that do not tell it.")]
Jobs: TypeAlias = Annotated[int | None, typer.Option(min=1, help="Processes that share the work.", show_default="1")]
STORE_HELP = "Database to keep results in: sqlite:///file, postgresql://…, or default for the one of the settings."
NAMED_HELP = "A situation kept by name (lagebild situations) in place of INPUT; --store is default then."
Named: TypeAlias = Annotated[str | None, typer.Option("--situation", metavar="NAME", help=NAMED_HELP)]
StoreUrl: TypeAlias = Annotated[str | None, typer.Option("--store", metavar="URL", help=STORE_HELP)]
ALL = "all"
LANG_CHOICES, FORMAT_CHOICES = ("de", "en", "ru", ALL), ("html", "pdf", "md", "json", "docx", ALL)


def _chosen(name: str, known: tuple[str, ...]) -> Callable[[list[str] | None], list[str] | None]:
    """A check that only known words are chosen; it raises BadParameter."""

    def check(chosen: list[str] | None) -> list[str] | None:
        wrong = next((word for word in chosen or () if word not in known), None)
        if wrong is not None:
            raise typer.BadParameter(f"{wrong!r} is not one of {', '.join(known)}", param_hint=name)
        return chosen

    return check


ReportLangs: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--lang", metavar="|".join(LANG_CHOICES), callback=_chosen("--lang", LANG_CHOICES),
        help="Language of the report; may be given several times.",
    ),
]  # fmt: skip
ReportFormats: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--format", metavar="|".join(FORMAT_CHOICES), callback=_chosen("--format", FORMAT_CHOICES),
        help="Format of the report; may be given several times.",
    ),
]  # fmt: skip


def languages(chosen: list[str] | None) -> tuple[Language, ...]:
    """The languages of ``--lang``, each once; none where none is named."""
    from lagebild.model import LANGUAGES

    return tuple(lang for lang in LANGUAGES if chosen and (lang in chosen or ALL in chosen))


def formats(chosen: list[str] | None) -> tuple[Format, ...]:
    """The formats of ``--format``, each once; none where none is named."""
    from lagebild.reporting.formats import FORMATS

    return tuple(form for form in FORMATS if chosen and (form in chosen or ALL in chosen))


def language(chosen: LanguageChoice) -> str | None:
    """The language set by hand, None where each text tells its own."""
    return None if chosen == "auto" else chosen


def opened(
    inputs: list[str], settings: Settings, published: str | None = None, outlet: str | None = None
) -> Iterator[Document | InputError]:
    """The documents behind the arguments."""
    from lagebild.pipeline import read_documents

    return read_documents(inputs, settings, published=published, outlet=outlet)


def kept_in(url: str | None, settings: Settings) -> AbstractContextManager[Store | None]:
    """The open store of a URL (or of the settings, for ``default``), or nothing; raises StoreError."""
    if url is None:
        return nullcontext()
    from lagebild.store import Store

    return Store.open(settings.store if url == DEFAULT_STORE else url)


StoreOption: TypeAlias = Annotated[
    str, typer.Option("--store", metavar="URL", help="The database: sqlite:///file, postgresql://…, or default.")
]


def opened_store(url: str) -> Store:
    """The open store of a URL, or of the settings for ``default``; raises StoreError."""
    from lagebild.settings import load_settings
    from lagebild.store import Store

    return Store.open(load_settings().store if url == DEFAULT_STORE else url)


def store_of(url: str | None, named: str | None) -> str | None:
    """The URL of the store, which is that of the settings where a situation is named and no store."""
    return DEFAULT_STORE if url is None and named is not None else url


def known_situation(kept: Store | None, named: str | None, inputs: list[str] | None = None) -> NamedSituation | None:
    """The situation of a name; raises UsageError for an unknown one, BadParameter where documents are given as well."""
    if kept is None or named is None:
        return None
    if inputs:
        raise typer.BadParameter("name a situation or files, not both", param_hint="--situation")
    from lagebild.kept_situations import find

    return find(kept, named)


def coded(
    inputs: list[str] | None, kept: Store | None, settings: Settings, published: str | None, outlet: str | None,
    jobs: int | None, lang: LanguageChoice = "auto", wanted: NamedSituation | None = None,
) -> Iterator[Coded | Failure]:  # fmt: skip
    """The coded documents behind the arguments, or those of the store, of one situation where it is wanted.

    Raises BadParameter where there is neither.
    """
    from lagebild.pipeline import code_documents, stored

    if inputs:
        documents = opened(inputs, settings, published, outlet)
        return code_documents(documents, lang=language(lang), jobs=jobs or settings.jobs, store=kept)
    if kept is None:
        raise typer.BadParameter("name files or addresses, or a --store that holds documents", param_hint="INPUT")
    return stored(kept, wanted)
