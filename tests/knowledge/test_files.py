"""The knowledge files: each fits its schema, refers only to what exists, and knows enough."""

from collections import defaultdict
from importlib.resources import files

import pytest

from lagebild.coding.dates.grammar import grammar
from lagebild.knowledge.actors import FILES, _read, persons, register
from lagebild.knowledge.frames import frames
from lagebild.knowledge.gazetteer import divisions, extra_places, named_places, place_words
from lagebild.knowledge.loading import raw
from lagebild.knowledge.ontology import contexts, event_types
from lagebild.knowledge.outlets import outlets
from lagebild.knowledge.precedents import precedent_files, precedents_of, vocabulary
from lagebild.knowledge.reading import reading_words
from lagebild.knowledge.revisions import revision_words
from lagebild.knowledge.roles import roles
from lagebild.knowledge.treaty_register import treaties_of, treaty_files
from lagebild.knowledge.wording_files import commitment_words, name_forms, option_words, publishing_words, report_words

LANGUAGES = ("de", "en", "ru")
PER_LANGUAGE = {"frames": frames, "reading": reading_words, "roles": roles, "time": grammar}
WHOLE = {
    **{f"actors/{name}": (lambda name=name: _read(name)) for name in FILES},
    "actors/leaders": persons,
    "outlets/outlets": outlets,
    "outlets/revisions": revision_words,
    "places/divisions": divisions,
    "places/places": extra_places,
    "places/words": place_words,
    "wording/commitments": commitment_words,
    "wording/names": name_forms,
    "wording/options": option_words,
    "wording/publishing": publishing_words,
    "wording/report": report_words,
    "ontology": lambda: (event_types(), contexts()),
    "precedents/vocabulary": vocabulary,
    **{
        f"precedents/{name.removesuffix('.yaml')}": (lambda name=name: precedents_of(name))
        for name in precedent_files()
    },
    **{f"treaties/{name.removesuffix('.yaml')}": (lambda name=name: treaties_of(name)) for name in treaty_files()},
}


def patterns(lang: str):
    return [pattern for found in frames(lang).values() for pattern in found]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PER_LANGUAGE)
def test_file_of_a_language_fits_its_schema(name: str, lang: str) -> None:
    assert PER_LANGUAGE[name](lang)


@pytest.mark.parametrize("name", WHOLE)
def test_file_fits_its_schema(name: str) -> None:
    assert WHOLE[name]()


def test_no_file_is_left_out() -> None:
    folder = files("lagebild.knowledge")
    found = {f"{sub.name}/{item.name}" for sub in folder.iterdir() if sub.is_dir() for item in sub.iterdir()}
    known = {f"{name}/{lang}" for name in PER_LANGUAGE for lang in LANGUAGES} | set(WHOLE)
    data = {name.rpartition(".")[0] for name in found if name.endswith((".yaml", ".csv"))}
    assert data <= known


def test_the_ontology_has_plovers_types() -> None:
    assert len(event_types()) == 16
    assert all(-10 <= kind.goldstein <= 10 for kind in event_types().values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_frames_name_types_modes_and_contexts_of_the_ontology(lang: str) -> None:
    known = {context.id for context in contexts()}
    for pattern in patterns(lang):
        assert pattern.type in event_types(), pattern.rule
        assert set(pattern.context) <= known, pattern.rule


@pytest.mark.parametrize("lang", LANGUAGES)
def test_modes_of_frames_are_in_the_ontology(lang: str) -> None:
    """A pattern may turn its frame's type into another, which need not have the frame's mode."""
    for frame in raw(f"frames/{lang}.yaml"):
        own = [frame, *(item for kind in ("verbs", "nouns", "adjectives") for item in frame.get(kind, ()))]
        for item in (item for item in own if isinstance(item, dict) and item.get("mode")):
            assert event_types()[item.get("type", frame["type"])].mode(item["mode"]), (frame["id"], item["mode"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_type_has_frames(lang: str) -> None:
    assert {pattern.type for pattern in patterns(lang)} == set(event_types())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_are_enough_patterns(lang: str) -> None:
    assert len(patterns(lang)) >= 250


@pytest.mark.parametrize(("name", "number"), [("states", 193), ("organisations", 60), ("groups", 150)])
def test_there_are_enough_actors(name: str, number: int) -> None:
    assert len({record.code for record in _read(name)}) >= number


def test_there_are_enough_outlets() -> None:
    assert len(outlets()) >= 60


def test_leaders_of_enough_states_are_known() -> None:
    assert len({person.code for person in persons() if len(person.code) == 3}) >= 60


def test_leaders_lead_known_actors() -> None:
    assert {person.code for person in persons()} <= set(register().actors)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_states_share_a_name(lang: str) -> None:
    bearers = defaultdict(set)
    for state in _read("states"):
        for name in state.names_in(lang).names:
            bearers[name].add(state.code)
    assert not {name: codes for name, codes in bearers.items() if len(codes) > 1}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_state_has_a_name(lang: str) -> None:
    assert not [state.code for state in _read("states") if not state.names_in(lang).names]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_places_have_names(lang: str) -> None:
    assert named_places(lang)
