"""What was not done, said as something that was not there: no wait, no switching back, nothing posted."""

from __future__ import annotations

from blamelint.language.syntax import first_child, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import TIED, CannotSay, Chain
from blamelint.rewrite.changes import Change
from blamelint.rewrite.objects import Objects
from blamelint.rewrite.verbs import ADDRESSING, DEVERBAL, PUBLISHING, UNDONE_MODALS
from blamelint.rewrite.words import gerund


class Absences(Objects):
    """Says acts that were left undone by their nouns."""

    def _is_nothing(self, chain: Chain) -> bool:
        """Whether there is a noun for what was not done: no wait, no switching back."""
        if not self._is_undone(chain):
            return False
        if self._deverbal(chain.act) and (self._is_bare_but_for_particle(chain.act) or self.is_measured(chain.act)):
            return True
        if any(c.dep_ == "prep" and not list(c.children) for c in chain.act.rights):
            return False  # `the report nobody asked for`
        subject = own_subject(chain.top)
        return self._is_plain(chain) and not (subject is not None and self.is_collective(subject))

    def _as_nothing(self, chain: Chain) -> Change:
        """`never switched back to it` → `there was no switching back to it`."""
        be = "is" if self._is_told_now(chain) else "was"
        if {"has", "have", "'ve"} & set(self._auxiliaries(chain)) and not UNDONE_MODALS & set(self._auxiliaries(chain)):
            be = "has been"
        lemma = self.lemma(chain.act)
        if lemma == "bother":
            raise CannotSay  # `a mailbox that nobody had bothered to forward`
        missing = "nothing" if lemma in PUBLISHING else "nobody" if lemma in ADDRESSING else None
        if missing is not None:
            done = (f"{missing} {be}", self.participle_of(chain.act))
            return Change(self._verb_start(chain.top), chain.act.i + 1, done)
        long = self.is_measured(chain.act)
        noun = self._deverbal(chain.act) if long or self._is_bare_but_for_particle(chain.act) else None
        there = "with no" if "having" in self._auxiliaries(chain) else f"there {be} no"
        of = ("of",) if long else ()
        particle = first_child(chain.act, "prt")
        end = chain.act.i + 1 if noun is None or particle is None else particle.i + 1
        return Change(self._verb_start(chain.top), end, (there, noun or gerund(lemma), *of))

    def _is_bare_but_for_particle(self, act: Token) -> bool:
        """`did not follow up`: its particle is part of the verb."""
        return not any(c.dep_ in TIED and not (c.dep_ == "prt" and c.i == act.i + 1) for c in act.rights)

    def _deverbal(self, act: Token) -> str | None:
        """The noun of a verb, with its prefix: `double-check`."""
        particle = first_child(act, "prt")
        if particle is not None:
            return DEVERBAL.get(f"{self.lemma(act)} {particle.lower_}")
        prefix, hyphen, verb = self.lemma(act).rpartition("-")
        noun = DEVERBAL.get(verb)
        return None if noun is None else f"{prefix}{hyphen}{noun}"

    def _is_plain(self, chain: Chain) -> bool:
        """Whether a verb stands with no object, and with words that say where, when or what for."""
        tied = any(c.dep_ in TIED and c.dep_ not in ("xcomp", "prt") for c in chain.act.rights)
        light = self.lemma(chain.act) in ("get", "go", "come", "do", "make")
        below = [c for right in chain.act.rights for c in (right, *right.rights)]  # `switched back to it`
        return not tied and not light and any(c.dep_ in ("prep", "advcl", "xcomp") for c in below)
