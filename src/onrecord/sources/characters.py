"""Text hygiene: takes out of a text what nobody sees, and leaves what anybody reads as it is.

There is no Unicode normalisation: an article's words keep the code points that the outlet published.
"""

from __future__ import annotations

import re

#: What ends a line besides "\n": carriage return, vertical tab, form feed, NEL, Unicode's line separator.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028]")
#: Spaces of typesetters, breaking or not (Unicode's Zs less the ideographic space).
_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f]")
#: Not seen: control characters; soft hyphen; zero-width space, word joiner and invisible operators; marks, overrides
#: and isolates of direction, which can make a line look other than it reads; byte order mark; interlinear marks;
#: non-characters. Zero-width joiner and non-joiner are seen to below.
_UNSEEN = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff]"
)
#: A joiner says something beside emoji, in Indic scripts, in Arabic and Persian; between other letters it hides.
_JOINERS = re.compile(
    "(?<![\u0590-\u0dff\u1000-\u109f\u1780-\u18af\u2190-\u2bff\ufb1d-\ufdff\ufe0f\ufe70-\ufefc\U0001f000-\U0001faff])"
    "[\u200c\u200d]+"
)
#: Tag characters are seen in the flags of England, Scotland and Wales; elsewhere they smuggle text.
_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[\U000e0000-\U000e007f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text with line feeds at the end of lines, plain spaces, and nothing in it that cannot be seen.

    Tabs stay, a lone surrogate becomes U+FFFD, blanks at the end of lines go. Cleaning twice changes nothing.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    text = _SURROGATES.sub("\ufffd", text)
    text = _SPACES.sub(" ", text)
    text = _UNSEEN.sub("", text)
    text = _TAGS.sub(lambda m: m[1] or "", text)
    text = _JOINERS.sub("", text)
    return "\n".join(one.rstrip(" \t") for one in text.split("\n"))


def line(text: str) -> str:
    """The text on one line, cleaned, without blanks around it or runs of them within."""
    return " ".join(clean(text).split())
