"""Phrases that several readers look for, each spelled once: pieces of regular expressions for folded text.

Here: what may be said in several ways, and is asked for in several places. Not here: what one reader alone looks for,
what is counted and what it is called (catalogue.yaml), or signs beside numbers (`values`).
"""

from __future__ import annotations

import re

# The last one is meant too: 'tot en met', 't.e.m.', 't/m'.
UP_TO = r"(?:t\.?\s?e\.?\s?m\.?|t/m|tot\s+en\s+met)"
# What is named next is what something is held against.
COMPARED_WITH = (
    r"(?:tegenover|versus|vs\.?|vergeleken\s+met|in\s+(?:vergelijking\s+met|verhouding\s+tot)|ten\s+opzichte\s+van"
    r"|t\.?\s?o\.?\s?v\.?)"
)
# Behind a number: it is an age.
YEARS_OLD = r"(?:jaar|jarigen?|jrs?|j)\b"
# A word of two letters or more, no number and no letter of an item.
A_WORD = r"[^\W\d_][\w'’-]*(?<=\w\w)"
# Before the telephone number of a helpline, if anything is.
TELEPHONE = r"(?:tel\.?|telefoon(?:nummer)?|nummer|nr\.?)?\s*"

# At the head of a row of some of what the row above it counts.
OF_WHICH = re.compile(r"\W*(?:waarvan|daarvan|hiervan|waaronder|onder wie|van wie|w\.?\s?v\.)(?!\w)")
