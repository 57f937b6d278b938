"""How civil servants name figures: Dutch titles, announcements, headers and labels, and prose without figures.

Here: words only. Not here: sentences with figures (`phrases`), which words are drawn together (`author`, `tables`) or
how they become blocks (`compose`).
"""

from __future__ import annotations

DISCLAIMER = "Verzonnen testdocument: alle personen en cijfers in dit document zijn verzonnen."

ASKERS = ("VERA VOORBEELD", "TESSA DE PROEF", "JAN VAN TESTMANS", "ANN-SOFIE FICTIEF")

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip

MONTH_STYLES: dict[str, tuple[str, ...]] = {
    "lower": MONTHS,
    "capital": tuple(name.capitalize() for name in MONTHS),
    "upper": tuple(name.upper() for name in MONTHS),
    "short": ("Jan", "Feb", "Mrt", "Apr", "Mei", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dec"),
    "dotted": ("jan.", "febr.", "mrt.", "apr.", "mei", "juni", "juli", "aug.", "sept.", "okt.", "nov.", "dec."),
    "mixed": ("Jan", "Feb", "Maart", "April", "Mei", "Juni", "Juli", "Aug", "Sept", "Okt", "November", "December"),
}

TOTALS = ("Totaal", "TOTAAL", "totaal", "Eindtotaal", "Som", "Algemeen totaal")

# Noun phrases: a title above a table, its merged first row, or the lead of a list.
TITLES: dict[str, tuple[str, ...]] = {
    "conversations": (
        "Aantal gesprekken",
        "Aantal gevoerde gesprekken",
        "Gevoerde chatgesprekken",
        "Aantal chatgesprekken per maand",
        "Aantal gevoerde gesprekken op de chat",
    ),
    "new_chat_callers": (
        "Aantal nieuwe chatoproepers",
        "Nieuwe oproepers op de chat",
        "Nieuwe chatoproepers per maand",
        "Aantal nieuwe oproepers via de chat",
    ),
    "missed_in_opening_hours": (
        "Gemiste gesprekken tijdens de openingsuren",
        "Aantal gemiste chatgesprekken tijdens de openingsuren",
        "Oproepers die tijdens de openingsuren geen gesprek konden krijgen",
    ),
    "referrals": (
        "Doorverwijzingen door andere hulplijnen",
        "Aantal doorverwijzingen per hulplijn",
        "Doorverwezen door",
    ),
    "caller_gender_share": (
        "Geslacht oproepers",
        "Geslacht van de oproepers",
        "Oproepers naar geslacht",
        "Gender van de oproepers",
    ),
    "caller_age_share": (
        "Leeftijd oproepers",
        "Leeftijdsverdeling",
        "Leeftijdsverdeling van de oproepers",
        "Leeftijd van de oproepers",
    ),
    "reported_problem_share": (
        "Aangemelde problematieken",
        "Gemelde problematieken",
        "Meest gemelde problematieken",
    ),
    "weekday_share": ("Gevoerde gesprekken per weekdag", "Verdeling van de gesprekken over de weekdagen"),
}

# Sentences that announce a table and name no year.
ANNOUNCEMENTS: dict[str, tuple[str, ...]] = {
    "conversations": (
        "De tabel hieronder geeft een overzicht van het aantal gesprekken, opgedeeld per maand.",
        "Onderstaande tabel toont het aantal gevoerde chatgesprekken per maand.",
        "In volgende tabel vindt u het aantal gevoerde gesprekken terug.",
    ),
    "new_chat_callers": (
        "De tabel hieronder geeft het aantal nieuwe chatoproepers per maand weer.",
        "Onderstaande tabel toont het aantal nieuwe oproepers op de chat.",
    ),
    "missed_in_opening_hours": (
        "Onderstaande tabel toont het aantal gemiste gesprekken tijdens de openingsuren.",
        (
            "De tabel geeft per maand weer hoeveel oproepers tijdens de openingsuren op de chatknop drukten maar "
            "geen gesprek konden krijgen."
        ),
    ),
    "referrals": (
        (
            "De tabel hieronder geeft een overzicht van het aantal doorverwijzingen door andere hulplijnen naar "
            "Nupraatikerover.be:"
        ),
        "Oproepers werden door volgende hulplijnen doorverwezen naar Nupraatikerover.be:",
    ),
    "caller_gender_share": (
        "De verdeling van de oproepers naar geslacht ziet er als volgt uit:",
        "Onderstaande tabel toont het geslacht van de oproepers.",
    ),
    "caller_age_share": (
        "De leeftijdsverdeling van de oproepers is als volgt:",
        "Onderstaande tabel toont de leeftijd van de oproepers.",
    ),
    "reported_problem_share": (
        "De onderstaande tabel geeft een overzicht van de meest gemelde problematieken.",
        "De aangemelde problematieken waren de volgende:",
    ),
    "weekday_share": ("De gevoerde gesprekken zijn als volgt verdeeld over de dagen van de week:",),
}

# Canonical category -> labels as printed.
LABELS: dict[str, dict[str, tuple[str, ...]]] = {
    "caller_gender_share": {
        "female": ("Meisje/Vrouw", "Vrouw", "Meisjes", "Vrouwelijk", "meisje"),
        "male": ("Jongen/Man", "Man", "Jongens", "Mannelijk", "jongen"),
        "x_y": ("X/Y", "x/y", "X"),
        "unknown": ("Onbekend", "onbekend", "Niet gekend", "Niet bekend"),
    },
    "caller_age_share": {
        "<9": ("<9j", "< 9 jaar", "jonger dan 9 jaar"),
        "9-11": ("9-11j", "9-11 jaar", "9 - 11 jaar", "9 tot 11 jaar"),
        "12-14": ("12-14j", "12-14 jaar", "12 - 14 jaar", "12 tot 14 jaar"),
        "15-17": ("15-17j", "15-17 jaar", "15 - 17 jaar", "15 tot 17 jaar"),
        "18-20": ("18-20j", "18-20 jaar", "18 - 20 jaar", "18 tot 20 jaar"),
        "21-24": ("21-24j", "21-24 jaar", "21 - 24 jaar", "21 tot 24 jaar"),
        "24+": ("24+", "24+ jaar", "24+"),
        "25+": ("25+", "25+ jaar", "25 jaar en ouder"),
        "unknown": ("onbekend", "Onbekend", "Niet gekend"),
    },
    "reported_problem_share": {
        "sexual_abuse": ("Seksueel misbruik",),
        "physical_abuse_and_neglect": (
            "Lichamelijke mishandeling en verwaarlozing",
            "Fysieke mishandeling en verwaarlozing",
        ),
        "emotional_abuse_and_neglect": (
            "Emotionele mishandeling en verwaarlozing",
            "Psychische mishandeling en verwaarlozing",
            "Emotionele verwaarlozing en mishandeling",
        ),
        "coping_problems": ("Verwerkingsproblematiek", "Verwerking"),
        "other_unclear": ("Andere, onduidelijk", "Andere/onduidelijk", "Andere", "Overige"),
    },
    "referrals": {
        "1712": ("1712", "Hulplijn 1712"),
        "awel": ("Awel", "AWEL"),
        "clb_chat": ("CLB-chat", "CLBchat", "CLB chat"),
        "1813": ("1813", "Zelfmoordlijn 1813"),
        "tele_onthaal": ("Tele-onthaal", "Tele-Onthaal"),
    },
    "weekday_share": {
        "monday": ("maandag", "Maandag"),
        "tuesday": ("dinsdag", "Dinsdag"),
        "wednesday": ("woensdag", "Woensdag"),
        "thursday": ("donderdag", "Donderdag"),
        "friday": ("vrijdag", "Vrijdag"),
    },
}

# Labels that the catalogue cannot know, with the id that the contract gives them. Half of a label that it knows is
# another category: who says nothing of neglect may not have counted it.
UNKNOWN_LABELS: dict[str, dict[str, str]] = {
    "caller_gender_share": {"non_binair|nonbinair": "Non-binair"},  # the latter when broken at its hyphen
    "reported_problem_share": {
        "pesten_op_school": "Pesten op school",
        "familiaal_geweld": "Familiaal geweld",
        "psychische_mishandeling": "Psychische mishandeling",
        "emotionele_mishandeling": "Emotionele mishandeling",
        "lichamelijke_mishandeling": "Lichamelijke mishandeling",
        "fysiek_geweld": "Fysiek geweld",
        "verwaarlozing": "Verwaarlozing",
    },
    "referrals": {"child_focus": "Child Focus", "jac": "JAC", "via_de_school": "Via de school"},
}

HEADERS: dict[str, tuple[tuple[str, str], ...]] = {
    "referrals": (
        ("Doorverwijzende hulplijn", "Aantal doorverwijzingen"),
        ("Hulplijn", "Aantal"),
        ("Hulplijn", "Aantal oproepers"),
    ),
    "caller_gender_share": (("Geslacht", "Aandeel"), ("Geslacht", "Percentage")),
    "caller_age_share": (("Leeftijd", "Aandeel"), ("Leeftijdscategorie", "Percentage")),
    "reported_problem_share": (("Problematiek", "Aandeel"), ("Problematiek", "%")),
    "weekday_share": (("Dag", "Aandeel"),),
}

# Prose whose numbers identify something and are no figures.
ASIDES = (
    (
        "Van maandag t.e.m. donderdag is de chat ‘s avonds open van 19u tot 22u, met twee beantwoorders die de chatbox "
        "bemannen. Daarnaast is de chat op woensdag- en vrijdagnamiddag open."
    ),
    "Jongeren kunnen ook terecht bij 1712, Awel of de Zelfmoordlijn 1813.",
    "Sinds september 2014 organiseren de vertrouwenscentra kindermishandeling de chatbox.",
    "In antwoord op een eerdere schriftelijke vraag (nr. 412 van 14 maart 2019) werden hierover al cijfers gegeven.",
    "De permanentie op woensdagnamiddag loopt van 14u tot 17u30.",
    "Een campagne op sociale media richtte zich tot jongeren van 12 tot 17 jaar.",
    "Deze oproepers worden zorgzaam doorverwezen naar andere hulplijnen en/of informatieve websites.",
    (
        "Het is belangrijk hierbij te vermelden dat niet elke oproeper in zijn gesprek aangeeft hoe hij de weg naar "
        "Nupraatikerover.be gevonden heeft."
    ),
)

# Prose with a number that no indicator of the catalogue explains; `{v}` must be reported as unaccounted.
STRAYS = (
    "De website van de chatbox telde {v} bezoekers.",
    "Er werden {v} affiches verspreid in scholen.",
)

QUESTIONS = (
    (
        "Hoeveel chatgesprekken werden gevoerd met nupraatikerover.be in {year}? Graag een opdeling per maand. Welke "
        "evolutie is hierin merkbaar tegenover de voorgaande jaren?"
    ),
    "Hoeveel unieke jongeren drukten op de chatknop in {year}?",
    "Wat waren in heel {year} de meest gemelde problematieken?",
    "Hoeveel aangevraagde chatgesprekken konden niet worden beantwoord in {year}?",
)

# Words that a typesetter may break, with the places where it may.
HYPHENATED = {
    "chatgesprekken": "chat\u00adge\u00adsprek\u00adken",
    "gesprekken": "ge\u00adsprek\u00adken",
    "doorverwijzingen": "door\u00adver\u00adwij\u00adzin\u00adgen",
    "openingsuren": "ope\u00adnings\u00aduren",
    "chatoproepers": "chat\u00adop\u00adroe\u00adpers",
    "oproepers": "op\u00adroe\u00adpers",
    "onmiddellijk": "on\u00admid\u00addel\u00adlijk",
    "problematieken": "pro\u00adble\u00adma\u00adtie\u00adken",
    "verwaarlozing": "ver\u00adwaar\u00adlo\u00adzing",
    "mishandeling": "mis\u00adhan\u00adde\u00adling",
    "Verwerkingsproblematiek": "Ver\u00adwer\u00adkings\u00adpro\u00adble\u00adma\u00adtiek",
}
