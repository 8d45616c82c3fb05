"""Verbs with particles, light verbs and idioms by which newspapers name an act, and sentences of other walks of life beside them."""

from datetime import date

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document

ENGLISH = """
ASSAULT RUS UKR | Russian gunners walked shells through the Ukrainian village of Orikhiv for three hours.
ASSAULT TUR IRQ | Turkish warplanes swooped on Iraqi villages near Dohuk.
ASSAULT SAU YEM | Saudi border guards mowed down Yemeni migrants.
ASSAULT NSA:ELN COL | ELN guerrillas waylaid a Colombian army patrol.
ASSAULT SDN NSA:RSF | Sudan's army drove the RSF from the market of Omdurman.
COERCE BLR POL | Belarus slapped a Polish journalist behind bars.
COERCE FIN RUS | Finland turned back Russian tourists at the border.
COERCE CZE RUS | Prague gave three Russian diplomats their marching orders.
COERCE RUS UKR | Russian hackers knocked Ukrainian ministries offline.
SANCTION GBR IRN | Britain froze the assets of Iranian generals.
SANCTION COL ISR | Colombia broke with Israel over the war in Gaza.
SANCTION DZA FRA | Algeria called its ambassador home from Paris.
MOBILIZE UKR - | Ukraine lowered the age of conscription from 27 to 25.
AID POL UKR | Poland let Ukraine have four MiG-29 jets.
AID RUS SYR | Russia wrote off Syrian debts of $10 billion.
CONSULT OMN IRN+USA | Oman passed messages between Washington and Tehran.
CONCEDE POL POL | The Polish agriculture minister stepped down.
RETREAT NSA:WAGNER - | Wagner turned its column around and went back to its camps.
REQUEST GEO IGO:EU | Georgia put in for membership of the European Union.
ACCUSE TUR SWE | Turkey slammed Sweden over a Koran burning.
ACCUSE FRA AZE | France hauled in the Azerbaijani ambassador.
REJECT RUS UKR | Russia turned its nose up at the Ukrainian peace plan.
THREATEN IGO:EU RUS | The EU held out the prospect of further sanctions against Russia.
PROTEST BGD BGD | Bangladeshi garment workers clashed with police in Dhaka.
SUPPORT SAU IRN | Saudi Arabia restored diplomatic ties with Iran.
SUPPORT IRN+SAU - | Saudi Arabia and Iran restored diplomatic ties.
COOPERATE CHN+KAZ - | Kazakhstan and China inaugurated a gas pipeline.
COERCE BLR LTU | Belarus herded migrants towards the Lithuanian fence.
SANCTION USA NIC | Washington stripped Nicaragua of its sugar quota.
AID CUB HTI | Cuban doctors treated Haitian earthquake victims.
THREATEN DZA MAR | Algeria warned Morocco that it would not stand idly by.
PROTEST SVK SVK | Slovaks packed the squares of Bratislava to demand the prime minister's resignation.
- | The Norwegian skier set free his emotions after the race in Italy.
- | Heavy snow cut off Austrian villages on Monday.
- | A French bank fired 200 staff in London.
"""
GERMAN = """
ASSAULT IRN ISR | Der Iran schickte Schwärme von Drohnen gegen Israel.
ASSAULT IRN IRN | Der Iran hat zwei iranische Demonstranten gehängt.
COERCE RUS RUS | Ein Moskauer Gericht brummte einem russischen Oppositionellen 25 Jahre Straflager auf.
COERCE FIN RUS | Finnland wies russische Touristen an der Grenze zurück.
SANCTION DEU UGA | Deutschland legte die Entwicklungshilfe für Uganda auf Eis.
MOBILIZE ROU - | Rumänien ließ zwei F-16 aufsteigen.
AID JPN PHL | Japan stattete die philippinische Küstenwache mit Patrouillenbooten aus.
CONSULT IND+PAK - | Die Außenminister Indiens und Pakistans gaben sich am Rande des Gipfels die Hand.
CONCEDE ISR ISR | Israels Regierung legte ihre Justizreform auf Eis.
RETREAT NSA:WAGNER - | Wagner machte kehrt und fuhr in die Lager zurück.
ACCUSE EST RUS | Estland sieht Russland hinter den Kabelschäden.
REJECT HUN UKR | Ungarn stellte sich gegen einen EU-Kredit für die Ukraine.
THREATEN SRB XKX | Serbien zog gegenüber dem Kosovo eine rote Linie.
PROTEST FRA FRA | Französische Bauern kippten Mist vor Ministerien.
SUPPORT AUS PNG | Australien bekannte sich zu Papua-Neuguinea.
COOPERATE EGY+SAU - | Ägypten und Saudi-Arabien schlossen ihre Stromnetze zusammen.
COERCE CHN PHL | Chinesische Schiffe richteten Wasserwerfer auf philippinische Versorgungsboote.
SANCTION LTU BLR | Litauen setzte die Flüge nach Belarus aus.
SUPPORT MKD XKX | Nordmazedonien sprang dem Kosovo diplomatisch zur Seite.
- | Hagel zerschlug italienische Weinberge.
- | Der polnische Torwart zog sich gegen Portugal eine Verletzung zu.
"""
RUSSIAN = """
ASSAULT NSA:HAMAS ISR | ХАМАС взял в заложники двенадцать израильтян.
ASSAULT RUS UKR | ВС РФ отутюжили украинские позиции под Купянском.
COERCE RUS UKR | Российские военные вывезли украинских детей в Россию.
MOBILIZE CHN TWN | Китай направил к Тайваню 30 военных самолетов.
MOBILIZE UKR - | Украина снизила призывной возраст до 25 лет.
AID CHN PAK | Китай пролонгировал Пакистану кредит.
AID RWA NSA:M23 | Руанда подпитывает М23 оружием.
CONCEDE POL BLR | Польша вновь открыла погранпереход с Белоруссией.
RETREAT RUS - | Российские войска оставили Херсон.
REQUEST UKR DEU | Киев добивается от Германии ракет «Таурус».
ACCUSE POL RUS | Польша указала пальцем на Россию.
REJECT SRB IGO:EU | Сербия слышать не хочет о предложении ЕС.
THREATEN SRB XKX | Сербия провела для Косова красную черту.
PROTEST LBN LBN | Ливанские вкладчики разбили окна банков.
SUPPORT BRA ARG | Бразилия замолвила слово за Аргентину.
COOPERATE EGY+SAU - | Египет и Саудовская Аравия объединили энергосети.
ASSAULT RUS UKR | Российский дрон врезался в жилой дом в Харькове, погибли двое украинцев.
COERCE RUS MDA | Россия вмешалась в молдавские выборы.
COOPERATE IRN+RUS - | Российские и иранские корабли провели маневры в Оманском заливе.
- | Немецкий нападающий дважды пробил мимо французских ворот.
- | Швейцарский пианист покорил венскую публику.
"""


def _cases(lang: str, lines: str) -> list[tuple[str, str, str]]:
    return [(lang, *line.split(" | ")) for line in lines.strip().splitlines()]


@pytest.mark.parametrize(
    ("lang", "act", "text"), [*_cases("en", ENGLISH), *_cases("de", GERMAN), *_cases("ru", RUSSIAN)]
)
def test_wording_of_an_act(lang: str, act: str, text: str) -> None:
    events = code(Document(id="t", text=text, lang=lang, published=date(2023, 5, 10))).events
    found = {
        " ".join((e.type, *("+".join(sorted(a.code for a in roles)) or "-" for roles in (e.actor, e.recipient))))
        for e in events
    }
    assert act in found if act != "-" else not found
