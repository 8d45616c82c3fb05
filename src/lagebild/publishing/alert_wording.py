"""Sentences of alerts in the languages of readers."""

from __future__ import annotations

from collections.abc import Mapping

from lagebild.model import Language

ALERT_WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "phase": "Phase changed: {old} → {new}",
        "phase_text": "Since {day} the phase is: {new}. Before: {old}.",
        "alarm": "Alarm: more {quad} than was usual",
        "alarm_text": "{day}: {observed} events in {period} day(s); usual were {baseline} (method: {method}).",
        "dispute": "Disputed ({what}): {event}",
        "treaty": "Treaty invoked: {treaty}",
        "treaty_text": "Called upon by: {by} ({day}). Asked: {asked}.",
        "responsibility": "who did it", "occurrence": "did it happen", "casualties": "how many",
        "outlets": "outlets in their own words",
        "actual": "It happened, according to: {who}", "negated": "Denied by: {who}",
        "historical": "Told as earlier by: {who}", "future": "Announced by: {who}",
        "hypothetical": "Called possible by: {who}",
        "verbal_cooperation": "words of cooperation", "material_cooperation": "acts of cooperation",
        "verbal_conflict": "words of conflict", "material_conflict": "acts of conflict",
    },
    "de": {
        "phase": "Neue Phase: {old} → {new}",
        "phase_text": "Seit {day} gilt die Phase: {new}. Davor: {old}.",
        "alarm": "Alarm: mehr {quad} als üblich",
        "alarm_text": "{day}: {observed} Ereignisse in {period} Tag(en); üblich waren {baseline} (Methode: {method}).",
        "dispute": "Strittig ({what}): {event}",
        "treaty": "Vertrag angerufen: {treaty}",
        "treaty_text": "Angerufen von: {by} ({day}). Ersucht: {asked}.",
        "responsibility": "wer es war", "occurrence": "ob es geschah", "casualties": "wie viele",
        "outlets": "Medien in eigenen Worten",
        "actual": "Geschehen nach Angaben von: {who}", "negated": "Bestritten von: {who}",
        "historical": "Als früher geschehen berichtet von: {who}", "future": "Angekündigt von: {who}",
        "hypothetical": "Für möglich erklärt von: {who}",
        "verbal_cooperation": "Worte der Zusammenarbeit", "material_cooperation": "Taten der Zusammenarbeit",
        "verbal_conflict": "Worte des Streits", "material_conflict": "Taten des Streits",
    },
    "ru": {
        "phase": "Смена фазы: {old} → {new}",
        "phase_text": "С {day} фаза: {new}. До этого: {old}.",
        "alarm": "Тревога, больше обычного: {quad}",
        "alarm_text": "{day}: событий за период (дней: {period}) — {observed}; обычно {baseline} (метод: {method}).",
        "dispute": "Спорно ({what}): {event}",
        "treaty": "Обращение к договору: {treaty}",
        "treaty_text": "Обратились: {by} ({day}). К кому: {asked}.",
        "responsibility": "кто это сделал", "occurrence": "было ли это", "casualties": "сколько",
        "outlets": "СМИ от себя",
        "actual": "Было, утверждают: {who}", "negated": "Отрицают: {who}",
        "historical": "Как о прошлом сообщают: {who}", "future": "Объявили: {who}",
        "hypothetical": "Считают возможным: {who}",
        "verbal_cooperation": "слова сотрудничества", "material_cooperation": "дела сотрудничества",
        "verbal_conflict": "слова противостояния", "material_conflict": "дела противостояния",
    },
}  # fmt: skip
