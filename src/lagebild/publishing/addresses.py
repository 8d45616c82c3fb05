"""Where the files of an issue lie: under the hash of their contents, below the address of the bundle."""

from __future__ import annotations

import re

from lagebild.model import Issue, IssueFile

#: Where the readable form is looked for first.
READABLE = ("html", "pdf", "md", "docx", "txt", "json")
MEDIA_TYPES = {
    "html": "text/html", "pdf": "application/pdf", "md": "text/markdown", "txt": "text/plain",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "png": "image/png",
    "svg": "image/svg+xml", "csv": "text/csv",
}  # fmt: skip
FORMAT = re.compile(r"[a-z0-9]{1,8}")


def media_type(form: str) -> str:
    """Media type of a format; bytes of any kind where it is unknown."""
    return MEDIA_TYPES.get(form, "application/octet-stream")


def file_path(file: IssueFile) -> str:
    """Path of a file within the bundle."""
    ending = f".{file.format}" if FORMAT.fullmatch(file.format) else ""
    return f"files/{file.sha256[:2]}/{file.sha256}{ending}"


def file_address(file: IssueFile, base: str) -> str:
    """Address of a file; without a base it is relative to the bundle."""
    return f"{base.rstrip('/')}/{file_path(file)}" if base else file_path(file)


def readable(issue: Issue) -> IssueFile | None:
    """The file that a person would open."""
    ranks = {form: rank for rank, form in enumerate(READABLE)}
    return min(issue.files, key=lambda file: ranks.get(file.format, len(ranks)), default=None)
