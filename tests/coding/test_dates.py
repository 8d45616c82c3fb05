"""Expressions of time are found with their exact span, resolved against publication, and tell since from at."""

from datetime import date
from itertools import pairwise

import pytest

from lagebild.coding.dates import TimeExpression, time_expressions

THURSDAY = date(2022, 9, 15)

# text, expression, TIMEX3 value, first day (ISO; None where open), role
GERMAN = [
    ("Der Beschuss begann am 13. September 2022.", "13. September 2022", "2022-09-13", "2022-09-13", "at"),
    ("Am 13.09.2022 fielen Schüsse.", "13.09.2022", "2022-09-13", "2022-09-13", "at"),
    ("Am 13.9. fielen Schüsse.", "13.9.", "2022-09-13", "2022-09-13", "at"),
    ("Die Rakete schlug am 10. Juni ein.", "10. Juni", "2022-06-10", "2022-06-10", "at"),
    ("Am 24. Dezember wurde er verhaftet.", "24. Dezember", "2021-12-24", "2021-12-24", "at"),
    ("Das Gericht will am 24. Dezember entscheiden.", "24. Dezember", "2022-12-24", "2022-12-24", "at"),
    ("Am Dienstag starben drei Soldaten.", "Dienstag", "2022-09-13", "2022-09-13", "at"),
    ("Am Donnerstag traf er Putin.", "Donnerstag", "2022-09-15", "2022-09-15", "at"),
    ("Am Montagabend rückten Panzer vor.", "Montagabend", "2022-09-12TEV", "2022-09-12", "at"),
    ("Am frühen Dienstagmorgen rückten Panzer vor.", "Dienstagmorgen", "2022-09-13TMO", "2022-09-13", "at"),
    ("In der Nacht zum Dienstag wurde geschossen.", "Nacht zum Dienstag", "2022-09-13TNI", "2022-09-13", "at"),
    ("In der Nacht auf Mittwoch wurde geschossen.", "Nacht auf Mittwoch", "2022-09-14TNI", "2022-09-14", "at"),
    ("Der Rat wird am Montag beraten.", "Montag", "2022-09-19", "2022-09-19", "at"),
    ("Am kommenden Dienstag reist er ab.", "kommenden Dienstag", "2022-09-20", "2022-09-20", "at"),
    ("Am vergangenen Samstag reiste er ab.", "vergangenen Samstag", "2022-09-10", "2022-09-10", "at"),
    ("Das geschah gestern.", "gestern", "2022-09-14", "2022-09-14", "at"),
    ("Heute Abend spricht der Kanzler.", "Heute Abend", "2022-09-15TEV", "2022-09-15", "at"),
    ("Am Montag griff er an, tags darauf zog er ab.", "tags darauf", "2022-09-13", "2022-09-13", "at"),
    ("Am Montag griff er an, tags zuvor kam er an.", "tags zuvor", "2022-09-11", "2022-09-11", "at"),
    ("Am Sonntag kam er. Noch am selben Abend brannte es.", "selben Abend", "2022-09-11TEV", "2022-09-11", "at"),
    ("Zwei Tage zuvor starben Menschen, am Sonntag gab er nach.", "Zwei Tage zuvor", "P2D", "2022-09-09", "at"),
    ("Vor drei Tagen fielen Schüsse.", "drei Tagen", "P3D", "2022-09-12", "at"),
    ("Vor zwei Jahren endete der Krieg.", "zwei Jahren", "P2Y", "2020-01-01", "at"),
    ("Vor einigen Wochen endete der Krieg.", "einigen Wochen", "PXW", None, "at"),
    ("Vergangene Woche trafen sie sich.", "Vergangene Woche", "2022-W36", "2022-09-05", "at"),
    ("In der vergangenen Woche trafen sie sich.", "der vergangenen Woche", "2022-W36", "2022-09-05", "at"),
    ("Noch in diesem Monat soll er kommen.", "diesem Monat", "2022-09", "2022-09-01", "at"),
    ("Vom kommenden Monat an liefert Kiew Strom.", "kommenden Monat", "2022-10", "2022-10-01", "since"),
    ("Der Krieg dauert seit Herbst 2020.", "Herbst 2020", "2020-FA", "2020-09-01", "since"),
    ("Im Februar griff Russland an.", "Februar", "2022-02", "2022-02-01", "at"),
    ("Im Dezember hatte er gewarnt.", "Dezember", "2021-12", "2021-12-01", "at"),
    ("Die Wahl soll im Dezember stattfinden.", "Dezember", "2022-12", "2022-12-01", "at"),
    ("Im Februar 2014 nahm er die Krim.", "Februar 2014", "2014-02", "2014-02-01", "at"),
    ("Anfang März kam es zu Gefechten.", "Anfang März", "2022-03", "2022-03-01", "at"),
    ("Mitte Juli kam es zu Gefechten.", "Mitte Juli", "2022-07", "2022-07-11", "at"),
    ("Bis Ende Oktober sollen sie abziehen.", "Ende Oktober", "2022-10", "2022-10-21", "until"),
    ("Das war im Jahr 2020.", "Jahr 2020", "2020", "2020-01-01", "at"),
    ("Seit 2014 herrscht Krieg.", "2014", "2014", "2014-01-01", "since"),
    ("Der Krieg von 2008 war kurz.", "2008", "2008", "2008-01-01", "at"),
    ("Auf den Beschluss vom Mittwoch reagierte er.", "Mittwoch", "2022-09-14", "2022-09-14", "at"),
    ("In den 1990er Jahren floh er.", "den 1990er Jahren", "199", "1990-01-01", "at"),
    ("Seit drei Wochen wird gekämpft.", "drei Wochen", "P3W", "2022-08-25", "since"),
    ("Die Feuerpause dauert drei Tage.", "drei Tage", "P3D", None, "duration"),
    ("Jeden Freitag demonstrieren sie.", "Jeden Freitag", "XXXX-WXX-5", None, "set"),
    ("Die Stadt wird täglich beschossen.", "täglich", "P1D", None, "set"),
    ("Am Neujahrstag kappte er das Gas.", "Neujahrstag", "2022-01-01", "2022-01-01", "at"),
    ("Am Palmsonntag schlug eine Rakete ein.", "Palmsonntag", "2022-04-10", "2022-04-10", "at"),
    ("Er wurde an Heiligabend entlassen.", "Heiligabend", "2021-12-24", "2021-12-24", "at"),
    ("Gegen 00:05 Uhr am 13. September begann es.", "00:05 Uhr", "2022-09-13T00:05", "2022-09-13", "at"),
    ("Die Übung läuft vom 8. bis 13. September.", "13. September", "2022-09-13", "2022-09-13", "until"),
    ("Am 3., 4. und 5. September wurde gekämpft.", "3", "2022-09-03", "2022-09-03", "at"),
    ("Am Wochenende wurde gekämpft.", "Wochenende", "2022-W36-WE", "2022-09-10", "at"),
    ("Er wurde Anfang des Jahres verhaftet.", "Anfang des Jahres", "2022", "2022-01-01", "at"),
]  # fmt: skip
ENGLISH = [
    ("Shelling began on 13 September 2022.", "13 September 2022", "2022-09-13", "2022-09-13", "at"),
    ("Shelling began on September 13, 2022.", "September 13, 2022", "2022-09-13", "2022-09-13", "at"),
    ("Shelling began on Sept. 13, officials said.", "Sept. 13", "2022-09-13", "2022-09-13", "at"),
    ("The deal was signed on June 10.", "June 10", "2022-06-10", "2022-06-10", "at"),
    ("It struck the port deal on January 1.", "January 1", "2022-01-01", "2022-01-01", "at"),
    ("The council will meet on January 10.", "January 10", "2023-01-10", "2023-01-10", "at"),
    ("Three soldiers died on Tuesday.", "Tuesday", "2022-09-13", "2022-09-13", "at"),
    ("Three soldiers died on Tuesday night.", "Tuesday night", "2022-09-13TNI", "2022-09-13", "at"),
    ("In the night to Tuesday guns opened up.", "the night to Tuesday", "2022-09-13TNI", "2022-09-13", "at"),
    ("Three died at dawn on Friday.", "dawn on Friday", "2022-09-09TMO", "2022-09-09", "at"),
    ("In the early hours of Tuesday one died.", "the early hours of Tuesday", "2022-09-13TMO", "2022-09-13", "at"),
    ("The council will meet on Monday.", "Monday", "2022-09-19", "2022-09-19", "at"),
    ("They meet next Tuesday.", "next Tuesday", "2022-09-20", "2022-09-20", "at"),
    ("They met last Tuesday.", "last Tuesday", "2022-09-13", "2022-09-13", "at"),
    ("Drones struck overnight.", "overnight", "2022-09-15TNI", "2022-09-15", "at"),
    ("He left yesterday.", "yesterday", "2022-09-14", "2022-09-14", "at"),
    ("He met them on Monday and left the next day.", "the next day", "2022-09-13", "2022-09-13", "at"),
    ("He resigned on Monday, a day after the vote. That day was calm.", "That day", "2022-09-12", "2022-09-12", "at"),
    ("Police fired on Monday; the same evening he fled.", "the same evening", "2022-09-12TEV", "2022-09-12", "at"),
    ("They met last week.", "last week", "2022-W36", "2022-09-05", "at"),
    ("They meet next month.", "next month", "2022-10", "2022-10-01", "at"),
    ("They met earlier this month.", "earlier this month", "2022-09", "2022-09-01", "at"),
    ("More must go before the end of the month.", "the end of the month", "2022-09", "2022-09-21", "until"),
    ("Three were shot three days ago.", "three days ago", "P3D", "2022-09-12", "at"),
    ("They attacked on Monday. He died nine days later.", "nine days later", "P9D", "2022-09-21", "at"),
    ("He spoke on Monday, three days after hundreds had marched.", "three days", "P3D", "2022-09-09", "other"),
    ("In early March clashes broke out.", "early March", "2022-03", "2022-03-01", "at"),
    ("In mid-July clashes broke out.", "mid-July", "2022-07", "2022-07-11", "at"),
    ("In February Russia attacked.", "February", "2022-02", "2022-02-01", "at"),
    ("They kidnapped him in December.", "December", "2021-12", "2021-12-01", "at"),
    ("The war since 2014 has cost lives.", "2014", "2014", "2014-01-01", "since"),
    ("Fighting since autumn 2020 has cost lives.", "autumn 2020", "2020-FA", "2020-09-01", "since"),
    ("It fell in July 2014, killing 298 people.", "July 2014", "2014-07", "2014-07-01", "at"),
    ("In the 1990s he fled.", "the 1990s", "199", "1990-01-01", "at"),
    ("The truce held for three days.", "three days", "P3D", None, "duration"),
    ("They march every Friday.", "every Friday", "XXXX-WXX-5", None, "set"),
    ("Shells land every day.", "every day", "P1D", None, "set"),
    ("He came on New Year's Day.", "New Year's Day", "2022-01-01", "2022-01-01", "at"),
    ("Missiles hit on Palm Sunday.", "Palm Sunday", "2022-04-10", "2022-04-10", "at"),
    ("At 00:05 on 13 September it began.", "00:05", "2022-09-13T00:05", "2022-09-13", "at"),
    ("The state is recognised on the 28th of the month.", "the 28th of the month", "2022-09-28", "2022-09-28", "at"),
    ("Troops drilled from September 8 to 13.", "13", "2022-09-13", "2022-09-13", "until"),
    ("He was killed last summer.", "last summer", "2022-SU", "2022-06-01", "at"),
]  # fmt: skip
RUSSIAN = [
    ("Обстрел начался 13 сентября 2022 года.", "13 сентября 2022 года", "2022-09-13", "2022-09-13", "at"),
    ("Обстрел начался 13 сентября.", "13 сентября", "2022-09-13", "2022-09-13", "at"),
    ("Запрет введен 13.09.2022.", "13.09.2022", "2022-09-13", "2022-09-13", "at"),
    ("Третьего сентября боевики ушли.", "Третьего сентября", "2022-09-03", "2022-09-03", "at"),
    ("Во вторник погибли трое.", "вторник", "2022-09-13", "2022-09-13", "at"),
    ("В ночь на вторник открыли огонь.", "ночь на вторник", "2022-09-13TNI", "2022-09-13", "at"),
    ("Бой шел в субботу утром.", "субботу утром", "2022-09-10TMO", "2022-09-10", "at"),
    ("На рассвете в среду ворвались отряды.", "На рассвете в среду", "2022-09-14TMO", "2022-09-14", "at"),
    ("Минувшей ночью он взят под арест.", "Минувшей ночью", "2022-09-15TNI", "2022-09-15", "at"),
    ("В следующий вторник состоится встреча.", "следующий вторник", "2022-09-20", "2022-09-20", "at"),
    ("Совет соберется в понедельник.", "понедельник", "2022-09-19", "2022-09-19", "at"),
    ("Вчера погибли трое.", "Вчера", "2022-09-14", "2022-09-14", "at"),
    ("Накануне погибли трое.", "Накануне", "2022-09-14", "2022-09-14", "at"),
    ("Во вторник он ушел. Накануне стреляли.", "Накануне", "2022-09-12", "2022-09-12", "at"),
    ("Во вторник стреляли, на следующий день он ушел.", "на следующий день", "2022-09-14", "2022-09-14", "at"),
    ("Во вторник стреляли. Сутки спустя он ушел.", "Сутки спустя", "2022-09-14", "2022-09-14", "at"),
    ("На прошлой неделе они встретились.", "прошлой неделе", "2022-W36", "2022-09-05", "at"),
    ("В следующем месяце пошлют полицейских.", "следующем месяце", "2022-10", "2022-10-01", "at"),
    ("До конца сентября отправят орудия.", "конца сентября", "2022-09", "2022-09-21", "until"),
    ("В начале марта шли бои.", "начале марта", "2022-03", "2022-03-01", "at"),
    ("В феврале напали боевики.", "феврале", "2022-02", "2022-02-01", "at"),
    ("В декабре напали боевики.", "декабре", "2021-12", "2021-12-01", "at"),
    ("Три дня назад стреляли.", "Три дня назад", "P3D", "2022-09-12", "at"),
    ("С 1 апреля закрыта граница.", "1 апреля", "2022-04-01", "2022-04-01", "since"),
    ("С понедельника закрыты трассы.", "понедельника", "2022-09-12", "2022-09-12", "since"),
    ("В 2020 году шла война.", "2020 году", "2020", "2020-01-01", "at"),
    ("Осенью 2020 года шла война.", "Осенью 2020 года", "2020-FA", "2020-09-01", "at"),
    ("С осени прошлого года инспекторов не пускают.", "осени прошлого года", "2021-FA", "2021-09-01", "since"),
    ("Села пустуют с начала девяностых.", "начала девяностых", "199", "1990-01-01", "since"),
    ("С 8 по 13 сентября перебросили войска.", "13 сентября", "2022-09-13", "2022-09-13", "until"),
    ("С 8 по 13 сентября перебросили войска.", "8", "2022-09-08", "2022-09-08", "since"),
    ("Парад прошел 9 мая.", "9 мая", "2022-05-09", "2022-05-09", "at"),
    ("Парад прошел в День Победы.", "День Победы", "2022-05-09", "2022-05-09", "at"),
    ("Село обстреливают ежедневно.", "ежедневно", "P1D", None, "set"),
    ("Они выходят каждую пятницу.", "каждую пятницу", "XXXX-WXX-5", None, "set"),
    ("Он прибыл с двухдневным визитом.", "двухдневным", "P2D", None, "duration"),
    ("Он осудил избиения участников декабрьских демонстраций.", "декабрьских", "2021-12", "2021-12-01", "at"),
]  # fmt: skip
CASES = [(lang, *case) for lang, cases in (("de", GERMAN), ("en", ENGLISH), ("ru", RUSSIAN)) for case in cases]

NOTHING = [
    ("de", "Er zahlte 2000 Euro und verlor 3:2."),
    ("de", "Mehr als 2000 Soldaten liegen bei 123° Nord."),
    ("de", "Der 24-jährige Mann lief 3,5 Kilometer."),
    ("de", "Sie mochten das nicht."),
    ("en", "He may march on with 2000 soldiers and $1990."),
    ("en", "They won 3-2 at 123° east and paid 13.9 percent."),
    ("en", "Resolution 1701 names 2,000 people."),
    ("ru", "Он заплатил 2000 рублей, счет 3:2."),
    ("ru", "Около 2000 человек вышли к отметке 123°."),
]


def found(text: str, lang: str, published: date | None = THURSDAY) -> list[TimeExpression]:
    return time_expressions(text, lang, published)


@pytest.mark.parametrize(("lang", "text", "wanted", "value", "first", "role"), CASES)
def test_expression(lang: str, text: str, wanted: str, value: str, first: str | None, role: str) -> None:
    matching = [e for e in found(text, lang) if e.text == wanted]
    assert matching, found(text, lang)
    expression = matching[0]
    assert (expression.value, expression.first and expression.first.isoformat(), expression.role) == (
        value,
        first,
        role,
    )


@pytest.mark.parametrize(("lang", "text"), NOTHING)
def test_figures_and_scores_are_no_dates(lang: str, text: str) -> None:
    assert found(text, lang) == []


@pytest.mark.parametrize(("lang", "text"), [(case[0], case[1]) for case in CASES])
def test_offsets_are_exact_and_do_not_overlap(lang: str, text: str) -> None:
    expressions = found(text, lang)
    assert all(text[e.start : e.end] == e.text for e in expressions)
    assert all(a.end <= b.start for a, b in pairwise(expressions))


@pytest.mark.parametrize(("lang", "text"), [(case[0], case[1]) for case in CASES])
def test_without_a_day_of_publication_nothing_is_invented(lang: str, text: str) -> None:
    for expression in found(text, lang, None):
        assert expression.first is None or str(expression.first.year)[:3] in text or expression.value[:3] == "199"


def test_the_caller_may_know_that_a_present_means_the_future() -> None:
    (expression,) = time_expressions("Am Dienstag beraten die Minister.", "de", THURSDAY, future=lambda _: True)
    assert expression.first == date(2022, 9, 20)
    (expression,) = time_expressions("Am Dienstag hatten die Minister beraten.", "de", THURSDAY, future=lambda _: True)
    assert expression.first == date(2022, 9, 13)
    (expression,) = time_expressions("Es wird am Dienstag.", "de", THURSDAY, future=lambda _: False)
    assert expression.first == date(2022, 9, 20)


def test_a_range_gives_both_ends() -> None:
    roles = [(e.text, e.role) for e in found("Die Übung läuft vom 8. bis 13. September.", "de")]
    assert roles == [("8", "since"), ("13. September", "until")]
