"""Base forms of English words: irregular ones listed, regular ones by rule."""

from __future__ import annotations

import re
from collections.abc import Collection

IRREGULAR_VERBS = """
be am is are was were been being 'm 's 're ai wert|have has had having 've 'd hath|do does did done doing|go goes went gone going
say says said|make made|get got gotten|take took taken|come came|see saw seen|know knew known|give gave given
find found|think thought|tell told|become became|leave left|feel felt|bring brought|begin began begun
keep kept|hold held|write wrote written|stand stood|hear heard|let let|mean meant|meet met|run ran|pay paid
sit sat|speak spoke spoken|lie lay lain lying|lead led|read read|grow grew grown|lose lost|fall fell fallen
send sent|build built|understand understood|draw drew drawn|break broke broken|spend spent|cut cut
rise rose risen|drive drove driven|buy bought|wear wore worn|choose chose chosen|seek sought|throw threw thrown
catch caught|deal dealt|win won|forget forgot forgotten|lay laid|fly flew flown flies|shoot shot|strike struck stricken
flee fled|fight fought|bear bore borne born|arise arose arisen|awake awoke awoken|beat beat beaten|bend bent
bet bet|bid bid bade bidden|bind bound|bite bit bitten|bleed bled|blow blew blown|breed bred|broadcast broadcast
burst burst|cast cast|cling clung|cost cost|creep crept|dig dug|dive dove dived|do did|drink drank drunk|eat ate eaten
feed fed|forbid forbade forbidden|forecast forecast|foresee foresaw foreseen|forgive forgave forgiven
forgo forwent forgone|freeze froze frozen|grind ground|hang hung hanged|hide hid hidden|hit hit|hurt hurt
kneel knelt|leap leapt|lend lent|light lit|mislead misled|mistake mistook mistaken|mow mown|outdo outdid outdone
overcome overcame|overrun overran|oversee oversaw overseen|overtake overtook overtaken|overthrow overthrew overthrown
partake partook partaken|prove proved proven|put put|quit quit|rebuild rebuilt|redo redid redone|repay repaid
resell resold|retake retook retaken|rethink rethought|rewrite rewrote rewritten|rid rid|ride rode ridden|ring rang rung
undertake undertook undertaken|undergo underwent undergone|undo undid undone|unwind unwound|uphold upheld|upset upset
saw sawn|sell sold|set set|sew sewn|shake shook shaken|shed shed|shine shone|show shown showed|shrink shrank shrunk
shut shut|sing sang sung|sink sank sunk sunken|slay slew slain|sleep slept|slide slid|sling slung|slit slit|sow sown
speed sped|spin spun|spit spat|split split|spread spread|spring sprang sprung|steal stole stolen|stick stuck
sting stung|stink stank stunk|strew strewn|stride strode|string strung|strive strove striven|swear swore sworn
sweep swept|swell swollen|swim swam swum|swing swung|teach taught|tear tore torn|thrust thrust|tread trod trodden
wake woke woken|weave wove woven|weep wept|wind wound|withdraw withdrew withdrawn|withhold withheld
withstand withstood|wring wrung|misunderstand misunderstood|offset offset|input input|reset reset|beset beset
recast recast|resend resent|outrun outran|outgrow outgrew outgrown|dream dreamt|burn burnt|learn learnt|spill spilt
spell spelt|spoil spoilt|smell smelt|lean leant|behold beheld|befall befell befallen|beget begot begotten|forsake forsook forsaken
foretell foretold|inset inset|interweave interwoven|mislay mislaid|overhear overheard|overdo overdid overdone
overpay overpaid|override overrode overridden|oversleep overslept|outbid outbid|preset preset|proofread proofread
remake remade|reread reread|rerun reran|resit resat|undercut undercut|underlie underlay underlain underlying
underpay underpaid|underwrite underwrote underwritten|unmake unmade|withdraw withdrawing|die died dying dies|tie tied tying ties|lie lied lies|vie vied vying|untie untied untying|belie belied belying|age aged ageing|hie hied|strafe strafed strafing
will wo 'll|can ca|would 'd|shall sha|must|ought
"""

IRREGULAR_NOUNS = """
man men|woman women|child children|schoolchild schoolchildren|foot feet|tooth teeth|goose geese|mouse mice|ox oxen
life lives|wife wives|knife knives|leaf leaves|half halves|self selves|shelf shelves|thief thieves|loaf loaves
wolf wolves|calf calves|elf elves|hoof hooves|crisis crises|thesis theses|analysis analyses|basis bases
hypothesis hypotheses|axis axes|oasis oases|diagnosis diagnoses|emphasis emphases|synthesis syntheses
parenthesis parentheses|criterion criteria|phenomenon phenomena|medium media|bacterium bacteria
curriculum curricula|memorandum memoranda|referendum referenda|stratum strata|datum data|cactus cacti|nucleus nuclei
alumnus alumni|stimulus stimuli|fungus fungi|radius radii|syllabus syllabi|appendix appendices|index indices
matrix matrices|vertex vertices|movie movies|cookie cookies|zombie zombies|rookie rookies|calorie calories
prairie prairies|genie genies|eerie eeries|tie ties|lie lies|pie pies|die dies|veto vetoes|embargo embargoes
torpedo torpedoes|hero heroes|potato potatoes|tomato tomatoes|echo echoes|cargo cargoes|mosquito mosquitoes|volcano volcanoes
tornado tornadoes|motto mottoes|bus buses|gas gases|virus viruses|bonus bonuses|census censuses|campus campuses
status statuses|corpus corpora|lens lenses|canvas canvases|atlas atlases|bias biases|alias aliases|consensus consensuses
caucus caucuses|circus circuses|focus focuses|crocus crocuses|cease-fire cease-fires|passer-by passers-by
axe axes_|shoe shoes|toe toes|foe foes|canoe canoes|hoe hoes|oboe oboes|quiz quizzes|bacillus bacilli|schema schemata
genius geniuses|minus minuses|surplus surpluses|prospectus prospectuses|apparatus apparatuses|walrus walruses|hiatus hiatuses
serviceman servicemen|gunman gunmen|policeman policemen|spokesman spokesmen|spokeswoman spokeswomen
"""

UNCHANGED_NOUNS = frozenset(
    "people news series species regards clothes earnings surroundings pants means headquarters politics economics physics mathematics ethics athletics logistics mechanics "
    "diplomacy barracks crossroads aircraft spacecraft sheep fish deer offspring premises customs us gas bus plus thus "
    "chaos cosmos ethos pathos analysis crisis basis thesis diagnosis this his its yes alms gallows mumps measles "
    "tuberculosis arthritis tennis penis iris pelvis virus census consensus status bonus campus corpus focus locus "
    "genius minus surplus nexus circus fetus lens bias atlas canvas alias axis oasis emphasis hypothesis synthesis "
    "chassis debris rendezvous corps bourgeois patois sos isis electronics genetics linguistics statistics tactics "
    "hamas christmas texas kudos innings summons rabies diabetes herpes sepsis osmosis metropolis acropolis trellis".split()
)

ADJECTIVES = """
good better best|bad worse worst|far farther farthest|lesser lesser|least least|less less|more more|most most|further further
old elder eldest|large larger largest|close closer closest|strange stranger strangest|safe safer safest|severe severer severest
brave braver bravest|fierce fiercer fiercest|rare rarer rarest|wide wider widest|late later latest|nice nicer nicest|fine finer finest
free freer freest|true truer truest|rude ruder rudest|wise wiser wisest|huge huger hugest|white whiter whitest|simple simpler simplest
gentle gentler gentlest|able abler ablest|noble nobler noblest|humble humbler humblest|sparse sparser sparsest|tense tenser tensest
"""

PRONOUNS = """
I i me|he him|she her|they them 'em|we us 's|its its|it it|my mine|her hers|our ours|their theirs|your yours
"""

FINAL_E = re.compile(
    r"(?:[^aeiou](?:[bcdfgkptz])l|[cuvz]|[^s]s|[dr]g|[^aeiou]i|(?:^|[^aeo])[aiou]r|(?:[^aeiou]|qu)[aiou][kmp]"
    r"|[aeiou][bd]|(?:[^aeiouy]|[iu]|cre|que|ne)at|[^aeiou][iou]t|[^aeiou]et|[^aeiou]in|[^aeiou]un|[^aeio]ag|[ieo]g"
    r"|[^aeio][iu]l|(?:[^aeiou]|qu)[ao]l|^[^aeiou]+[aeo]n|[aeiou]y[aeiou]th)$"
)
"""Stems that most often lost a final -e before -ed and -ing."""


def _table(lines: str) -> dict[str, str]:
    rows = [row.split() for row in lines.replace("\n", "|").split("|") if row.strip()]
    return {form: row[0] for row in reversed(rows) for form in row}


VERBS, NOUNS, COMPARED, CASES = (_table(t) for t in (IRREGULAR_VERBS, IRREGULAR_NOUNS, ADJECTIVES, PRONOUNS))


KEEPS_DOUBLE = frozenset("add err ebb egg butt putt purr inn odd mitt matt watt boycott net".split())
"""Verbs that end in a doubled consonant of their own (other than ll, ss, ff, zz)."""
KEEPS_LL = frozenset("install recall forestall refill fulfill instill distill enroll bankroll stonewall overkill befall reinstall "
                     "blackball enthrall appall unroll downhill overspill foretell windmill misspell respell resell outsell".split())  # fmt: skip
NO_E = frozenset(
    "focus bias canvas bus gas edit visit exit limit inhibit prohibit exhibit exploit inherit solicit profit "
    "benefit deposit credit audit merit vomit orbit spirit elicit recruit_ wait await target ratchet pocket accredit bedevil rumor premier_ assault market budget "
    "rocket bracket blanket ticket picket interpret blanket trumpet monitor sponsor anchor favor honor labor color "
    "mirror harbor author labor vector censor tutor doctor factor error refer_ murmur sulfur abandon mention "
    "imprison sanction summon commission position station question condition function pardon reason season ration "
    "train rain reckon beckon bargain captain contain develop envelop gossip worship kidnap equip chirp gallop wallop "
    "bomb climb comb plumb succumb welcom_ blossom fathom ransom custom bottom pilot pivot riot ballot bayonet "
    "combat format fat chat treat defeat threat sweat beat cheat heat seat repeat retreat eat float coat boat sabotag_ "
    "avoid raid aid braid flood blood head spread tread thread dread load read lead plead bead heed need seed "
    "proceed succeed exceed speed feed bleed breed weed nod shroud cloud loud crowd signal total equal rival pedal "
    "jail mail fail sail rail curtail detail prevail hail nail tail trail entail assail veil toil oil boil soil spoil foil coil "
    "recoil council pencil stencil fuel label level travel cancel counsel model quarrel shovel tunnel channel cool fool pool "
    "school tool patrol control petrol symbol fool steal reveal appeal deal heal seal conceal repeal squeal "
    "look book cook hook leak soak speak break freak peak sneak streak cloak croak "
    "claim aim proclaim reclaim exclaim disclaim maim steam team stream dream scream beam seem deem redeem doom loom zoom "
    "room boom bloom groom program diagram victim pilgrim problem system sum exam esteem roam foam "
    "reap soap leap heap cheap sleep keep sweep creep weep stoop loop scoop troop "
    "clear fear appear hear rear tear wear bear near smear spear gear disappear sear year roar soar "
    "steer peer veer cheer volunteer pioneer sneer engineer pair repair impair chair air despair stair fair hair "
    "pour tour sour devour detour contour scour harbour favour labour honour endeavour rumour clamour armour colour "
    "explain remain maintain obtain retain sustain detain attain entertain restrain constrain complain strain drain gain "
    "pain stain chain refrain abstain ordain join coin resign begin ruin cabin margin determin_ "
    "clean mean lean loan moan groan bean screen green open happen threaten strengthen weaken listen "
    "burn turn return govern concern warn earn learn mourn adjourn run stun gun pun sin win pin spin thin ban plan man can scan "
    "rerun queen keen preen careen cocoon swoon spoon moon maroon typhoon platoon harpoon "
    "drag flag lag gag nag tag bag beg jog log dig rig bog hug mug plug leag_ fatigu_ catalog dialog "
    "riot root shoot boot loot scoot hoot toot suit fruit circuit conduit bruit shout scout rout doubt output input "
    "parrot carrot allot pilot bigot harass embarrass caucus trespass quiz whiz "
    "rebut debut await permit commit submit admit omit emit remit transmit refit outfit acquit split "
    "forget regret upset offset reset set let get bet pet vet jet wet net fret abet beset "
    "plot trot spot rot knot blot clot dot jot swot slot shut cut put gut jut rut hit sit knit quit fit bit pit spit slit "
    "map trap tap nap cap clap flap gap lap rap sap slap snap strap wrap zap drop crop shop stop chop flop hop mop pop prop "
    "top swap grip trip ship slip strip whip chip clip dip flip nip rip sip skip tip zip step "
    "bar char jar mar scar spar star tar war stir err blur occur recur incur concur spur slur deter defer infer prefer confer "
    "transfer refer inter deliver rob sob mob stab grab jab rub scrub snub club drub".split()
)  # fmt: skip
NEEDS_E = frozenset(
    "taste waste paste baste haste breathe bathe soothe clothe loathe seethe writhe sheathe teethe swathe scathe lathe "
    "range arrange change exchange challenge avenge plunge revenge infringe impinge cringe hinge lounge scavenge tinge "
    "fringe binge singe sponge expunge estrange derange rearrange adhere interfere cohere revere persevere here sever_ "
    "convene intervene contravene supervene delete complete compete deplete obsolete secrete concrete excrete "
    "concede cede impede recede secede precede intercede accede supersede stampede "
    "execute prosecute institute constitute dispute contribute distribute attribute persecute substitute salute "
    "die lie tie vie hie untie belie underlie dye eye toe hoe shoe canoe tiptoe singe "
    "create recreate procreate equate negotiate evacuate devastate reinstate state restate estate debate rate "
    "ignite invite unite incite cite recite write rewrite bite site excite expedite despite reunite "
    "note vote quote devote promote denote dote tote emote "
    "explode erode corrode code decode encode bode forebode invade trade blockade persuade barricade fade wade evade "
    "decide divide provide reside side guide hide ride slide abide collide preside coincide confide subside deride override "
    "include conclude exclude intrude delude allude preclude seclude elude exude protrude denude "
    "bribe describe prescribe subscribe inscribe scribe probe robe globe tube cube "
    "become welcome come overcome outcome handcuffe_ "
    "fuse use house cause pause close lose impose propose oppose expose suppose compose dispose depose "
    "purchase release increase decrease cease please lease tease crease grease appease ease raise praise "
    "besiege allege oblige pledge wage rage engage damage manage ravage salvage pillage sabotage voyage stage encourage "
    "cable disable enable table fable sole console role parole cajole whole extole_ schedule rule overrule "
    "file pile compile reconcile exile smile while defile profile style scale inhale exhale sale regale impale "
    "fire hire require acquire retire inspire expire desire admire aspire conspire tire wire misfire backfire "
    "secure injure capture measure assure ensure insure endure figure procure manufacture picture pressure treasure feature "
    "rupture puncture torture lure cure mature venture structure texture obscure nurture "
    "declare share prepare compare care spare stare dare scare square bare glare fare flare snare blare ensnare "
    "restore explore ignore store score adore deplore bore implore core shore underscore snore chore abhorre_ "
    "define combine decline examine determine imagine undermine decline shine mine line dine refine confine fine "
    "outline decline streamline machine discipline quarantine ruin_ jettisone_ "
    "phone postpone condone clone drone hone tone atone stone zone one dethrone bone "
    "tune attune commune prune immune "
    "provoke revoke invoke evoke choke smoke joke poke stoke stroke broke strike like bike hike spike dislike "
    "make take bake fake shake rake brake stake wake forsake overtake undertake retake remake rebuke nuke puke "
    "name blame frame game shame tame flame inflame time prime crime dime assume consume resume presume costume fume perfume exhume "
    "hope cope scope elope slope grope rope escape shape tape scrape rape drape landscape reshape wipe gripe pipe ripe snipe swipe "
    "type recoupe_ dupe".split()
)


def verb_base(form: str, tag: str, known: Collection[str] = frozenset()) -> str:
    """Base form of a lower-case verb form with a Penn tag; `known` decides between possible stems."""
    if form in VERBS:
        return VERBS[form]
    if tag in ("VB", "VBP", "MD"):
        return form
    if tag == "VBZ":
        return _verb_in_s(form, known)
    for ending in ("ing", "ed"):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            return _prefixed(form) or _stem(form[: -len(ending)], ending, known)
    return _prefixed(form) or form


def _prefixed(form: str) -> str | None:
    """An irregular verb behind a prefix: "retaught"."""
    for prefix in ("re", "over", "under", "out", "un", "mis", "fore", "counter-", "re-"):
        rest = form[len(prefix) :]
        if form.startswith(prefix) and len(rest) > 3 and VERBS.get(rest, rest) != rest and not rest.endswith(("ed", "ing")):
            return prefix + VERBS[rest]
    return None


def _verb_in_s(form: str, known: Collection[str]) -> str:
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("shes", "ches", "sses", "xes", "zzes", "oes")) and form[:-1] not in known | NEEDS_E:
        return form[:-2]
    return form[:-1] if form.endswith("s") and not form.endswith("ss") else form


def _stem(stem: str, ending: str, known: Collection[str]) -> str:
    """The verb whose -ed or -ing form begins with this stem."""
    if ending == "ed" and stem.endswith("i"):
        return stem[:-1] + "y"
    if ending == "ed" and stem.endswith("e"):
        return stem + "e"
    single = stem[:-1]
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiou"
    candidates = [stem + "e", stem, *([single] if doubled else [])]
    for listed in (NEEDS_E, NO_E | KEEPS_DOUBLE | KEEPS_LL, known):
        fitting = [candidate for candidate in candidates if candidate in listed]
        if len(fitting) == 1:
            return fitting[0]
    if doubled:
        return _undoubled(stem)
    if stem.endswith("ck") and stem[:-1] in ("panic", "traffic", "mimic", "picnic", "frolic"):
        return single
    return stem + "e" if FINAL_E.search(stem) else stem


def _undoubled(stem: str) -> str:
    if stem[-1] in "sfz" or stem in KEEPS_DOUBLE | KEEPS_LL:
        return stem
    syllables = len(re.findall(r"[aeiouy]+", stem))
    return stem if stem[-1] == "l" and syllables == 1 else stem[:-1]


def noun_base(form: str, known: Collection[str] = frozenset()) -> str:
    """Singular of a plural noun; keeps the case of the letters."""
    lowered = form.lower()
    if lowered in NOUNS:
        return form[:1] + NOUNS[lowered][1:] if form[:1].lower() == NOUNS[lowered][:1] else NOUNS[lowered]
    if lowered in UNCHANGED_NOUNS or len(form) < 3:
        return form
    if lowered.endswith("men") and len(form) > 4:
        return form[:-2] + "an"
    if lowered.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if lowered.endswith(("wives", "knives", "lives", "halves", "selves", "shelves", "thieves", "wolves", "leaves")):
        return form[:-3] + ("fe" if lowered.endswith(("wives", "knives", "lives")) else "f")
    if lowered.endswith(("shes", "ches", "sses", "xes", "zzes")) and lowered[:-1] not in known | {"headache", "cache", "psyche"}:
        return form[:-2]
    return form[:-1] if lowered.endswith("s") and not lowered.endswith(("ss", "'s")) else form


def adjective_base(form: str, known: Collection[str] = frozenset()) -> str:
    """Positive of a comparative or superlative in lower case."""
    if form in COMPARED:
        return COMPARED[form]
    ending = next((e for e in ("est", "er") if form.endswith(e) and len(form) > len(e) + 2), None)
    if ending is None:
        return form
    stem = form[: -len(ending)]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if stem[-1] == stem[-2] and stem[-1] not in "lsf":
        return stem[:-1]
    return stem + "e" if stem + "e" in known or stem[-1] in "cguv" and not stem.endswith("ng") else stem
