"""What a reader of news knows beforehand: countries, offices, ministries, alliances, titles and names.

The tables stand beside this file, each with its source (see SOURCES.md); they are read once, when first asked for.
Names are looked up as they stand in the text: with or without "the", with curly or straight apostrophe. Single words
that mean something else in lower case (Turkey, Polish, US) match as written, or in capitals.
"""

from onrecord.reading.knowledge.bodies import (
    Alliance,
    Metonym,
    Organization,
    alliance,
    alliances,
    institution,
    metonym,
    metonyms,
    ministries,
    ministry,
    organization,
    organizations,
)
from onrecord.reading.knowledge.geography import (
    Country,
    Place,
    capital,
    coded,
    countries,
    country,
    demonym,
    inhabitants,
    place,
    places,
)
from onrecord.reading.knowledge.index import is_ambiguous
from onrecord.reading.knowledge.nouns import noun_class, noun_classes
from onrecord.reading.knowledge.numbers import numbers
from onrecord.reading.knowledge.people import (
    Leader,
    Office,
    OfficeSpan,
    Title,
    anonymous,
    gender_of,
    given_names,
    leader,
    leaders,
    office,
    office_in,
    offices,
    title,
    titles,
)
from onrecord.reading.knowledge.wordlists import word_list

__all__ = [
    "Alliance",
    "Country",
    "Leader",
    "Metonym",
    "Office",
    "OfficeSpan",
    "Organization",
    "Place",
    "Title",
    "alliance",
    "alliances",
    "anonymous",
    "capital",
    "coded",
    "countries",
    "country",
    "demonym",
    "gender_of",
    "given_names",
    "inhabitants",
    "institution",
    "is_ambiguous",
    "leader",
    "leaders",
    "metonym",
    "metonyms",
    "ministries",
    "ministry",
    "noun_class",
    "noun_classes",
    "numbers",
    "office",
    "office_in",
    "offices",
    "organization",
    "organizations",
    "place",
    "places",
    "title",
    "titles",
    "word_list",
]
