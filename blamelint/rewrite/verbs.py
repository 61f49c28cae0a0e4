"""English verbs, pronouns and auxiliaries, as far as new sentences need to know them."""

from __future__ import annotations

LEFT_UNDONE = frozenset("forget fail neglect omit skip miss overlook avoid refuse decline".split())
"""Verbs that say that the act under them did not happen."""

DONE_THROUGH = frozenset(
    "decide choose opt elect manage proceed go begin start continue happen rush hurry end dare venture bother think "
    "remember care stop pause get come see".split()
)
"""Verbs that say that the act under them happened, or did not when they are negated."""

READING = frozenset("read reread re-read sign review study".split())
"""Verbs of taking note of what is written."""

DUTIES = frozenset("job duty obligation responsibility task role place".split())
"""Nouns of what somebody is to do."""

NOT_ACTS = frozenset(
    "be have know believe think want need seem understand feel own like suppose intend hope expect fear mean appear "
    "belong consist contain lack deserve wish regret".split()
)
"""Verbs of states: nobody does what they say."""

KNOWING = frozenset(
    "note notice realise realize see know understand recognise recognize spot anticipate foresee assume believe think "
    "presume suppose expect check verify confirm ask consider remember document record mention say report decide "
    "conclude guess find learn discover hear question wonder doubt".split()
)
"""Verbs whose clause can be said impersonally: it was not noticed that …"""

PREVENTING = frozenset("avoid prevent avert spare mitigate forestall".split())
"""Verbs that say of a thing that it need not have been."""

AWARENESS = {
    "aware": True,
    "conscious": True,
    "familiar": True,
    "unaware": False,
    "unfamiliar": False,
    "ignorant": False,
}
"""Adjectives of knowing, and of not knowing."""

ANSWERING = {"responsive": True, "unresponsive": False}
"""Adjectives of answering, and of not answering."""

AUTHORING = frozenset("author write make create open file raise submit draft upload send provide supply enter".split())
"""Verbs that say of a thing no more than that there is one."""

CAUSING = frozenset("cause trigger provoke produce inflict".split())
"""Verbs whose passive would ask for a cause."""

PREPOSITIONAL = {
    "look": ("at", "into", "after", "for"),
    "glance": ("at",),
    "sign off": ("on",),
    "follow up": ("on",),
    "sleep": ("through",),
    "push": ("for",),
    "press": ("for",),
    "argue": ("for",),
    "wait": ("for",),
    "act": ("on", "upon"),
    "respond": ("to",),
    "reply": ("to",),
    "react": ("to",),
    "attend": ("to",),
    "listen": ("to",),
    "ask": ("for",),
    "account": ("for",),
    "think": ("of", "about"),
    "deal": ("with",),
    "tamper": ("with",),
    "check": ("for", "on"),
    "test": ("for",),
    "plan": ("for",),
    "prepare": ("for",),
    "rely": ("on",),
    "agree": ("on",),
    "pay": ("for",),
    "speak": ("to",),
    "talk": ("to",),
    "care": ("for",),
    "follow": ("up",),
    "forget": ("about",),
    "sit": ("on",),
    "insist": ("on",),
    "walk": ("past",),
}
"""Verbs that form a passive with their preposition."""

BELIEVING = {
    "think": "in the belief that",
    "believe": "in the belief that",
    "suppose": "in the belief that",
    "assume": "on the assumption that",
    "presume": "on the assumption that",
    "hope": "in the hope that",
    "expect": "in the expectation that",
    "fear": "for fear that",
}
"""What somebody thought as they acted, said without them."""

LACKING = frozenset("miss lack skip omit overlook waste lose".split())
"""Verbs behind whose object an infinitive belongs to it: `missed the chance to ask`."""

ASKED_FOR = frozenset(
    "call request order warning demand need plan chance opportunity decision attempt ability permission reminder "
    "invitation proposal offer advice instruction suggestion requirement duty obligation".split()
)
"""Nouns of acts that an infinitive or `for` says more of: `ignored the call to upgrade`."""

MEASURED = frozenset("spike rise drop increase decrease surge fall jump dip error bug typo gap mismatch".split())
"""Nouns behind which *in* says what they were seen in."""

ATTENDING = frozenset(
    "check notice see spot read review verify monitor watch consider anticipate foresee overlook miss ignore dismiss "
    "announce mention document know understand recognise recognize expect heed".split()
)
"""Verbs of taking note of a thing, wherever it is."""

PLACING = frozenset("on in from behind under".split())
"""Prepositions that say where a thing is."""

OCCASIONS = frozenset(
    "morning afternoon evening night shift weekend time beginning end start moment meantime past future hurry rush "
    "haste way review call meeting handover rollout release deploy deployment migration incident outage".split()
)
"""Nouns that say with a preposition when or how something was done."""

STANDING = frozenset(
    "be sit have contain hold lie live stand belong say read list show state need cover require describe "
    "prescribe".split()
)
"""Verbs whose relative clause tells what a thing is like, and not what came of an act."""

EVENTS = ("work_nouns", "change_nouns")
"""Lexicons of nouns for what goes well or not."""

TRYING = frozenset("test try rehearse run check verify deploy apply execute practise practice".split())
"""Verbs that say with a preposition where they were done."""

HEEDING = frozenset("attention heed notice regard explanation word answer reply response thought".split())
"""Objects that are part of what their verb means and are still paid or given: `no attention was paid to it`."""

OF_ONES_OWN_WILL = frozenset("bat accord initiative".split())
"""Nouns that say with a preposition that nobody else asked for it: `off his own bat`."""

OF_ONES_OWN = frozenset(
    "mind head face eye ear attention shoulder back heart will job duty responsibility task turn watch insistence "
    "fault blame request behest instruction order courtesy advice view opinion".split()
)
"""Nouns that nobody else can have."""

OBVIOUS_OBJECT = frozenset(
    "notice realise realize check measure verify test confirm spot see know read review understand recognise recognize "
    "document record report mention skip omit".split()
)
"""Verbs whose object is left out where the sentences before have told it."""

WH = frozenset("that what which who how why when where whether if".split())

NO_PASSIVE = frozenset("be have get lack resemble cost become remain".split())
"""Verbs whose object cannot become a subject."""

NEGATIONS = frozenset("not n't never".split())

PRESENT = frozenset({"VBZ", "VBP"})

BE = frozenset("is are was were be been being 's 're am 'm".split())

BY_CONDITIONS = "by ‹conditions›"

CLEFT_REACH = 10

MAX_MOVED = 12
"""Tokens of an object beyond which a passive would be top-heavy."""

SUBJECT_FORMS = {"them": "they", "him": "he", "me": "I", "us": "we", "her": "she"}

NEGATIVE_FORMS = {"anyone": "no one", "anybody": "nobody", "anything": "nothing", "any": "no"}

POSSESSIVES = frozenset("his her their my our its".split())

PERSONAL = frozenset(
    "he she him his her hers himself herself i me my mine myself themselves themself ourselves".split()
)

REFLEXIVE = frozenset("himself herself myself themselves themself ourselves oneself".split())

OWNERS = frozenset("his hers theirs mine ours yours".split())
"""Possessive pronouns that stand alone."""

TELLING = frozenset("tell inform warn notify remind assure advise alert".split())
"""Verbs of which the one who is told is the object, and what they are told a clause."""

WAYS = frozenset("way road route path".split())
"""Nouns that an adverb behind them belongs to."""

JUST = ("just", "only", "merely")

POINTERS = frozenset("link pointer reference access path key answer reply solution objection exception".split())
"""Nouns behind which *to* says what of."""

CHOOSING = frozenset("use pick choose select buy ship".split())
"""Verbs behind whose object *with* says what it is like."""

REJECTING = frozenset("reject refuse block deny decline return".split())
"""Verbs behind whose object *without* says which of them."""

CARRYING = frozenset(
    "add assign attach bind bring connect copy fit forward link mount move plug point post push redirect route send "
    "shift upload wire".split()
)
"""Verbs whose *to* says where their object came to be, whatever the object is."""

LEAVING = frozenset("leave go depart finish resign".split())
"""Verbs of going away, which tell less than what was left undone."""

AWAY = frozenset("home to bed off lunch dinner the site early leave".split())
"""Words for where somebody goes who leaves."""

LEADING_ROLES = frozenset("head chief owner manager lead director maintainer member administrator rest".split())
"""Nouns behind which *of* says what somebody is the head of."""

NOBODY = frozenset("nobody none noone no-one anyone anybody".split())

DEVERBAL = {
    "escalate": "escalation", "wait": "wait", "check": "check", "respond": "response", "react": "reaction",
    "reply": "reply", "communicate": "communication", "coordinate": "coordination", "call": "call",
    "intervene": "intervention",  "hesitate": "hesitation", "object": "objection",
    "answer": "answer", "search": "search", "prepare": "preparation", "plan": "planning", "rehearse": "rehearsal",
    "investigate": "investigation", "test": "testing", "train": "training", "act": "action", "hand over": "handover",
    "sign off": "sign-off", "follow up": "follow-up", "roll back": "rollback", "check in": "check-in",
}  # fmt: skip
"""Verbs whose noun can be said not to have been: there was no escalation."""

ADDRESSING = frozenset("ask tell warn call notify inform alert consult".split())
"""Verbs whose object is often left out, and is then whoever there was to address."""

PUBLISHING = frozenset("post publish announce write report send say".split())
"""Verbs whose object is often left out, and is then whatever there was to say."""

MONTHS = frozenset("january february march april may june july august september october november december".split())

SPANS = frozenset("second minute hour day week month".split())

LINGERING = frozenset("wait stay sleep pause hesitate linger rest sit stand remain last work run go hold".split())
"""Verbs behind which a span of time says how long, and is no object."""

DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday midnight noon".split())

MODALS = {
    "should": "should",
    "could": "could",
    "would": "would",
    "'d": "would",
    "must": "must",
    "can": "can",
    "ca": "can",
    "will": "will",
    "wo": "will",
    "might": "might",
    "may": "may",
    "ought": "should",
}

UNDONE_MODALS = frozenset("should could ought".split())
"""Modals that say, with *have*, that something was not so."""

EVALUATIVE = frozenset(
    "clearly obviously plainly evidently simply just merely somehow inexplicably strangely bizarrely really of course "
    "easily foolishly stupidly needlessly sadly unfortunately regrettably conveniently apparently wrongly wrongfully "
    "mistakenly carelessly recklessly negligently sloppily thoughtlessly mindlessly lazily blithely heedlessly rashly "
    "blindly naively arrogantly stubbornly cavalierly nonchalantly hastily impatiently unthinkingly".split()
)
"""Adverbs that tell what the author thinks of it."""

PRESSURES = frozenset("hurry haste rush stress pressure fatigue tiredness exhaustion workload".split())
"""Nouns of what somebody worked under, and not of what they are like."""

FLURRY = frozenset("panic hurry dither daydream".split())
"""Verbs of how somebody felt, and not of what they did."""

HABITUAL = frozenset("always ever usual usually typical typically".split())
"""Words that say of an act that it is like its agent."""

PERFECT = frozenset("have has had 've 'd of".split())

OPPOSING = frozenset("but yet although though".split())
"""Words before a fact that speaks against another."""

WHEN = frozenset("earlier sooner later first before long yet".split())
"""Adverbs behind an object that say when something was done."""
