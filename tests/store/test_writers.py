"""Several processes that write to one store."""

import multiprocessing

from stored_samples import coded, document, mention

from lagebild.store import Store

WRITERS, DOCUMENTS = 3, 40


def write(url: str, writer: int) -> None:
    """Opens the store (all at once make its tables), adds own documents and changes one that all share."""
    with Store.open(url) as store:
        for number in range(DOCUMENTS):
            name = f"{writer}-{number}"
            store.add(document(name), coded(name))
            store.add(document("shared", text=f"Text {writer} {number}"), coded("shared", mention(killed=number)))


def test_three_writers_lose_nothing(url: str) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=write, args=(url, writer)) for writer in range(WRITERS)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0] * WRITERS
    with Store.open(url) as store:
        assert len(list(store.documents())) == WRITERS * DOCUMENTS + 1
        assert len(list(store.mentions())) == WRITERS * DOCUMENTS + 1
        assert len(store.revisions("shared")) == WRITERS * DOCUMENTS
