"""English word forms, from the base form outwards.

Lexicons hold base forms. A token answers to an entry when its lower-cased text is one of the entry's forms, whatever
the tagger made of it: in fragments such as "Forgot to run it" the tagger is often wrong about the verb.
"""

from __future__ import annotations

from functools import lru_cache

PREFIXES = ("re", "mis", "un", "over", "under", "out", "fore", "pre", "back")
"""What may stand before an irregular verb without changing its forms."""

NOT_PREFIXED = frozenset({"relay", "repeople", "unman", "reman"})
VOWELS = frozenset("aeiou")

IRREGULAR = {
    line.split()[0]: frozenset(line.split())
    for line in """
be am is are was were been being 's 're 'm
arise arises arose arisen arising
awake awakes awoke awoken awaking
bear bears bore borne bearing
beat beats beaten beating
become becomes became becoming
begin begins began begun beginning
bend bends bent bending
bet bets betting
bite bites bit bitten biting
bind binds bound binding
bleed bleeds bled bleeding
blow blows blew blown blowing
break breaks broke broken breaking
breed breeds bred breeding
bring brings brought bringing
build builds built building
burn burns burnt burned burning
buy buys bought buying
can could ca
cast casts casting
catch catches caught catching
choose chooses chose chosen choosing
cling clings clung clinging
come comes came coming
cost costs costing costed
creep creeps crept creeping
cut cuts cutting
deal deals dealt dealing
dig digs dug digging
do does did done doing
draw draws drew drawn drawing
drive drives drove driven driving
eat eats ate eaten eating
fall falls fell fallen falling
feed feeds fed feeding
feel feels felt feeling
fight fights fought fighting
find finds found finding
flee flees fled fleeing
fling flings flung flinging
fly flies flew flown flying
forbid forbids forbade forbidden forbidding
foresee foresees foresaw foreseen foreseeing
forget forgets forgot forgotten forgetting
forgive forgives forgave forgiven forgiving
freeze freezes froze frozen freezing
get gets got gotten getting
give gives gave given giving
go goes went gone going
grind grinds ground grinding
grow grows grew grown growing
hang hangs hung hanged hanging
have has had having 've 'd
hear hears heard hearing
hide hides hid hidden hiding
hit hits hitting
hold holds held holding
hurt hurts hurting
keep keeps kept keeping
know knows knew known knowing
lay lays laid laying
lead leads led leading
leak leaks leaked leaking
learn learns learnt learned learning
leave leaves left leaving
lend lends lent lending
let lets letting
lie lies lay lain lied lying
light lights lit lighted lighting
lose loses lost losing
make makes made making
may might
mean means meant meaning
meet meets met meeting
mislay mislays mislaid mislaying
mislead misleads misled misleading
misread misreads misreading
mistake mistakes mistook mistaken mistaking
misunderstand misunderstands misunderstood misunderstanding
outdo outdoes outdid outdone outdoing
oversee oversees oversaw overseen overseeing
oversleep oversleeps overslept oversleeping
overtake overtakes overtook overtaken overtaking
overthrow overthrows overthrew overthrown overthrowing
overwrite overwrites overwrote overwritten overwriting
pay pays paid paying
put puts putting
quit quits quitting
read reads reading
rend rends rent rending
rewrite rewrites rewrote rewritten rewriting
rid rids ridding
ride rides rode ridden riding
ring rings rang rung ringing
rise rises rose risen rising
run runs ran running
say says said saying
see sees saw seen seeing
seek seeks sought seeking
sell sells sold selling
send sends sent sending
set sets setting
shake shakes shook shaken shaking
shall should
shed sheds shedding
shine shines shone shining
shoot shoots shot shooting
show shows showed shown showing
shrink shrinks shrank shrunk shrinking
shut shuts shutting
sink sinks sank sunk sinking
sit sits sat sitting
sleep sleeps slept sleeping
slide slides slid sliding
sling slings slung slinging
sneak sneaks sneaked snuck sneaking
speak speaks spoke spoken speaking
speed speeds sped speeding
spend spends spent spending
spill spills spilt spilled spilling
spin spins spun spinning
split splits splitting
spread spreads spreading
spring springs sprang sprung springing
stand stands stood standing
steal steals stole stolen stealing
stick sticks stuck sticking
sting stings stung stinging
strike strikes struck stricken striking
strip strips stripped stripping
sweep sweeps swept sweeping
swing swings swung swinging
take takes took taken taking
teach teaches taught teaching
tear tears tore torn tearing
tell tells told telling
think thinks thought thinking
string strings strung stringing
swear swears swore sworn swearing
throw throws threw thrown throwing
tread treads trod trodden treading
undergo undergoes underwent undergone undergoing
understand understands understood understanding
undo undoes undid undone undoing
unset unsets unsetting
upset upsets upsetting
wake wakes woke woken waking
wear wears wore worn wearing
weave weaves wove woven weaving
weep weeps wept weeping
will would wo 'll 'd
win wins won winning
wind winds wound winding
withdraw withdraws withdrew withdrawn withdrawing
withhold withholds withheld withholding
withstand withstands withstood withstanding
wring wrings wrung wringing
write writes wrote written writing
not n't
man men
woman women
person persons people
child children
foot feet
analysis analyses
crisis crises
knife knives
life lives
staff staffs
""".strip().splitlines()
}
"""Base form → all its forms; what a regular rule would get wrong."""


@lru_cache(maxsize=16384)
def forms(word: str) -> frozenset[str]:
    """List the forms of a lower-case base form, verb and noun alike, itself included.

    The list is generous ("travelled" and "traveled"): it serves recognition, not writing.
    """
    if word in IRREGULAR:
        return IRREGULAR[word]
    if prefix := _prefix(word):
        return frozenset(prefix + form for form in forms(word[len(prefix) :]))
    if len(word) < 3 or not word.isalpha():
        return frozenset({word, word + "s"} if word.isalpha() else {word})
    return frozenset({word, _with_s(word), *_past(word), *_gerund(word)})


def _prefix(word: str) -> str:
    """`over` in `override`: what stands before an irregular verb; `re-` before any."""
    start, hyphen, _ = word.rpartition("-")
    if hyphen:
        return start + hyphen if start in PREFIXES else ""
    found = (prefix for prefix in PREFIXES if word.startswith(prefix) and word[len(prefix) :] in IRREGULAR)
    return "" if word in NOT_PREFIXED else next(found, "")


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith("o") and word[-2] not in VOWELS else "s")


def _past(word: str) -> set[str]:
    if word.endswith("e"):
        return {word + "d"}
    if word.endswith("ic"):
        return {word + "ked"}
    if word.endswith("y") and word[-2] not in VOWELS:
        return {word[:-1] + "ied"}
    return {word + "ed", *({word + word[-1] + "ed"} if _may_double(word) else ())}


def _gerund(word: str) -> set[str]:
    if word.endswith("ie"):
        return {word[:-2] + "ying"}
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return {word[:-1] + "ing"}
    if word.endswith("ic"):
        return {word + "king"}
    return {word + "ing", *({word + word[-1] + "ing"} if _may_double(word) else ())}


def _may_double(word: str) -> bool:
    return word[-1] not in VOWELS and word[-1] not in "wxy" and word[-2] in VOWELS
