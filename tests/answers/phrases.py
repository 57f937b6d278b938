"""Sentences with figures, as different civil servants write them: Dutch wordings, at least six for each indicator.

Here: words only. `{v}` stands for each figure in turn, `{year}` for the year of the answer. Not here: titles and labels
of tables (`words`), what the figures are (`author`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording with several figures; `basis` says where a reader must find their year."""

    template: str
    basis: str = "answer"


# Sentences with one figure, each complete in itself.
SENTENCES: dict[str, tuple[str, ...]] = {
    "conversations": (
        "In {year} werden {v} gesprekken gevoerd met Nupraatikerover.be.",
        "In {year} voerde Nupraatikerover.be {v} chatgesprekken.",
        "Er werden in {year} in totaal {v} gesprekken gevoerd via de chat.",
        "In {year} waren er {v} chatgesprekken.",
        "Het aantal gevoerde chatgesprekken bedroeg {v} in {year}.",
        "In de loop van {year} vonden {v} chatgesprekken plaats.",
        "De chatbox registreerde {v} gesprekken in {year}.",
        "Wat {year} betreft, gaat het om {v} gevoerde gesprekken.",
    ),
    "unique_chat_button_callers": (
        "In {year} drukten {v} unieke oproepers op de Nupraatikerover.be-chatknop.",
        "In {year} drukten er {v} unieke jongeren op de chatknop.",
        "Het aantal unieke oproepers dat in {year} op de chatknop drukte, bedraagt {v}.",
        "{v} unieke oproepers klikten in {year} op de chatknop.",
        "In {year} werd door {v} unieke oproepers op de chatknop gedrukt.",
        "In totaal hebben {v} verschillende jongeren in {year} op de chatknop geklikt.",
        "Wat {year} betreft, gaat het om {v} unieke oproepers die de chatknop indrukten.",
    ),
    "missed_in_opening_hours": (
        (
            "In {year} drukten er {v} oproepers op de chatknop tijdens de openingsuren die niet onmiddellijk een "
            "gesprek konden krijgen."
        ),
        "In {year} waren er {v} gemiste gesprekken tijdens de openingsuren.",
        "Tijdens de openingsuren konden in {year} {v} oproepers niet onmiddellijk een gesprek krijgen.",
        "In {year} bleven {v} oproepen tijdens de openingsuren onbeantwoord.",
        "Het aantal gemiste gesprekken tijdens de openingsuren bedroeg {v} in {year}.",
        "In {year} konden {v} aangevraagde chatgesprekken tijdens de openingsuren niet worden beantwoord.",
        (
            "{v} oproepers die in {year} tijdens de openingsuren op de chatknop drukten, konden niet meteen een "
            "gesprek krijgen."
        ),
    ),
    "missed_outside_opening_hours": (
        (
            "Daarnaast waren er in {year} {v} oproepers die buiten de openingsuren op de chatknop drukten en geen "
            "gesprek kregen."
        ),
        "Buiten de openingsuren drukten in {year} {v} oproepers op de chatknop zonder een gesprek te krijgen.",
        "{v} oproepers drukten in {year} buiten de openingsuren op de chatknop en kregen geen gesprek.",
        "Buiten de openingsuren werd in {year} {v} keer op de chatknop gedrukt.",
        "In {year} probeerden {v} oproepers buiten de openingsuren een gesprek te starten; zij kregen geen gesprek.",
        "Het aantal oproepers dat in {year} buiten de openingsuren op de chatknop drukte, bedroeg {v}.",
    ),
    "answered_callers_chat_and_mail": (
        "In {year} beantwoordde Nupraatikerover.be in totaal {v} oproepers, zowel via chat als via mail.",
        "In totaal beantwoordde Nupraatikerover.be in {year} {v} oproepers, zowel via chat, als via mail.",
        "In {year} werden {v} oproepers beantwoord via chat of mail.",
        "Het totaal aantal beantwoorde oproepers (chat en mail) bedroeg {v} in {year}.",
        "Via chat en mail samen werden in {year} {v} oproepers te woord gestaan.",
        "In {year} werden in totaal {v} jongeren geholpen, via de chat of via e-mail.",
    ),
    "chat_callers": (
        "In {year} kwamen {v} oproepers effectief naar de chat.",
        "{v} oproepers kwamen in {year} effectief naar de chat.",
        "In {year} geraakten {v} oproepers effectief op de chat.",
        "In {year} hadden {v} unieke oproepers een chatgesprek.",
        "Met {v} unieke jongeren werd in {year} een gesprek gevoerd via de chat.",
        "Het aantal oproepers dat in {year} effectief op de chat kwam, bedraagt {v}.",
    ),
    "mail_only_callers": (
        "Met {v} oproepers was er in {year} enkel contact via mail.",
        "In {year} was er met {v} oproepers enkel contact via mail.",
        "{v} oproepers hadden in {year} alleen contact via e-mail.",
        "In {year} verliep het contact met {v} oproepers uitsluitend via mail.",
        "Enkel via mail werden in {year} {v} oproepers geholpen.",
        "Met {v} jongeren was er in {year} louter mailcontact.",
    ),
    "new_chat_callers": (
        "In {year} waren er {v} nieuwe chatoproepers.",
        "In {year} telde de chat {v} nieuwe oproepers.",
        "In {year} kwamen {v} oproepers voor het eerst op de chat.",
        "Het aantal nieuwe chatoproepers bedroeg {v} in {year}.",
        "{v} jongeren kwamen in {year} voor de eerste keer op de chat.",
        "Er meldden zich in {year} {v} nieuwe oproepers op de chat.",
    ),
}

# How the conversations changed against the year `{base}`; their own year was named just before.
GROWTH: dict[str, tuple[str, ...]] = {
    "up": (
        "We zien een stijging met {v} in het aantal gesprekken in vergelijking met {base}.",
        "Het aantal gesprekken steeg met {v} ten opzichte van {base}.",
        "Tegenover {base} nam het aantal gesprekken toe met {v}.",
        "In vergelijking met {base} is het aantal gesprekken met {v} gestegen.",
        "Dat is {v} meer gesprekken dan in {base}.",
        "Dit betekent een toename van het aantal gesprekken met {v} t.o.v. {base}.",
        "Het aantal gevoerde gesprekken lag {v} hoger dan in {base}.",
    ),
    "down": (
        "We zien een daling met {v} in het aantal gesprekken in vergelijking met {base}.",
        "Het aantal gesprekken daalde met {v} tegenover {base}.",
        "Tegenover {base} nam het aantal gesprekken af met {v}.",
        "In vergelijking met {base} is het aantal gesprekken met {v} gedaald.",
        "Dat is {v} minder gesprekken dan in {base}.",
        "Dit betekent een afname van het aantal gesprekken met {v} t.o.v. {base}.",
        "Het aantal gevoerde gesprekken lag {v} lager dan in {base}.",
    ),
}

# The missed calls of the year `{before}` and of the year `{earlier}`, after a sentence about those of this year.
BEFORE = (
    "In {before} lag dit aantal een stuk lager, nl. op {v}. In {earlier} ging het om {v} oproepers.",
    "In {before} waren dat er {v}, in {earlier} waren het er {v}.",
    "Ter vergelijking: in {before} ging het om {v} oproepers en in {earlier} om {v} oproepers.",
    "Dit aantal bedroeg {v} in {before} en {v} in {earlier}.",
    "In {before} lag het aantal gemiste gesprekken tijdens de openingsuren op {v}, in {earlier} op {v}.",
    "In {before} en {earlier} waren er respectievelijk {v} en {v} gemiste gesprekken tijdens de openingsuren.",
)

# All callers who were answered, those on the chat, and those by mail only.
ANSWERED = (
    Phrase(
        "In totaal beantwoordde Nupraatikerover.be {v} oproepers, zowel via chat, als via mail. {v} oproepers kwamen "
        "effectief naar de chat, met de andere {v} was er enkel contact via mail."
    ),
    Phrase(
        "In {year} beantwoordde Nupraatikerover.be {v} oproepers via chat en mail; daarvan kwamen {v} oproepers "
        "effectief naar de chat en was er met {v} oproepers enkel contact via mail.",
        "printed",
    ),
    Phrase(
        "Er werden {v} oproepers beantwoord via chat of mail: {v} oproepers kwamen effectief naar de chat, met {v} "
        "oproepers was er alleen mailcontact."
    ),
    Phrase(
        "In {year} werden {v} oproepers beantwoord (chat en mail), waarvan {v} effectief naar de chat kwamen en {v} "
        "enkel contact hadden via mail.",
        "printed",
    ),
    Phrase(
        "Van de {v} beantwoorde oproepers (chat en mail) kwamen er {v} effectief naar de chat; bij {v} oproepers "
        "bleef het uitsluitend bij mailcontact."
    ),
    Phrase(
        "Het aantal beantwoorde oproepers via chat en mail bedraagt {v}. Het gaat om {v} oproepers die effectief "
        "naar de chat kwamen en {v} oproepers met wie enkel gemaild werd."
    ),
)

# The share of the callers of 12 to 14 years, of 15 to 17, and of girls and women.
MOST_CALLERS = (
    Phrase(
        "Oproepers bevinden zich vnl. in de leeftijdscategorieën 12-14 jaar ({v}) en 15-17 jaar ({v}). De meeste "
        "oproepers zijn vrouwelijk ({v})."
    ),
    Phrase(
        "De meeste oproepers zijn tussen 12 en 14 jaar ({v}) of tussen 15 en 17 jaar ({v}). Vooral meisjes ({v}) "
        "vinden de weg naar de chat."
    ),
    Phrase(
        "De grootste leeftijdsgroepen zijn 12-14 jaar ({v}) en 15-17 jaar ({v}). Meisjes/vrouwen zijn het sterkst "
        "vertegenwoordigd ({v})."
    ),
    Phrase(
        "In {year} was {v} van de oproepers 12 tot 14 jaar en {v} van de oproepers 15 tot 17 jaar; {v} van de "
        "oproepers was vrouwelijk.",
        "printed",
    ),
    Phrase("Qua leeftijd gaat het vooral om 12-14 jaar ({v}) en 15-17 jaar ({v}), qua geslacht om meisjes ({v})."),
    Phrase(
        "{v} van de oproepers is tussen 12 en 14 jaar, {v} van de oproepers is tussen 15 en 17 jaar. {v} van de "
        "oproepers is een meisje."
    ),
)

# Wednesday's share, and the approximate share of Monday, Tuesday and Thursday each.
WEEKDAYS = (
    Phrase(
        "De meeste gesprekken vinden plaats op woensdag ({v} van het totaal aantal gevoerde gesprekken). We zien een "
        "gelijkmatige verdeling tussen de andere avondmomenten (maandag, dinsdag en donderdag: steeds ongeveer {v} "
        "van het totaal aantal gevoerde gesprekken)."
    ),
    Phrase(
        "Woensdag is de drukste dag met {v} van de gevoerde gesprekken; maandag, dinsdag en donderdag zijn telkens "
        "goed voor ongeveer {v} van de gevoerde gesprekken."
    ),
    Phrase(
        "In {year} werd {v} van de gesprekken gevoerd op woensdag, en telkens circa {v} op maandag, dinsdag en "
        "donderdag.",
        "printed",
    ),
    Phrase(
        "Op woensdag vindt {v} van de gevoerde gesprekken plaats, op de andere avonden (maandag, dinsdag en "
        "donderdag) steeds ongeveer {v}."
    ),
    Phrase(
        "Er wordt het meest gechat op woensdag: {v} van het totaal aantal gesprekken. Op maandag, dinsdag en "
        "donderdag gaat het telkens om ongeveer {v}."
    ),
    Phrase(
        "De gesprekken zijn als volgt verdeeld: {v} op woensdag; op maandag, dinsdag en donderdag elk zowat {v} van "
        "het totaal aantal gesprekken."
    ),
)

# What makes an answer one about this service, in a sentence without figures.
NAMING = (
    "Deze cijfers hebben betrekking op de chatbox Nupraatikerover.be.",
    "Nupraatikerover.be blijft verder inzetten op haar bekendmaking.",
    "Jongeren kunnen voor een anoniem gesprek terecht bij Nupraatikerover.",
    "De vertrouwenscentra kindermishandeling bezorgden de gegevens van nupraatikerover.be.",
    "Hieronder vindt u de gegevens van Nupraatikerover.be.",
)

TITLES_NAMING = (
    "Nupraatikerover - Oproepen",
    "Chatbox Nupraatikerover.be - Cijfers",
    "Kindermishandeling - Chathulplijn Nupraatikerover.be",
    "Nupraatikerover.be - Evaluatie en stand van zaken",
)
