"""Who did what: frames read off the dependency parse, whatever the syntax.

Active and passive, relative and participle, coordination and control all give the same frame, so that rules never see
syntax. Labels are those of spaCy's English models (ClearNLP style).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from spacy.tokens import Token

from blamelint.language.mentions import NOBODY, TARGETS, Mention, MentionKind, MentionReader
from blamelint.language.patterns import Kind
from blamelint.language.pipeline import Sentence
from blamelint.language.vocabulary import Entries, Entry


class Form(StrEnum):
    """How the agent is tied to the predicate."""

    ACTIVE = "active"
    PASSIVE = "passive"
    CLEFT = "cleft"
    RELATIVE = "relative"
    PARTICIPLE = "participle"
    NOMINAL = "nominal"
    CAUSE_SLOT = "cause-slot"
    IMPERATIVE = "imperative"
    ELLIPSIS = "ellipsis"


class Mood(StrEnum):
    """What the author claims about the event."""

    FACT = "fact"
    COUNTERFACTUAL = "counterfactual"
    """Should, could, would have."""
    NORM = "norm"
    """Future, order, rule."""
    CONDITIONAL = "conditional"
    QUESTION = "question"
    QUOTED = "quoted"
    IRREALIS = "irrealis"
    """A purpose, a possibility, something avoided or denied."""


@dataclass(frozen=True)
class Clause:
    """One predicate and what stands around it."""

    head: int
    """Token of the predicate."""

    form: Form
    """Which syntax it was read from."""

    agent: Mention | None
    """Who acted."""

    patient: Mention | None
    """What it was done to."""

    acts: tuple[int, ...]
    """The predicate and the verbs under its control: forgot → run."""

    negated: bool
    """Whether the act is said not to have happened."""

    mood: Mood
    """What is claimed about it."""

    outcome: int | None = None
    """Predicate of a bad outcome that the same sentence ties to the act."""

    controllers: tuple[int, ...] = field(default=())
    """Verbs above, when this is the act of a control verb."""


EFFECT_ADVERBS = frozenset("thus thereby then so therefore hence and also".split())
ANYONE = frozenset("anyone anybody whoever everyone everybody people you".split())
STATES_OF_MIND = frozenset(
    "confuse distract fluster overwhelm frighten scare stress tire bother exhaust rush mislead mistake".split()
)
"""Verbs whose passive tells how somebody was, and not what was done to them."""

NOTHING = frozenset("nothing nobody none neither noone".split())
NEGATIONS = frozenset("not n't never no neither nor hardly scarcely barely".split())
MODALS = frozenset("should could would might may must can will shall ought 'd 'll wo ca".split())
HAVE = frozenset("have has had having 've 'd".split())
PERFECT = frozenset("have 've of".split())
OBJECT_CONTROL = frozenset(
    "tell ask order instruct allow let make get want force expect remind urge persuade help enable permit require cause "
    "advise encourage teach train warn invite prompt lead push press".split()
)
IMPLICATIVE = frozenset(
    "forget fail neglect omit manage decide choose begin start continue keep stop proceed happen tend seem appear bother "
    "refuse decline dare hasten rush go try attempt elect opt prefer come end wind need hesitate care".split()
)
AVOIDING = frozenset("avoid prevent stop keep protect ensure guard refrain deter forbid prohibit".split())
PRAISING = frozenset("commend praise thank credit applaud salute acknowledge".split())
ENABLING = frozenset("allow enable permit require encourage entitle".split())
DECIDING = frozenset("decide agree opt prefer elect vote".split())
MENTIONING = frozenset("term word words phrase wording label expression string".split())
DENYING = frozenset(
    "say write tell claim mean imply suggest conclude think believe call blame accuse find argue pretend".split()
)
CLAUSAL_WITHOUT = frozenset("without".split())
INSTEAD = frozenset("instead rather".split())
REASON_MARKS = frozenset("because since as".split())
CONDITION_MARKS = frozenset("if unless whether lest".split())
QUANTITIES = frozenset(
    "lack absence shortage want number group team member role name list majority minority couple pair lot use help rest "
    "presence benefit part side kind sort type handful set half crew squad pool trust loss lives life safety attention "
    "availability head department office hands behalf point view line version message mail email call page report question "
    "notice request reply answer ticket word advice input support".split()
)
"""Nouns that are not done by whoever follows `of` or `from`."""

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
OBJECTS = ("dobj", "dative", "attr", "oprd")
OUTCOME_SUBJECTS = frozenset("which that this it".split())


def is_predicate(token: Token) -> bool:
    """Tell whether a token heads a clause."""
    if token.dep_ in ("aux", "auxpass", "amod", "compound", "punct"):
        return False
    if token.pos_ in ("VERB", "AUX"):
        return True
    return token.dep_ in ("ROOT", "conj", "relcl", "advcl", "ccomp") and any(c.dep_ in SUBJECTS for c in token.children)


class ClauseReader:
    """Reads the clauses of one sentence."""

    def __init__(self, sentence: Sentence, entries: Entries, mentions: MentionReader) -> None:
        self.sentence = sentence
        self.entries = entries
        self.mentions = mentions

    @cached_property
    def clauses(self) -> list[Clause]:
        """Every clause, in the order of predicates."""
        return [self._read(token) for token in self.sentence.doc if is_predicate(token)]

    @cached_property
    def by_head(self) -> dict[int, Clause]:
        """Clauses by predicate."""
        return {clause.head: clause for clause in self.clauses}

    @property
    def is_question(self) -> bool:
        """Whether the sentence asks."""
        return self.sentence.text.rstrip().endswith("?")

    def governing(self, index: int) -> Clause | None:
        """Find the innermost clause that a token stands in."""
        token = self.sentence[index]
        while True:
            if token.i in self.by_head:
                return self.by_head[token.i]
            if token.head == token:
                return None
            token = token.head

    def _read(self, verb: Token) -> Clause:
        agent, form = self._agent(verb)
        acts = (verb.i, *(act.i for act in self._controlled(verb)))
        controllers = tuple(token.i for token in self._controllers(verb))
        heard = (*controllers, *acts, *coordinated(verb))
        mention = self.mentions.decided(self.mentions.at(agent.i), heard) if agent is not None else None
        negated = self.is_negated(verb) or self._does_nothing(verb)
        if mention and mention.negative:
            negated = not negated
        return Clause(
            head=verb.i,
            form=form,
            agent=mention,
            patient=self._patient(verb),
            acts=acts,
            negated=negated,
            mood=self._claimed_mood(verb, form, mention),
            outcome=self._outcome(verb),
            controllers=controllers,
        )

    def _claimed_mood(self, verb: Token, form: Form, agent: Mention | None) -> Mood:
        """A denied cleft asserts nothing about its person; what anyone does as a rule is a norm."""
        mood = self.mood(verb)
        if mood is not Mood.FACT:
            return mood
        if form is Form.CLEFT and (self.is_negated(verb.head) or self.is_negated(verb.head.head)):
            return Mood.IRREALIS
        if agent is not None and any(c.lower_ == "do" for c in verb.children if c.dep_ == "aux"):
            return Mood.NORM  # `I do not think`, `they do not share`: a view or a habit
        general = agent is not None and self.sentence.lower[agent.token] in ANYONE
        return Mood.NORM if general and verb.tag_ in ("VBZ", "VBP", "VB") else mood

    # --- agents -----------------------------------------------------------------------------------------------

    def _agent(self, verb: Token, depth: int = 0) -> tuple[Token | None, Form]:
        if depth > 8:
            return None, Form.ACTIVE
        if is_passive(verb):
            agent = self._by_agent(verb)
            if agent is None and verb.lemma_ in STATES_OF_MIND:
                return own_subject(verb), Form.ACTIVE
            return agent, Form.PASSIVE
        if subject := own_subject(verb):
            return self._resolve_subject(verb, subject)
        return self._inherited_agent(verb, depth)

    def _resolve_subject(self, verb: Token, subject: Token) -> tuple[Token | None, Form]:
        if self.sentence.implied and subject.i == 0:
            return subject, Form.ELLIPSIS
        if subject.dep_ == "csubj":
            whoever = own_subject(subject)
            return (whoever if whoever is not None and whoever.lower_ in ("whoever", "who") else subject), Form.ACTIVE
        if subject.lower_ in ("who", "that", "which") and verb.dep_ in ("relcl", "ccomp", "acl"):
            return self._antecedent(verb, subject)
        return subject, Form.ACTIVE

    def _antecedent(self, verb: Token, subject: Token) -> tuple[Token | None, Form]:
        head = verb.head
        if head.lemma_ == "be" and any(
            c.lower_ in ("it", "that", "this") and c.dep_ in SUBJECTS for c in head.children
        ):
            named = next(
                (c for c in head.children if c.dep_ in ("attr", "nsubj") and c.lower_ not in ("it", "that")), None
            )
            return named, Form.CLEFT
        if head.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "DET"):
            return (None, Form.RELATIVE) if subject.lower_ == "which" else (subject, Form.ACTIVE)
        if self._is_clefted(head):
            return head, Form.CLEFT
        if subject.lower_ == "which" and self.mentions.at(head.i).kind is MentionKind.UNKNOWN:
            return None, Form.RELATIVE  # `which` tells that an operator or agent is software
        if head.lower_ in ("one", "person", "people", "guy", "man", "woman", "individual", "those") and (
            equated := self._equated(head)
        ):
            return equated, Form.CLEFT
        return self._person_before(verb, head), Form.RELATIVE

    def _person_before(self, verb: Token, head: Token) -> Token:
        """`the prompt of Ana, who pressed …`: *who* wants a person; the parser often hands it the wrong noun."""
        who = next((c for c in verb.children if c.dep_ in SUBJECTS and c.lower_ == "who"), None)
        if who is None or self.mentions.at(head.i).kind in TARGETS:
            return head
        for token in reversed(list(self.sentence.doc[: who.i])):
            if who.i - token.i > 4:
                break
            if token.pos_ in ("NOUN", "PROPN") and self.mentions.at(token.i).kind in TARGETS:
                return token
        return head

    @staticmethod
    def _is_clefted(noun: Token) -> bool:
        be = noun.head
        return (
            noun.dep_ in ("attr", "nsubj", "acomp")
            and be.lemma_ == "be"
            and any(c.lower_ in ("it", "that", "this") and c.dep_ in ("nsubj", "expl") for c in be.children)
        )

    @staticmethod
    def _equated(noun: Token) -> Token | None:
        """`the one who left it open was Ana`, `Ana is the one who …`."""
        be = noun.head
        if be.lemma_ != "be":
            return None
        wanted = "attr" if noun.dep_ in SUBJECTS else "nsubj"
        return next((c for c in be.children if c.dep_ == wanted and c != noun), None)

    @staticmethod
    def _by_agent(verb: Token) -> Token | None:
        for child in verb.children:
            if child.dep_ in ("agent", "prep") and child.lower_ == "by":
                return next((c for c in child.children if c.dep_ == "pobj"), None)
        if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and is_passive(verb.head) and not own_subject(verb):
            return ClauseReader._by_agent(verb.head)
        for child in verb.children:
            if child.dep_ == "xcomp" and (agent := ClauseReader._by_agent(child)) is not None:
                return agent  # `was allowed to lapse by the team`
        return None

    def _inherited_agent(self, verb: Token, depth: int) -> tuple[Token | None, Form]:
        head = verb.head
        if verb.dep_ != "conj" and any(
            c.dep_ == "aux" and c.lower_ in ("is", "are", "was", "were") for c in verb.children
        ):
            return None, Form.ACTIVE  # a finite verb whose subject the parser gave away
        match verb.dep_:
            case "conj" if is_predicate(head) or head.pos_ == "VERB":
                if is_passive(head):
                    subject = self._by_agent(head) or own_subject(head)
                    return (subject, Form.ACTIVE) if subject is not None else (None, Form.ACTIVE)
                return self._agent(head, depth + 1)
            case "xcomp" | "ccomp" if head != verb:
                return self._controller_of(verb, head, depth)
            case "advcl":
                return self._adverbial_agent(head, depth)
            case "pcomp":
                return self._prepositional_agent(head, depth)
            case "acl" if verb.tag_ in ("VBG", "VB", "VBP", "VBN", "VBD"):
                if self._is_fault_of(head):
                    return self._holder(head), Form.NOMINAL
                return head, Form.PARTICIPLE
            case "ROOT" | "dep" | "parataxis" if verb.tag_ in ("VB", "VBP"):
                return None, Form.IMPERATIVE
        return None, Form.ACTIVE

    def _controller_of(self, verb: Token, head: Token, depth: int) -> tuple[Token | None, Form]:
        if head.lemma_ in OBJECT_CONTROL:
            patient = next((c for c in head.children if c.dep_ in ("dobj", "dative")), None)
            if patient is not None:
                return patient, Form.ACTIVE
            if is_passive(head):
                return own_subject(head), Form.ACTIVE
        if verb.dep_ == "ccomp" and verb.tag_ not in ("VB", "VBG"):
            return None, Form.ACTIVE
        if is_passive(head):
            return own_subject(head), Form.ACTIVE
        return self._agent(head, depth + 1)

    def _adverbial_agent(self, head: Token, depth: int) -> tuple[Token | None, Form]:
        agent, _ = self._agent(head, depth + 1)
        if agent is None and is_passive(head):
            subject = own_subject(head)
            if subject is not None and self.mentions.at(subject.i).kind in TARGETS:
                return subject, Form.PARTICIPLE
        return agent, Form.PARTICIPLE

    def _prepositional_agent(self, preposition: Token, depth: int) -> tuple[Token | None, Form]:
        head = preposition.head
        if head.dep_ == "prep" and head.head != head:
            head = head.head
        if is_predicate(head) or head.pos_ == "VERB":
            return self._adverbial_agent(head, depth)
        if head.pos_ in ("NOUN", "PROPN", "PRON"):
            if self.mentions.at(head.i).kind in TARGETS:
                return head, Form.PARTICIPLE
            holder = self._holder(head)
            if holder is not None:
                return holder, Form.NOMINAL
            verb = head.head
            if head.dep_ in ("dobj", "attr", "pobj", "nsubjpass") and is_predicate(verb):
                return self._agent(verb, depth + 1)
        return None, Form.PARTICIPLE

    @staticmethod
    def _is_fault_of(noun: Token) -> bool:
        """Nouns whose infinitive is done by their possessor: failure to, decision to, refusal to."""
        return noun.lemma_ in {
            "failure",
            "decision",
            "refusal",
            "inability",
            "reluctance",
            "unwillingness",
            "choice",
            "attempt",
        }

    def _holder(self, noun: Token) -> Token | None:
        for child in noun.children:
            if child.dep_ == "poss":
                return child
        prepositions = [c for c in noun.children if c.dep_ in ("prep", "agent")]
        behind = [c for p in prepositions for n in p.children if n.dep_ == "pobj" for c in n.children if c.lower_ == "by"]
        by = [c for c in (*prepositions, *behind) if c.lower_ == "by"]
        of = [c for c in prepositions if c.lower_ in ("of", "from") and noun.lemma_.lower() not in QUANTITIES]
        for child in (*by, *of):
            for inner in child.children:
                if inner.dep_ == "pobj" and self._is_human(inner, noun):
                    return inner
        return self._on_the_part_of(noun)

    def _is_human(self, holder: Token, noun: Token) -> bool:
        """A desk or a board is a team where a fault is said to be its own."""
        mention = self.mentions.at(holder.i)
        return mention.kind in TARGETS or self.mentions.by_deed(mention, noun.i).kind in TARGETS

    def _on_the_part_of(self, noun: Token) -> Token | None:
        words = self.sentence.lower
        for i in range(noun.i + 1, min(noun.i + 14, len(words) - 2)):
            if words[i] == "on" and words[i + 1 : i + 4] == ["the", "part", "of"]:
                of = self.sentence[i + 3]
                return next((c for c in of.children if c.dep_ == "pobj"), None)
            if words[i] == "on" and words[i + 2 : i + 3] == ["part"] and self.sentence[i + 1].dep_ == "poss":
                return self.sentence[i + 1]
            if words[i : i + 2] == ["on", "‹person›"] and words[i + 2 : i + 4] == ["'s", "part"]:
                return self.sentence[i + 1]
        return None

    def holder(self, index: int) -> Mention | None:
        """Find whose a noun is: possessor, `by`, `of`, `on the part of`."""
        found = self._holder(self.sentence[index])
        return None if found is None else self.mentions.by_deed(self.mentions.at(found.i), index)

    # --- control ----------------------------------------------------------------------------------------------

    @staticmethod
    def _controlled(verb: Token) -> Iterator[Token]:
        """Verbs done, or left undone, through this one: `failed to notice`, `forgot about testing`."""
        for child in verb.children:
            if child.dep_ == "xcomp" and child.pos_ in ("VERB", "AUX") and not own_subject(child):
                yield child
            elif child.dep_ == "prep" and child.lower_ in ("about", "on", "from", "to"):
                yield from (c for c in child.children if c.dep_ == "pcomp")

    @staticmethod
    def _controllers(verb: Token) -> Iterator[Token]:
        current = verb
        while current.dep_ == "xcomp" and current.head != current:
            current = current.head
            yield current

    def _patient(self, verb: Token) -> Mention | None:
        if is_passive(verb):
            subject = own_subject(verb)
            if subject is None and verb.dep_ in ("acl", "relcl"):
                subject = verb.head
            return None if subject is None else self.mentions.at(subject.i)
        found = next((c for c in verb.children if c.dep_ in ("dobj", "attr", "oprd", "dative")), None)
        if found is None:
            found = next((n for c in verb.children if c.dep_ == "prep" for n in c.children if n.dep_ == "pobj"), None)
        return None if found is None else self.mentions.at(found.i)

    # --- polarity and mood ------------------------------------------------------------------------------------

    def is_negated(self, verb: Token) -> bool:
        """Tell whether the act itself is denied: not, never, without, instead of, no longer excepted."""
        subject = own_subject(verb)
        if subject is not None and any(
            c.lower_ == "neither" and c.dep_ in ("preconj", "cc", "det") for c in subject.children
        ):
            return True
        if any(
            c.dep_ in ("neg",)
            or (c.dep_ in ("advmod", "preconj", "cc") and c.lower_ in ("never", "neither", "nor", "hardly", "barely"))
            for c in verb.children
            if c.lower_ != "no"
        ):
            return not _is_only(verb)
        if verb.dep_ == "pcomp" and verb.head.lower_ in ("without",):
            return True
        if verb.dep_ == "pcomp" and verb.head.lower_ == "of" and self.sentence.lower[verb.head.i - 1] in INSTEAD:
            return True
        if (
            verb.dep_ in ("advcl", "pcomp", "conj")
            and verb.i >= 2
            and self.sentence.lower[verb.i - 2 : verb.i] == ["rather", "than"]
        ):
            return True
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            shared = not own_subject(verb) and any(
                c.lower_ in ("or", "nor") for c in verb.head.children if c.dep_ == "cc"
            )
            return (shared or self._continues_without(verb)) and self.is_negated(verb.head)
        if verb.dep_ in ("xcomp",) and verb.head.lemma_ in {
            "bother",
            "think",
            "care",
            "deign",
            "want",
            "begin",
            "start",
            "get",
            "stop",
            "choose",
            "dare",
            "see",
            "manage",
        }:
            return self.is_negated(verb.head)
        return False

    def _does_nothing(self, verb: Token) -> bool:
        return any(self._is_nothing(c) for c in verb.children if c.dep_ in ("dobj", "dative", "preconj"))

    @staticmethod
    def _is_nothing(noun: Token) -> bool:
        """`told no one`, `checked nothing`, `told neither the desk nor us`."""
        following = noun.doc[noun.i + 1].lower_ if noun.i + 1 < len(noun.doc) else ""
        if following in ("but", "except", "else"):
            return False
        return noun.lower_ in NOTHING or any(
            c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj", "cc") for c in noun.children
        )

    @staticmethod
    def _continues_without(verb: Token) -> bool:
        return verb.head.dep_ == "pcomp" and verb.tag_ == "VBG"

    def mood(self, verb: Token) -> Mood:
        """Read what the author claims about an event."""
        if verb.i in self.sentence.quoted:
            return Mood.QUOTED
        own = self._own_mood(verb)
        if own is not Mood.FACT:
            suspended = own is Mood.COUNTERFACTUAL and not self._is_asserted(verb)
            return Mood.IRREALIS if suspended else own
        if not self._is_asserted(verb):
            return Mood.IRREALIS
        if self.is_question:
            return Mood.QUESTION
        return Mood.FACT

    def _own_mood(self, verb: Token) -> Mood:
        carriers = [verb, *(self._finite_head(verb))]
        for carrier in carriers:
            auxiliaries = [c.lower_ for c in carrier.children if c.dep_ in ("aux", "auxpass")]
            if carrier.lemma_ == "ought":
                auxiliaries += ["ought", *(c.lower_ for c in verb.children if c.dep_ == "aux")]
            if carrier.tag_ in ("VBN", "VBD") and "'d" in auxiliaries:
                auxiliaries.remove("'d")  # had, not would
            if any(a in MODALS for a in auxiliaries):
                perfect = any(a in PERFECT for a in auxiliaries)
                return Mood.COUNTERFACTUAL if perfect else Mood.NORM
            if any(c.dep_ == "mark" and c.lower_ in CONDITION_MARKS for c in carrier.children):
                asked = carrier.dep_ == "ccomp" and carrier.i > carrier.head.i
                return Mood.IRREALIS if asked else Mood.CONDITIONAL
            if any(c.dep_ == "advmod" and c.lower_ in ("whenever",) for c in carrier.children):
                return Mood.CONDITIONAL
        return Mood.FACT

    @staticmethod
    def _finite_head(verb: Token) -> list[Token]:
        """Verbs above that lend their modal: control verbs and coordination without an own auxiliary or subject."""
        heads, current = [], verb
        while current.head != current:
            shares = current.dep_ == "xcomp" or (
                current.dep_ == "conj" and not own_subject(current) and current.tag_ in ("VB", "VBN")
            )
            if not shares:
                break
            current = current.head
            heads.append(current)
        return heads

    def _is_asserted(self, verb: Token) -> bool:
        """Walk up through what the clause is embedded in: denials, purposes and things avoided assert nothing."""
        if verb.dep_ == "pcomp" and self._hangs_on_a_denial(verb):
            return False
        current = verb
        for _ in range(12):
            head = current.head
            if head == current:
                return True
            if self._suspends(current, head):
                return False
            current = head
        return True

    def _is_denied_statement(self, head: Token) -> bool:
        """`it is not that …`, `it is not our position that …`."""
        be = head if head.lemma_ == "be" else head.head
        return be.lemma_ == "be" and (head == be or head.pos_ == "NOUN") and self.is_negated(be)

    def _is_denied(self, verb: Token) -> bool:
        """`we do not say`, `nobody says`."""
        subject = own_subject(verb)
        return self.is_negated(verb) or (subject is not None and self.mentions.at(subject.i).negative)

    def _hangs_on_a_denial(self, verb: Token) -> bool:
        """`did not dare to deploy without asking`: nothing was done without asking."""
        for ancestor in verb.ancestors:
            if is_predicate(ancestor) and (
                self.is_negated(ancestor) or any(c.dep_ == "neg" for c in ancestor.children)
            ):
                return True
            if own_subject(ancestor):
                return False
        return False

    def _suspends(self, current: Token, head: Token) -> bool:
        if (
            current.dep_ in ("ccomp", "xcomp", "acl", "pcomp", "pobj", "dobj", "attr")
            and head.lemma_ in DENYING
            and self._is_denied(head)
        ):
            return True
        if (
            current.dep_ == "ccomp"
            and (self._own_mood(head) in (Mood.NORM, Mood.COUNTERFACTUAL))
            and head.lemma_ in DENYING
        ):
            return True
        infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in current.children)
        if current.dep_ == "relcl" and head.dep_ in ("dobj", "nsubjpass") and head.head.lemma_ in PRAISING:
            return True
        if current.dep_ in ("ccomp", "acl") and self._is_denied_statement(head):
            return True
        if infinitive and (current.dep_ == "advcl" or head.lemma_ in ENABLING):
            return True
        if infinitive and head.lemma_ in DECIDING and any(c.dep_ == "neg" for c in current.children):
            return True  # a decision against something, and no omission
        if (
            infinitive
            and current.dep_ in ("xcomp", "ccomp")
            and head.lemma_ not in IMPLICATIVE
            and head.lemma_ not in OBJECT_CONTROL
        ):
            return (
                head.lemma_ in {"want", "need", "like", "hope", "plan", "intend", "agree", "promise", "be", "expect"}
                or head.pos_ == "ADJ"
            )
        if infinitive and current.dep_ == "acl":
            return not self._is_fault_of(head)
        if infinitive and current.dep_ in ("relcl", "ROOT"):
            return True
        embedded = current.dep_ in ("pcomp", "dobj", "xcomp", "ccomp", "pobj") and head.i < current.i
        if embedded and (head.lemma_ in AVOIDING or head.head.lemma_ in AVOIDING):
            return not (head.lemma_ == "keep" and current.dep_ == "xcomp")
        return False

    def is_disowned(self, index: int) -> bool:
        """Tell whether the author only mentions some words, or denies saying them.

        `the term "user error"`, `it would be easy to write that …`, `nobody says that …`
        """
        before = self.sentence.lower[max(0, index - 2) : index]
        if MENTIONING & set(before) or (
            index in self.sentence.quoted and MENTIONING & set(self.sentence.lower[max(0, index - 4) : index])
        ):
            return True
        current = self.sentence[index]
        while current.head != current:
            head = current.head
            if current.dep_ in ("ccomp", "acl") and is_predicate(head) and head.lemma_ in DENYING:
                infinitive = head.dep_ in ("xcomp", "ccomp", "csubj") and any(c.lower_ == "to" for c in head.children)
                if self._is_denied(head) or (infinitive and self._is_supposed(head)):
                    return True
            current = head
        return False

    def _is_supposed(self, verb: Token) -> bool:
        """`it would be easy to write`: the verb around an infinitive is a supposition."""
        above = next((t for t in verb.ancestors if t.pos_ in ("VERB", "AUX")), verb)
        return self._own_mood(above) is not Mood.FACT

    def is_asserted(self, index: int) -> bool:
        """Tell whether the words at a token are claimed: not negated, denied, supposed, planned or quoted."""
        token = self.sentence[index]
        if token.i in self.sentence.quoted or self.is_question or self._has_negative_determiner(token):
            return False
        clause = self.governing(index)
        if clause is None:
            return not self._negative_before(index)
        verb = self.sentence[clause.head]
        if self.mood(verb) in (Mood.IRREALIS, Mood.QUOTED, Mood.CONDITIONAL):
            return False
        negated = self.is_negated(verb) != (clause.agent is not None and clause.agent.negative)
        return not (negated and not self._is_outside_scope(token, verb))

    @staticmethod
    def _is_outside_scope(token: Token, verb: Token) -> bool:
        """A negation does not reach a subject: `human error did not help` still asserts the error."""
        current = token
        while current.head != current and current != verb:
            if current.head == verb:
                return current.dep_ in ("nsubj", "nsubjpass", "npadvmod", "advcl")
            current = current.head
        return False

    @staticmethod
    def _has_negative_determiner(token: Token) -> bool:
        current = token
        for _ in range(4):
            if any(c.lower_ in ("no", "neither", "nor", "not", "never") and c.i < token.i for c in current.children):
                return True
            if current.dep_ == "pobj" and current.head.lower_ in ("without",):
                return True
            if (
                current.dep_ == "pobj"
                and current.head.lower_ in ("of", "than", "to")
                and current.head.head.lower_ in ("instead", "rather", "opposed")
            ):
                return True
            if current.dep_ not in (
                "amod",
                "compound",
                "nmod",
                "advmod",
                "pobj",
                "prep",
                "conj",
                "attr",
                "dobj",
            ) or current.head.pos_ in ("VERB", "AUX"):
                return False
            if current.dep_ == "conj":
                return False
            current = current.head
        return False

    def _negative_before(self, index: int) -> bool:
        return any(word in ("not", "no", "never", "n't") for word in self.sentence.lower[max(0, index - 3) : index])

    # --- outcomes ---------------------------------------------------------------------------------------------

    def _outcome(self, verb: Token) -> int | None:
        """Find a bad outcome that the sentence ties to the act as its effect."""
        for effect in self._effects(verb):
            if self._own_mood(effect) in (Mood.NORM, Mood.COUNTERFACTUAL):
                continue
            if self.is_negated(effect) or any(c.lower_ in ("had", "'d") for c in effect.children if c.dep_ == "aux"):
                continue
            if self.is_bad(effect) or (own_subject(effect) and self._undoes_something_good(effect)):
                return effect.i
        return None

    def _undoes_something_good(self, verb: Token) -> bool:
        """`which emptied the shop` is harm, `which stopped the errors` is help."""
        if not self.entries.starting_at(verb.i, ("neutral_damage",)) or self.entries.starting_at(verb.i, ("repairs",)):
            return False
        end = max(token.i for token in verb.subtree) + 1
        ended = ("outcome_nouns", "signals") if verb.lemma_ in ENDING else ("outcome_nouns",)
        return not self.entries.within(verb.i + 1, end, ended)

    def _effects(self, verb: Token) -> Iterator[Token]:
        for token in self.sentence.doc[verb.i + 1 :]:
            if not is_predicate(token) or token.i in self.sentence.quoted:
                continue
            if self._is_effect(token, verb):
                yield token

    def _is_effect(self, token: Token, verb: Token) -> bool:
        subject = own_subject(token)
        if subject is None:
            gerund = token.tag_ == "VBG" and token.dep_ in ("advcl", "acl", "conj", "xcomp", "dep", "pcomp")
            return gerund and self._is_above(verb, token) and self._is_set_off(token)
        if subject.lower_ == "which":
            return subject.i > verb.i and self.sentence.lower[subject.i - 1] in (",", "-", "–", "—", ";", "all", "of")
        if subject.lower_ in ("this", "that", "it"):
            return token.dep_ in ("conj", "ccomp", "parataxis", "ROOT") and verb.i < subject.i
        marked = any(
            c.dep_ in ("mark", "advmod", "cc") and c.lower_ in ("so", "thereby", "thus", "therefore", "hence")
            for c in token.children
        )
        before = self.sentence.lower[max(0, subject.left_edge.i - 3) : subject.left_edge.i]
        linked = marked or "so" in before or before[-2:] == ["with", "that"] or before == ["the", "result", "that"]
        return verb.i < subject.i and (linked or self._follows_at_once(token, verb, subject))

    def _follows_at_once(self, token: Token, verb: Token, subject: Token) -> bool:
        """`Ana flipped the flag and checkout went down`: a change, `and` what became of it."""
        if token.dep_ != "conj" or token.head != verb or self.mentions.at(subject.i).kind in TARGETS:
            return False
        return bool(self.entries.starting_at(verb.i, ("change_acts", "neutral_damage")))

    def _is_set_off(self, gerund: Token) -> bool:
        """`…, causing`: a comma sets an effect off from a mere attribute, unless the verb itself means causing."""
        before = self.sentence.lower[: gerund.i]
        while before and (before[-1] in EFFECT_ADVERBS or before[-1].endswith("ly")):
            before.pop()
        if not before or before[-1] in (",", "-", "–", "—", "(", ";"):
            return True
        return gerund.lemma_ in CAUSING and before[-1] not in (
            "while",
            "when",
            "after",
            "before",
            "without",
            "by",
            "of",
            "for",
            "from",
        )

    @staticmethod
    def _is_above(verb: Token, token: Token) -> bool:
        return any(ancestor == verb for ancestor in token.ancestors)

    def is_bad(self, verb: Token) -> bool:
        """Tell whether a predicate says that something bad happened."""
        if self.entries.starting_at(verb.i, ("outcome_predicates", "damage")):
            return True
        if verb.lemma_ not in CAUSING:
            return False
        start, end = verb.i, max((t.i for t in verb.subtree), default=verb.i) + 1
        worse = (c for c in verb.subtree if c != verb and is_predicate(c))
        return bool(self.entries.within(start, end, ("outcome_nouns",))) or any(
            self.entries.starting_at(c.i, ("outcome_predicates", "damage")) for c in worse
        )

    def entries_at(self, clause: Clause, lexicons: tuple[str, ...]) -> list[Entry]:
        """List lexicon entries that begin at the predicate or at one of its auxiliaries."""
        verb = self.sentence[clause.head]
        tokens = [
            self._word_start(clause.head),
            clause.head,
            *(c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod")),
            *(c.i for c in verb.children if clause.form is Form.NOMINAL and c.dep_ in ("amod", "compound")),
        ]
        found = [entry for token in dict.fromkeys(tokens) for entry in self.entries.starting_at(token, lexicons)]
        mending = "repairs" not in lexicons and self.entries.starting_at(clause.head, ("repairs",))
        return [entry for entry in found if not (mending and entry.pattern.elements[0].kind is Kind.POS)]

    def _word_start(self, index: int) -> int:
        """The first token of a hyphenated verb: `fat-fingered` is three."""
        joined = index > 1 and self.sentence.words[index - 1] == "-" and not self.sentence[index - 1].whitespace_
        return index - 2 if joined else index


ENDING = frozenset("stop clear silence end mute quiet resolve close cancel suppress".split())
CAUSING = frozenset(
    "cause trigger create lead result produce bring prompt provoke induce start spark mean make set end leave give contribute "
    "prolong extend worsen delay".split()
)


def coordinated(verb: Token) -> list[int]:
    """List the predicates that share a subject with this one by coordination."""
    first = verb
    while first.dep_ == "conj" and first.head.pos_ in ("VERB", "AUX") and not own_subject(first):
        first = first.head
    group, todo = [first.i], [first]
    while todo:
        for child in todo.pop().children:
            if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and not own_subject(child):
                group.append(child.i)
                todo.append(child)
    return group


def own_subject(verb: Token) -> Token | None:
    """Return a verb's own grammatical subject."""
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, reduced relatives included."""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if any(child.dep_ == "agent" for child in verb.children):
        return True
    if any(child.dep_ == "aux" and child.lower_ in HAVE for child in verb.children) or own_subject(verb):
        return False
    if verb.dep_ == "acl" and any(child.dep_ == "dobj" for child in verb.children):
        return False  # `a teacher imported the list`, taken for a reduced relative
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return is_passive(verb.head)
    return verb.dep_ in ("acl", "advcl", "ROOT")


def _is_only(verb: Token) -> bool:
    """`not only skipped …` asserts what it seems to deny."""
    return any(child.lower_ == "only" and child.i < verb.i for child in verb.children)


def is_nobody(mention: Mention) -> bool:
    """Tell whether a mention denies that anyone did it."""
    return mention.negative


def counts_as_implied(mention: Mention) -> bool:
    """Tell whether a mention is the unwritten subject of a fragment."""
    return mention.kind is MentionKind.IMPLIED


__all__ = ["NOBODY", "Clause", "ClauseReader", "Form", "Mood", "is_passive", "is_predicate", "own_subject"]
