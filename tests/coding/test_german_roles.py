"""Who does what to whom in German sentences whose form alone does not say it."""

from datetime import date

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document

WHO_TO_WHOM = [
    # a noun without preposition is an object or subject; a plural verb has a plural subject
    ("Die sudanesische Armee hat nach eigenen Angaben am Sonntag Stellungen der M23-Rebellen bombardiert.", "ASSAULT SDN>NSA:M23"),
    ("Ecuador behauptet, peruanische Paramilitärs hätten einen Posten der Grenzwache überfallen.", "ASSAULT PER>ECU"),
    ("Die Taliban haben Tadschikistan beschuldigt, auf afghanisches Gebiet geschossen zu haben.", "ACCUSE NSA:TALIBAN>TJK"),
    ("Am Freitag griff Russland Charkiw an.", "ASSAULT RUS>UKR"),
    # what happens in the course of an act has the same doer; who announces retaliation means who struck
    ("Israelische Soldaten erschossen bei einer Razzia in Nablus drei Palästinenser.", "COERCE ISR>PSE"),
    ("Israel griff eine Stellung in Syrien an. Die Hisbollah kündigte Vergeltung an.", "THREATEN NSA:HEZBOLLAH>ISR"),
    # the subject is who can act
    ("Das Angebot der Türkei schlug die Regierung in Athen aus.", "REJECT GRC>TUR"),
    ("Polen begann ein Manöver, das die Regierung in Minsk scharf verurteilte.", "ACCUSE BLR>POL"),
    # behind "und" the verb keeps its subject
    ("Indien bezichtigte Pakistan des Terrors und stellte Islamabad harte Vergeltung in Aussicht.", "THREATEN IND>PAK"),
    ("China hat die Gespräche abgesagt und Japan bei der Welthandelsorganisation verklagt.", "ACCUSE CHN>JPN"),
    # nouns of time are no subjects
    ("Schon Mitte Mai hatte Uganda der Regierung des Südsudan Waffen geliefert.", "AID UGA>SSD"),
    # "lassen" governs its infinitive
    ("Norwegen ließ der Ukraine unterdessen 200 Millionen Euro zukommen.", "AID NOR>UKR"),
    # an accusative is the object, two names side by side are two phrases
    ("Die FARC-Guerilla hat einen deutschen Piloten auf freien Fuß gesetzt.", "RETREAT NSA:FARC>DEU"),
    ("Am Montag sagte Präsident Emmanuel Macron Athen zwei Kampfflugzeuge zu.", "AGREE FRA>GRC"),
    # whose plan it is does what the infinitive says
    ("Auf Teherans Beschluss, die Zusammenarbeit mit der Atomenergiebehörde zu beenden, reagierte Paris.", "SANCTION IRN>IGO:IAEA"),
    # both sides are those of the act told before
    ("In Katar unterzeichneten der Kongo und die M23 ein Abkommen. Am Montag warfen beide Seiten einander Angriffe vor.", "ACCUSE COD,NSA:M23>"),
    # protesters are people of the place
    ("In Kathmandu zogen Hunderttausende durch die Straßen.", "PROTEST NPL>NPL"),
    # an act noun with an article is the act told before
    ("Äthiopien und Somalia haben sich geeinigt. Die Afrikanische Union begrüßte die Einigung.", "SUPPORT IGO:AU>ETH,SOM"),
    # joint acts have no guessed parties
    ("Auf dem Flughafen von Doha haben Iran und die USA am Montag fünf Häftlinge ausgetauscht.", "RETREAT IRN,USA>"),
    # what hangs on the auxiliary belongs to the verb; a source between commas is no subject
    ("Ausdrücklich gelobt hat das chinesische Außenministerium am Freitag die Führung Kasachstans.", "SUPPORT CHN>KAZ"),
    ("Russische Truppen könnten, so die Sorge in Tiflis, auch noch Charkiw stürmen.", "ASSAULT RUS>UKR"),
    # a last participle closes the main clause; a dateline with a day is no sentence
    ("ATHEN, 3. Mai – Die türkische Armee hat nach Darstellung des griechischen Ressorts ein Lager der Grenztruppen des "
     "russischen Geheimdienstes FSB in der griechischen Provinz Evros mit Artillerie beschossen.", "ASSAULT TUR>RUS"),
    # phrases of time and place end before those who protest
    ("Vor der russischen Botschaft in Prag machten am selben Abend Hunderte ihrem Zorn Luft.", "PROTEST CZE>RUS"),
    # "man" and "sein Land" in somebody's words
    ("Von dem griechischen Vorschlag wolle man nichts wissen, hieß es in Ankara.", "REJECT TUR>GRC"),
    ("Russische Verbände proben den Ernstfall. Sein Land werde Truppen an die Grenze beordern, sagte der polnische Minister.", "MOBILIZE POL>"),
    # a family name that is the first word of a town's, a leader of a group under a state's adjective
    ("Israelische Kampfflugzeuge haben Chan Junis bombardiert.", "ASSAULT ISR>PSE"),
    ("Die Truppen des libyschen Generals Chalifa Haftar haben die Stadt Sabha angegriffen.", "ASSAULT NSA:LNA>LBY"),
    # some of them
    ("In Eriwan zogen Tausende durch die Straßen; einige von ihnen bewarfen Polizisten mit Steinen.", "ASSAULT ARM>ARM"),
    # to whom it is said
    ("Ein Einsatz fremder Truppen komme nicht infrage, teilte die Regierung in Abuja Washington mit.", "REJECT NGA>USA"),
    # the accused did what the relative clause is about; its verb tells the same act
    ("Nach einem Luftangriff, der zwanzig türkische Soldaten das Leben kostete und den Ankara Damaskus anlastet, tagte die Nato.", "ASSAULT SYR>TUR"),
    ("Katar verurteilte den israelischen Luftschlag auf die Hamas, der sechs Menschen das Leben gekostet hatte.", "ASSAULT ISR>NSA:HAMAS"),
    # relative pronouns before names, articles before participles
    ("Polen hob das Verbot auf, ein Schritt, den Minsk als ermutigend würdigte.", "SUPPORT BLR>POL"),
    ("Kämpfer der Gruppe JNIM setzten vierzig Lastwagen eines von der malischen Armee begleiteten Konvois in Brand.", "ASSAULT NSA:JNIM>MLI"),
    # the noun before the last verb of an idiom; strong verbs in the past
    ("Vor dem Palast in Tegucigalpa hatten Hunderte Hondurianer lautstark gegen den Kurs ihrer Präsidentin Stimmung gemacht.", "PROTEST HND>HND"),
    ("Dem Ansinnen der Regierung in Bogotá verschlossen sich die Rebellen der ELN.", "REJECT NSA:ELN>COL"),
    # somebody beside the actor; "es" in a relative clause is not its antecedent
    ("Seite an Seite mit ugandischen Soldaten griffen somalische Truppen am Samstag die Miliz Al-Shabaab an.", "ASSAULT SOM,UGA>NSA:ALSHABAAB"),
    # what came before is not done by whom the main clause is about
    ("Bei Kämpfen mit kongolesischen Soldaten habe die M23 gesiegt. Wegen eines Angriffs bat Uganda die Nato um Hilfe.", "REQUEST UGA>IGO:NATO"),
]  # fmt: skip


def told(text: str) -> set[str]:
    events = code(Document(id="x", text=text, lang="de", published=date(2024, 6, 12))).events
    return {f"{e.type} {codes(e.actor)}>{codes(e.recipient)}" for e in events}


def codes(parties) -> str:
    return ",".join(sorted(party.code for party in parties))


@pytest.mark.parametrize(("text", "wanted"), WHO_TO_WHOM)
def test_roles(text: str, wanted: str) -> None:
    assert wanted in told(text)


def test_an_attack_before_is_not_that_of_the_one_who_reacts() -> None:
    assert told("Nach einem Angriff bat die Regierung von Uganda die Nato um Hilfe.") == {"REQUEST UGA>IGO:NATO"}


def test_a_relative_clause_is_no_second_attack() -> None:
    found = told("Katar verurteilte den israelischen Luftschlag, der sechs Kämpfer der Hamas getötet hatte.")
    assert found == {"ACCUSE QAT>ISR", "ASSAULT ISR>NSA:HAMAS"}


def test_what_came_before_is_no_content_of_a_concession() -> None:
    found = told("Nach Massenprotesten in Dhaka hat die Regierung von Bangladesch das Gesetz zurückgenommen.")
    assert found == {"PROTEST BGD>BGD", "CONCEDE BGD>BGD"}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # a government protests by words, people in the street
        ("Die USA haben Stellungen von Milizen im Irak bombardiert. Bagdad protestierte gegen die Verletzung seiner Souveränität.",
         ["ASSAULT USA>IRQ", "ACCUSE IRQ>USA"]),
        ("Tausende Iraker protestierten in Bagdad gegen die Regierung.", ["PROTEST IRQ>IRQ"]),
        # the flag of a ship, and a phrase that hangs on another
        ("Der Iran hat einen Tanker unter griechischer Flagge festgesetzt.", ["COERCE IRN>GRC"]),
        ("Niger und Mali treten mit sofortiger Wirkung aus der Ecowas aus.", ["SANCTION MLI,NER>IGO:ECOWAS"]),
    ],
)  # fmt: skip
def test_flags_and_protests(text: str, events: list[str]) -> None:
    found = code(Document(id="t", text=text, lang="de", published=date(2024, 9, 15))).events
    assert [f"{e.type} {','.join(sorted(a.code for a in e.actor))}>{','.join(sorted(a.code for a in e.recipient))}" for e in found] == events
