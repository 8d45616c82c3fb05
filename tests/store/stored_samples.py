"""A document, a mention and a coding to put into stores."""

from lagebild.model import Actor, Claim, CodedDocument, Document, Evidence, Mention, Span


def document(
    name: str = "a", text: str = "Баку обстрелял Горис – und „Eriwan“ schweigt. 😀", **fields: object
) -> Document:
    return Document.model_validate({"id": name, "text": text, "lang": "ru", "published": "2022-09-13"} | fields)


def mention(**fields: object) -> Mention:
    """A mention with a claimant and a date; ``fields`` replace its own."""
    trigger = Span(start=5, end=14, text="обстрелял")
    made = Mention(
        type="ASSAULT", mode="heavy-weapons", context=("military",), quad="material_conflict", goldstein=-9.0,
        cameo="194",
        actor=(Actor(code="AZE", sector="MIL", name="Azerbaijan", text="Баку"),), recipient=(Actor(code="ARM"),),
        claim=Claim(by=(Actor(code="ARM", sector="GOV"),), via=("TASS",)), killed=49, rule="ru/shell", confidence=0.83,
        evidence=Evidence(start=0, end=20, text="Баку обстрелял Горис", trigger=trigger), coder="lagebild 0.1.0",
        date={"start": "2022-09-13", "end": "2022-09-14", "precision": "day", "text": "13"},  # type: ignore[arg-type]
    )  # fmt: skip
    return Mention.model_validate(made.model_dump() | fields)


def coded(name: str = "a", *mentions: Mention, **fields: object) -> CodedDocument:
    return CodedDocument.model_validate(
        {"id": name, "lang": "ru", "published": "2022-09-13", "events": mentions or (mention(),)} | fields
    )
