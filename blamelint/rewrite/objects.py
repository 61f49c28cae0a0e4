"""To what an act was done: its object, what belongs to it, and how much of it can come to the front."""

from __future__ import annotations

import re

from blamelint.language.syntax import first_child, is_infinitive, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import (
    ARTICLES,
    TIED,
    Acts,
    CannotSay,
    Chain,
    is_finite,
    is_misplaced,
    own_words,
    tells_time,
    without_marks,
)
from blamelint.rewrite.changes import Change, Part
from blamelint.rewrite.verbs import (
    ADDRESSING,
    ASKED_FOR,
    ATTENDING,
    BELIEVING,
    CARRYING,
    CHOOSING,
    EVENTS,
    JUST,
    KNOWING,
    LACKING,
    LEADING_ROLES,
    LINGERING,
    MAX_MOVED,
    MEASURED,
    NEGATIVE_FORMS,
    NO_PASSIVE,
    OBVIOUS_OBJECT,
    OCCASIONS,
    PLACING,
    POINTERS,
    POSSESSIVES,
    PREPOSITIONAL,
    REJECTING,
    SPANS,
    SUBJECT_FORMS,
    TELLING,
    TRYING,
    WAYS,
    WH,
    WHEN,
)
from blamelint.rewrite.words import is_verb_form

STATES = frozenset("offline online live idle open".split())
"""Adverbs and adjectives that the parser takes for nouns."""

UNDONE = re.compile(r"un\w+ed")
"""How things are that nobody has tested, locked or watched."""


class Objects(Acts):
    """Finds what the acts of one sentence were done to."""

    def object_of(self, act: Token) -> Token | None:
        """Find the object that could become a subject."""
        found = first_child(act, "dobj") or self._object_of_belief(act) or self._object_of_particle(act)
        if found is not None and self.sentence.word(found.i + 1) in ("late", "early", "later"):
            return None  # `handed over 25 min late`
        if found is None or found.i < act.i or found.lower_.endswith(("self", "selves")) or found.lower_ in ARTICLES:
            return None
        if self.is_measured(act):
            return None
        complements = (c for c in act.rights if c.dep_ in ("oprd", "ccomp", "xcomp") and not self.is_belief(c))
        complement = next(complements, None)
        told = self.lemma(act) in TELLING
        timed = found.lemma_.lower() in SPANS and complement is not None and complement.tag_ == "VBG"
        if complement is not None and not (
            timed
            or told
            or is_infinitive(complement)
            or found.lower_ in SUBJECT_FORMS
            or self._is_state(found, complement)
        ):
            return None
        return found

    def is_measured(self, act: Token) -> bool:
        """`waited ten minutes`: a span of time right behind a verb that says how long."""
        behind = (c for c in act.rights if c.dep_ in ("dobj", "npadvmod") and c.left_edge.i == act.i + 1)
        return self.lemma(act) in LINGERING and any(c.lemma_.lower() in SPANS for c in behind)

    def _is_state(self, found: Token, complement: Token) -> bool:
        """`left the valve open`: in what state something was left stays behind its verb."""
        behind = complement.dep_ == "oprd" and complement.i > found.right_edge.i
        called = self.lemma(complement.head) in ADDRESSING  # `call the IT standby`
        return behind and complement.pos_ in ("ADJ", "ADV", "VERB") and not called

    def before_its_state(self, found: Token) -> Token | None:
        """`left the safe unlocked`, where the parser takes the state for the noun: the noun before it."""
        noun = found.nbor(-1) if found.i else found
        first = found.left_edge
        stated = found.tag_ in ("JJ", "VBN", "VBD") or found.lower_ in STATES or UNDONE.fullmatch(found.lower_)
        parted = noun.head == found and noun.dep_ in ("amod", "compound", "nmod") and first.dep_ in ("det", "poss")
        return noun if stated and parted and first.i < noun.i and found.right_edge == found else None

    def _object_of_particle(self, act: Token) -> Token | None:
        """`handing over the alarm`: the parser gives the object to the particle."""
        particle = first_child(act, "prt")
        return None if particle is None else first_child(particle, "pobj")

    def _object_of_belief(self, act: Token) -> Token | None:
        """`ignored it thinking that …`: the parser gives the object to the participle."""
        belief = next((c for c in act.rights if c.dep_ == "ccomp" and self.is_belief(c)), None)
        return None if belief is None else first_child(belief, "nsubj")

    def is_belief(self, verb: Token) -> bool:
        """`ignored it thinking that …`: what somebody had in mind as they acted."""
        said = (c for c in verb.rights if c.dep_ in ("ccomp", "xcomp", "advcl") and own_subject(c) is not None)
        return verb.tag_ == "VBG" and verb.lemma_ in BELIEVING and any(map(is_finite, said))

    def object_of_preposition(self, act: Token) -> Token | None:
        """Find the object of a preposition that a verb takes along into the passive: `was looked at`."""
        particle = first_child(act, "prt")
        verb, before = (
            (self.lemma(act), act) if particle is None else (f"{self.lemma(act)} {particle.lower_}", particle)
        )
        for child in act.children:
            if child.dep_ == "prep" and child.lower_ in PREPOSITIONAL.get(verb, ()) and child.i == before.i + 1:
                return first_child(child, "pobj")
        return None

    def _complement(self, act: Token) -> Token | None:
        """The first token of a clause that can follow `it was not noticed`."""
        if self.lemma(act) not in KNOWING:
            return None
        if "coming" in self.sentence.lower[act.i + 1 : act.i + 4]:
            return None  # `could see this coming`
        clause = next((c for c in act.children if c.dep_ in ("ccomp", "xcomp") and c.i > act.i), None)
        if clause is not None and clause.dep_ == "ccomp" and not is_finite(clause):
            return None
        if clause is not None and self.sentence.word(clause.left_edge.i - 1) == ",":
            return None  # `did not ask the owners, who would have told them`
        if clause is None or (own_subject(clause) is None and not self._is_wh(clause)):
            return None
        return clause.left_edge

    def _is_wh(self, clause: Token) -> bool:
        return clause.left_edge.lower_ in WH

    def _relative_object(self, chain: Chain) -> Token | None:
        """`which` in `the change, which Sara had not reviewed`; it stays where it is."""
        found = first_child(chain.act, "dobj", "pobj") or first_child(chain.top, "dobj")
        relative = found is not None and (found.tag_ in ("WDT", "WP") or found.lower_ == "that")
        fronted = relative and found is not None and found.i < chain.top.i
        if found is None or not fronted or self.lemma(chain.act) in NO_PASSIVE | {"do"}:
            return None
        if chain.top.dep_ in ("relcl", "acl"):
            return chain.top.head
        # `what she left out is …`
        return found if found.lower_ == "what" and chain.top.dep_ in ("csubj", "ccomp", "pcomp") else None

    def _allowed(self, act: Token) -> tuple[Token, Token] | None:
        """Who or what was let do something, and the verb of that: `let the lease run out`, `left the pump running`."""
        lets = act.lemma_ in ("let", "leave", "keep")
        below = first_child(act, "ccomp", "xcomp") if lets else None
        if act.lemma_ == "let" and below is None and (found := self._lapse(act)) is not None:
            return found
        if below is None or below.tag_ != ("VB" if act.lemma_ == "let" else "VBG"):
            return None
        subject = own_subject(below) or first_child(below, "compound")
        return None if subject is None or subject.i < act.i else (subject, below)

    def _lapse(self, act: Token) -> tuple[Token, Token] | None:
        """`let the lease lapse`, where the parser takes the verb for a noun."""
        noun = first_child(act, "dobj")
        thing = None if noun is None else noun.nbor(-1)
        if noun is None or thing is None or thing.dep_ != "compound" or noun.tag_ != "NN":
            return None
        return (thing, noun) if is_verb_form(noun.lower_) else None

    def does_so(self, act: Token) -> bool:
        """`neglected to do so`: what is meant stands before."""
        return act.lemma_ == "do" and self.sentence.word(act.i + 1) == "so"

    def _leaves_object_out(self, chain: Chain) -> bool:
        """`nobody noticed`: what was there to notice stands before."""
        act = chain.act
        if self._is_judged_clause(act) and self.lemma(act) in OBVIOUS_OBJECT and self.is_bare(act):
            return True  # `it is odd that nobody noticed`
        if act.dep_ == "relcl" or self.sentence.word(act.left_edge.i - 1) in ("that", "which"):
            return False
        if self.does_so(act):
            return True
        if self.sentence.word(act.left_edge.i) in ("that", "which"):
            return False  # `an order that nobody had read`
        closed = self.sentence.lower.index("(") if "(" in self.sentence.lower else len(self.sentence)
        rights = (c for c in act.rights if c.i < closed)  # what stands in brackets is said beside it
        tied = (c for c in rights if c.dep_ in TIED and not (c.dep_ == "conj" and own_subject(c)))
        obvious = self.lemma(act) in OBVIOUS_OBJECT or (self.lemma(act) == "look" and chain.negated)
        return obvious and next(tied, None) is None

    def _is_judged_clause(self, act: Token) -> bool:
        """`it is odd that nobody noticed`, and not `an order that nobody had read`."""
        pointed = own_subject(act.head)
        return act.dep_ == "ccomp" and pointed is not None and pointed.lower_ == "it" and pointed.i < act.head.i < act.i

    def moved(self, noun: Token) -> tuple[tuple[int, int], int]:
        """How much of an object comes to the front: the noun with what cannot part from it."""
        start, end = noun.left_edge.i, self._whole_word(self._with_its_own(noun, self._end_of_noun(noun)))
        end = self._with_quotation(start, end)
        end = self._without_time(start, end)
        clause = first_child(noun, "relcl")
        if end - start > MAX_MOVED and clause is not None and self.sentence.word(noun.i + 1) in ("that", "which"):
            end = noun.i + 1  # `a job was added that …`
        own = any(word.endswith(("self", "selves")) for word in self.sentence.lower[start:end])
        denied = "not" in self.sentence.lower[start + 1 : end] and first_child(noun, "relcl", "acl") is None
        if end - start > MAX_MOVED or own or denied or self._is_glued(end) or self.sentence.word(end) == "ago":
            raise CannotSay
        return (start, end), end

    def _end_of_noun(self, noun: Token) -> int:
        """After a noun with what is tied to it, and what stands in brackets behind."""
        end = self._after_numbers(noun)
        for child in sorted(noun.rights, key=lambda c: c.i):
            apart = child.left_edge.i != end and not self.sentence[end].is_punct
            if apart or self._begins_something_else(noun, child) or not self._is_tied(noun, child):
                break
            end = self._end_of_complement(child) if child.dep_ == "prep" else child.right_edge.i + 1
        while end > noun.i + 1 and self.sentence.words[end - 1] in (",", ".", ";", ":"):
            end -= 1
        if noun.lemma_.lower() in WAYS and end < len(self.sentence) and self.sentence[end].pos_ == "ADV":
            end += 1  # `the shortest way out`
        return self._with_bracket(end)

    def _after_numbers(self, noun: Token) -> int:
        """After a noun and its numbers: `steps 6 to 14`."""
        end = noun.i + 1
        while noun.tag_ == "NNS" and end < len(self.sentence) and self.sentence[end].like_num:
            end += 1
            joined = self.sentence.word(end) in ("to", "and", "-", "–", "through")
            if joined and end + 1 < len(self.sentence) and self.sentence[end + 1].like_num:
                end += 1
        of = self.sentence[end] if end < len(self.sentence) else noun
        if of.pos_ == "NOUN" and of is not noun:
            return noun.i + 1  # `restarted the nodes three times`
        return of.right_edge.i + 1 if of.lower_ == "of" and noun.i < of.head.i < end else end

    def _begins_something_else(self, noun: Token, child: Token) -> bool:
        """`tested the upgrade and not just the mail`; `wipes the disks and restarts`; `told the bank of it`."""
        if any(c.lower_ == "instead" for c in child.children):
            return True  # `passed the one instead of the other`
        if child.dep_ != "cc":
            return child.lower_ in ("of", "about") and noun.dep_ == "dobj" and self._is_told_of(noun)
        denied = self.sentence.lower[child.i : child.i + 2] == ["and", "not"]
        return denied or any(self.may_be_verb(noun.head, c) or is_misplaced(c) for c in noun.rights)

    def _is_tied(self, noun: Token, child: Token) -> bool:
        """Whether a phrase behind a noun cannot part from it."""
        if child.dep_ in ("acl", "amod") and noun.dep_ == "dobj" and not child.children:
            return False  # `shipped the build untested`
        if child.dep_ != "prep":
            return child.dep_ in ("relcl", "acl", "conj", "cc", "nummod", "appos", "compound", "case")
        further = any(c.dep_ in ("relcl", "acl", "conj") and c.i > child.i for c in noun.rights)
        return further or child.lower_ in ("of", "between", "about")

    def not_just(self) -> list[Change]:
        """`should have tested the upgrade and not just the mail`: just the mail was tested."""
        words = self.sentence.lower
        places = (i for i in range(len(words) - 3) if words[i : i + 2] == ["and", "not"] and words[i + 2] in JUST)
        return [Change(i, i + 3, (", just",)) for i in places]

    def unowned(self, moved: tuple[int, int]) -> tuple[Part, ...]:
        """Give a phrase without the pronoun of its owner: `her own call statistics` → `the call statistics`."""
        first = self.sentence[moved[0]]
        if first.dep_ != "poss" or first.lower_ not in POSSESSIVES - {"our", "its"}:
            return (moved,)
        own = self.sentence.word(moved[0] + 1) == "own"
        return "the", (moved[0] + 1 + own, moved[1])

    def _with_its_own(self, noun: Token, end: int) -> int:
        """`saw the alerts about it`, `missed the chance to ask`: the parser ties to the verb what is the noun's."""
        act = noun.head if noun.dep_ == "dobj" else noun.head.head
        asked = noun.lemma_.lower() in ASKED_FOR
        for child in (*act.rights, *noun.head.rights, *noun.rights):
            infinitive = child.tag_ == "VB" and is_infinitive(child) and (asked or self.lemma(act) in LACKING)
            about = child.dep_ == "prep" and self._is_of(noun, child)
            carries = noun.pos_ == "NOUN" or noun.lower_ in NEGATIVE_FORMS
            if child.left_edge.i == end and carries and (infinitive or about):
                return self._end_of_complement(child)
        return end

    def _with_quotation(self, start: int, end: int) -> int:
        """`clicked "cancel"`, `posted a simple "we know"`: what stands in quotation marks stays whole."""
        if self.sentence.word(start) in ('"', "“") and self.sentence.word(end) in ('"', "”"):
            return end + 1
        if self.sentence.word(end) not in ('"', "“"):
            return end
        inside = range(end + 1, min(end + MAX_MOVED, len(self.sentence)))
        closing = next((i + 1 for i in inside if self.sentence.word(i) in ('"', "”")), end)
        named = closing < len(self.sentence) and self.sentence[closing].pos_ == "NOUN"
        return closing + 1 if named else closing

    def _without_time(self, start: int, end: int) -> int:
        """`posted a notice much earlier`: when, whatever the parser ties it to."""
        last = self.sentence[end - 1]
        if end - 1 > start and last.pos_ == "ADV" and last.lower_ in WHEN:
            return max(start + 1, min(last.left_edge.i, end - 1))
        return end

    def _with_bracket(self, end: int) -> int:
        """`the procedure (document 114)`: a few words in brackets belong to what stands before them."""
        if self.sentence.word(end) == ")" and self.sentence.word(end - 2) == "(":
            return end + 1  # `the key (svc-import)`, where the parser takes what stands in brackets for the noun
        if self.sentence.word(end) != "(":
            return end
        inside = range(end + 1, min(end + 6, len(self.sentence)))
        closing = next((i for i in inside if self.sentence.words[i] == ")"), None)
        short = closing is not None and all(t.pos_ not in ("VERB", "AUX") for t in self.sentence.doc[end:closing])
        return closing + 1 if closing is not None and short else end

    def _is_told_of(self, noun: Token) -> bool:
        """`notify the bank of rejected files`: of what somebody is told."""
        return self.lemma(noun.head) in TELLING and noun.lemma_.lower() not in LEADING_ROLES

    def _is_of(self, noun: Token, preposition: Token) -> bool:
        """`an update on the tunnels`, `a request for a flag`: what a preposition says of the noun before it."""
        if preposition.lower_ == "about" and noun.dep_ == "dobj" and self._is_told_of(noun):
            return False  # `tell the team about it`
        asked = noun.dep_ == "dobj" and self.lemma(noun.head) in ADDRESSING
        if noun.lower_ in NEGATIVE_FORMS and asked and preposition.lower_ in ("about", "for", "to"):
            return False  # `asked nobody about the quota`
        if preposition.lower_ == "about" or noun.lower_ in NEGATIVE_FORMS:
            return preposition.lower_ not in ("until", "till", "before", "after", "since") and not tells_time(
                preposition
            )
        if noun.dep_ == "dobj" and self.lemma(noun.head) in ATTENDING and self._is_where_it_is(preposition):
            return True
        if noun.lemma_.lower() in ASKED_FOR and preposition.lower_ == "for" and not tells_time(preposition):
            return not any(t.lemma_.lower() in SPANS for t in preposition.children)
        if noun.lower_ in ("one", "ones"):
            return not tells_time(preposition)  # `the one for the gateway`
        if preposition.lower_ == "to" and noun.lemma_.lower() in POINTERS:
            return True
        if preposition.lower_ == "without" and self.lemma(noun.head) in REJECTING:
            return True  # `reject changes without tests`
        if preposition.lower_ in ("concerning", "regarding"):
            return True
        if preposition.lower_ == "with" and noun.dep_ == "dobj" and self.lemma(noun.head) in CHOOSING:
            return True
        every = any(c.lower_ in ("all", "every", "each") for c in noun.children)
        if every and self._is_where_it_is(preposition):
            return True
        if noun.lemma_.lower() in MEASURED and preposition.lower_ == "in" and not tells_time(preposition):
            return True
        timed = tells_time(preposition)
        event = self.analysis.entries.within(noun.i, noun.i + 1, EVENTS)
        if event and preposition.lower_ == "from" and not timed:
            return True  # `tested a restore from one`
        tried = noun.dep_ != "dobj" or self.lemma(noun.head) in TRYING  # `tested the migration on a copy`
        carried = preposition.lower_ == "to" and noun.dep_ == "dobj" and self.lemma(noun.head) in CARRYING
        return bool(event) and preposition.lower_ in ("on", "to", "of") and not (timed or tried or carried)

    def _is_where_it_is(self, preposition: Token) -> bool:
        """`did not check the space on the device`: where a thing is, and not when or how it was looked at."""
        place = first_child(preposition, "pobj")
        words = own_words(preposition)
        if place is None or preposition.lower_ not in PLACING or tells_time(preposition):
            return False
        told = (
            any(c.dep_ == "det" for c in place.children)
            or place.pos_ in ("PROPN", "NUM")
            or preposition.lower_ == "from"
        )
        counted = preposition.lower_ == "in" and any(t.like_num for t in words)
        timed = place.lemma_.lower() in SPANS | OCCASIONS or counted
        return told and not timed and not any(t.lower_ in POSSESSIVES - {"our"} for t in words)

    def _end_of_complement(self, child: Token) -> int:
        """After an infinitive or a phrase, without a clause or a date behind it."""
        below = [c for c in child.subtree if c.left_edge.i > child.i]
        later = [c for c in below if c.dep_ in ("relcl", "advcl")]
        later += [c for c in below if c.dep_ == "prep" and tells_time(c)]
        end = min([child.right_edge.i + 1, *(c.left_edge.i for c in later)])
        return without_marks(self.sentence[end - 1])

    def may_be_verb(self, act: Token, noun: Token) -> bool:
        """`wipes the disk and restarts`: a bare plural behind *and* that could be one more verb in the present."""
        bare = noun.dep_ == "conj" and noun.tag_ == "NNS" and act.tag_ == "VBZ" and next(noun.lefts, None) is None
        if bare and self.is_before_article(noun):
            return is_verb_form(noun.lower_)
        known = self.analysis.entries.starting_at(noun.i, ("change_acts", "neutral_damage", "repairs"))
        return bare and not noun.children and bool(known)

    def is_before_article(self, noun: Token) -> bool:
        """Whether a noun phrase begins behind a noun, which is then likely a verb."""
        return noun.i + 1 < len(self.sentence) and self.sentence[noun.i + 1].dep_ == "det"

    def _is_glued(self, index: int) -> bool:
        """Whether a noun belongs to the one before it, whatever the parser says."""
        if index >= len(self.sentence):
            return False
        noun = self.sentence[index]
        if noun.dep_ == "det" and noun.head.dep_ in ("nsubj", "nsubjpass"):
            return True  # `the table the queue depends on`
        if noun.tag_ == "VBZ" and noun.dep_ != "conj" and own_subject(noun) is None:
            return True  # `the host logs`, where the parser takes *logs* for a verb
        return noun.pos_ in ("NOUN", "PROPN") and noun.dep_ != "npadvmod" and not self.sentence[index - 1].is_punct

    def _whole_word(self, end: int) -> int:
        """Do not cut `semi-colon` in two."""
        words = self.sentence.words
        while end + 1 < len(words) and words[end] in ("-", "/") and not self.sentence[end - 1].whitespace_:
            end += 2
        return end
