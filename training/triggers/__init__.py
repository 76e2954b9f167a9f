"""Trains the network that finds the words that name events.

It has the encoder's tokenizer and its vectors of word pieces, and layers of its own: upon the encoder's layers, which
have learned trees and names, it finds a third fewer events. It is a graph of its own, which reads the vectors that the encoder puts
out; a gate foretells from the encoder's other vectors where asking it can matter. No corpus is needed to train both anew.

It learns from sentences.txt, in which most passages name an event, and from further.txt, where most name none: the general
press, courts, sport, trade and unusual genres, with the words that elsewhere name events. Of the passages of further.txt that a
network trained without a fifth of them had not seen, it marked the right words with a precision of .71 and a recall of .72;
one trained on sentences.txt alone, with .48 and .67. From acts.txt it also learns the words of roles: who acts, to whom, of what, for how much.
"""

from __future__ import annotations

from pathlib import Path


def run(base: Path, out: Path, weights: Path, *, resume: bool = False) -> None:
    """Trains the network and its gate and puts them beside the encoder of `weights`.

    resume  go on with a begun training where it was
    """
    from training.triggers import gate
    from training.triggers.export import export
    from training.triggers.train import train

    export(train(base, out, weights, resume=resume), weights)
    gate.train(weights)
