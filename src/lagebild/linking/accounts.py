"""What each claimant says of an event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lagebild.linking.statements import Statement
from lagebild.model import Account, Status


def accounts(found: Sequence[Statement]) -> tuple[Account, ...]:
    """One account for each claimant and status, the outlets' own first; documents in canonical order."""
    documents: defaultdict[tuple[tuple[str, ...], Status], dict[str, None]] = defaultdict(dict)
    for statement in sorted(found, key=lambda s: s.key):
        key = (tuple(sorted(statement.claimants)), statement.mention.status)
        documents[key][statement.document.id] = None
    return tuple(
        Account(claimed_by=by, status=status, documents=tuple(ids)) for (by, status), ids in sorted(documents.items())
    )
