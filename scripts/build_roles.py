"""Build ``rules/lexicons/person_nouns.yaml`` from WordNet 3.0.

Run it as ``python scripts/build_roles.py``; it needs ``/usr/share/wordnet`` (Debian package
``wordnet-base``). The output is deterministic.

Source and licence: WordNet 3.0, Copyright 2006 by Princeton University, under the WordNet licence
(permissive: use, copying, modification and distribution for any purpose without fee, provided that
the notice is kept).

A noun is taken when it is one lower-case word, its most frequent noun sense is in the file
``noun.person``, it is an everyday word (it occurs in the sense-tagged text behind WordNet, or it is
a hyponym of "worker", "professional" and the like with a usual ending), and it is none of the words
listed below, which may name software, peoples, beliefs or insults.
"""

# Word lists stay as text blocks, which are easier to read and to extend.

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
LEXICONS = ROOT / "rules" / "lexicons"
WORDNET = Path("/usr/share/wordnet")
PERSON_FILE = "18"

ABOUT = (
    "Everyday single-word nouns for persons (occupations, positions, relations) whose "
    "most frequent "
    "sense is a person; a subject headed by one of them is a human actor. Built by "
    "scripts/build_roles.py from WordNet 3.0, Copyright 2006 by Princeton University "
    "(WordNet licence, "
    "permissive)."
)

# Synsets whose hyponyms are occupations or positions, by one of their words.
OCCUPATIONS = frozenset(
    "worker professional employee skilled_worker expert specialist leader scientist "
    "health_professional official businessperson creator preserver assistant supervisor "
    "administrator engineer educator student learner communicator adviser".split()
)

TECHNICAL = frozenset(
    """
    actor adherent adversary aggressor antagonist aspirant attacker auxiliary babe baby backer
    bather bearer beau belle beneficiary bidder bishop biter booker borrower boss buff bunter
    camper candidate captive catcher champ champion chump claimant coach cobbler collaborator
    comer companion competitor composer contractor counsel crafter culprit customer deadhead
    dealer decorator demander demon descendant despoiler dissenter donor drover drummer duffer
    embodiment experimenter explorer fighter flapper foreigner friend giver goner guest hacker
    hater heir hitter hood hunter hurler intermediary intruder invalid joker laggard lasher
    lifter lobsterman loser mantrap member moneymaker monk monster mourner mover muscleman
    mutant namesake neighbor newcomer nobody nondriver occupant offender offspring opponent
    organizer orphan overnighter painter pander panelist participant partner patient performer
    personage personification piper pirate pitcher pixie planter player porter poseur
    predecessor promoter promulgator puncher pursuer purveyor quack questioner ragamuffin
    redheader registrant resident reviewer rider roarer robber ruler saver seeker seer sentry
    settler sharer signore sinner sipper sleeper sonny soul speaker sprinter squire stager
    straggler successor sufferer sultan supplier supporter survivor thief tormentor toter
    tourist trader traitor traveler twirler tyrant underling urchin vandal vendor victim victor
    viewer visitor waiter wanderer wearer whale windbag winner wisenheimer wizard yokel zombie
    """.split()
)

PEOPLES_BELIEFS_INSULTS = frozenset(
    """
    aborigine abortionist adonis adulterer aeon anarchist angel apparition archangel assassin
    atheist banshee barbarian barnburner basileus believer booby brahman brute chela commie coon
    coward crackpot deipnosophist deity dervish disciple divinity dragon egghead fishwife fool
    genie ghoul gnome goddess heretic idiot imbecile incubus jimdandy jimhickey lefty liberal
    lover madman maniac mermaid mistress murderer nymphomaniac ogress pagan paranoiac peasant
    pimp prophet prostitute psalmist psychopath psychopomp racist rapist rascal redcoat rogue
    saint scoundrel slob sucker teetotaler terrorist troll villain virgin westerner whore witch
    wretch
    """.split()
)

# Everyday occupations and person words which the count above misses.
EXTRA = frozenset(
    """
    accountant actuary administrator adviser advisor anaesthetist analyst apprentice archivist
    assistant auditor baker banker barista bartender biologist bookkeeper bricklayer butcher
    buyer caretaker carpenter cashier chairman chairperson chairwoman chemist chef clerk
    colleague columnist commander consultant cook coordinator counsellor counselor courier
    coworker curator custodian dentist designer developer dietician director doctor electrician
    employee employer engineer executive expert farmer firefighter fireman fisherman foreman
    forewoman freelancer gardener geologist graduate grandmother grandfather guy hairdresser
    handyman headmaster historian housekeeper instructor intern investigator janitor journalist
    labourer laborer lawyer lecturer librarian lineman linesman locksmith logistician machinist
    man mathematician mechanic midwife minister musician nanny newbie novice nurse nutritionist
    officer optician paramedic pharmacist photographer physician physicist physiotherapist
    plasterer plumber policeman policewoman president professor programmer psychologist
    radiographer radiologist receptionist recruit recruiter repairman researcher rookie sailor
    salesman salesperson saleswoman scientist secretary shopkeeper soldier solicitor specialist
    spokesman spokesperson spokeswoman statistician stakeholder storekeeper student
    subcontractor superintendent surgeon surveyor tailor teacher technician teammate therapist
    trainee treasurer tutor typist undergraduate vet veteran veterinarian volunteer warehouseman
    watchman welder woman workman
    """.split()
)

# Remarks in WordNet glosses which mark an insult.
ABUSIVE = (
    "offensive",
    "slur",
    "disparag",
    "derogat",
    "vulgar",
    "obscene",
    "insult",
    "stupid",
    "contempt",
)

HUMAN_ENDINGS = (
    "ist",
    "ian",
    "eer",
    "man",
    "woman",
    "person",
    "er",
    "or",
    "ant",
    "ee",
    "ess",
    "ive",
)


def read_synsets() -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, str]]:
    """Read the noun synsets: their words, hypernyms and lexicographer files (none for insults)."""
    words: dict[str, list[str]] = {}
    parents: dict[str, list[str]] = {}
    files: dict[str, str] = {}
    for line in (WORDNET / "data.noun").read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        data, _, gloss = line.partition("|")
        fields = data.split()
        count = int(fields[3], 16)
        words[fields[0]] = fields[4 : 4 + 2 * count : 2]
        abusive = any(remark in gloss for remark in ABUSIVE)
        files[fields[0]] = "" if abusive else fields[1]
        pointers = fields[5 + 2 * count :]
        parents[fields[0]] = [pointers[i + 1] for i in range(0, len(pointers) - 3, 4) if pointers[i] in ("@", "@i")]
    return words, parents, files


def read_first_senses() -> dict[str, str]:
    """Map each noun to the synset of its most frequent sense."""
    first: dict[str, str] = {}
    for line in (WORDNET / "index.noun").read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        first[fields[0]] = fields[-int(fields[2])]
    return first


def read_counts() -> tuple[dict[str, int], dict[str, int]]:
    """Count the person senses and all other senses of each word in the tagged text."""
    person: dict[str, int] = {}
    other: dict[str, int] = {}
    for line in (WORDNET / "cntlist.rev").read_text("utf-8").splitlines():
        key, _, count = line.split()
        word, _, sense = key.partition("%")
        table = person if sense.startswith(f"1:{PERSON_FILE}:") else other
        table[word] = table.get(word, 0) + int(count)
    return person, other


def has_ancestor(synset: str, parents: dict[str, list[str]], targets: frozenset[str]) -> bool:
    """Say whether a synset lies below one of the target synsets."""
    seen: set[str] = set()
    queue = [synset]
    while queue:
        current = queue.pop()
        if current in targets:
            return True
        if current not in seen:
            seen.add(current)
            queue.extend(parents[current])
    return False


def listed_ambiguous() -> set[str]:
    """Read the heads which may be software, so that they are left out here."""
    path = LEXICONS / "ambiguous_heads.yaml"
    if not path.exists():
        return set()
    return {str(entry).lower() for entry in yaml.safe_load(path.read_text("utf-8"))["entries"]}


def select() -> list[str]:
    """Select the person nouns."""
    words, parents, files = read_synsets()
    first = read_first_senses()
    person, other = read_counts()
    occupations = frozenset(
        synset for synset, members in words.items() if files[synset] == PERSON_FILE and members[0] in OCCUPATIONS
    )
    excluded = TECHNICAL | PEOPLES_BELIEFS_INSULTS | listed_ambiguous()
    chosen: set[str] = set()
    for word, synset in first.items():
        if files[synset] != PERSON_FILE or word in excluded or len(word) < 4:
            continue
        if not word.isalpha() or word not in words[synset]:
            continue
        if any(member[0].isupper() for member in words[synset]):
            continue
        seen = person.get(word, 0)
        everyday = seen >= 1 and seen > other.get(word, 0)
        occupation = (
            word.endswith(HUMAN_ENDINGS)
            and len(word) > 6
            and other.get(word, 0) == 0
            and word == words[synset][0]
            and word.endswith(("ist", "man", "woman", "person", "ian"))
            and has_ancestor(synset, parents, occupations)
        )
        if everyday or occupation:
            chosen.add(word)
    return sorted((chosen | EXTRA) - listed_ambiguous() | {"administrator", "coordinator"})


def main() -> int:
    """Write the lexicon."""
    words = select()
    body = textwrap.fill(" ".join(words), width=100, initial_indent="  ", subsequent_indent="  ")
    about = textwrap.fill(ABOUT, width=100, initial_indent="  ", subsequent_indent="  ")
    path = LEXICONS / "person_nouns.yaml"
    path.write_text(f"about: >-\n{about}\nwords: >-\n{body}\n", "utf-8")
    print(f"{path.name}: {len(words)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
