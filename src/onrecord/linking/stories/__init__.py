"""Stories: which articles are on one happening, found as they come in.

`Stories` takes in one article after the other; `stories` puts a set in its stories at once. `joins` tells what puts each
article into its story, `account` what a story says as a whole.
"""

from onrecord.linking.stories.account import Account, Entry, Fact, account
from onrecord.linking.stories.finding import Stories
from onrecord.linking.stories.joins import Join, joins
from onrecord.linking.stories.likeness import Common, likeness
from onrecord.linking.stories.profile import Profile
from onrecord.linking.stories.sets import anew, by_day, stories, title, told
from onrecord.linking.stories.shelf import Memory, Shelf
from onrecord.linking.stories.surroundings import Surroundings

__all__ = [
    "Account", "Common", "Entry", "Fact", "Join", "Memory", "Profile", "Shelf", "Stories", "Surroundings", "account", "anew", "by_day", "joins",
    "likeness", "stories", "title", "told",
]  # fmt: skip
