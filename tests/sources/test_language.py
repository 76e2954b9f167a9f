"""Which language an article is in."""

from __future__ import annotations

import pytest

from onrecord.sources.language import detected, told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The port of Brevik will reopen on Monday, the harbour master said, and the ships were glad of it.", "en"),
        ("Der Hafen von Brevik wird am Montag nach neun Tagen Sturm wieder geöffnet, sagte der Hafenmeister.", "de"),
        ("Le port de Brevik rouvrira lundi après neuf jours de tempête, a dit la capitaine du port.", "fr"),
        ("Порт откроется в понедельник после девяти дней шторма, сказал начальник порта журналистам.", "ru"),
        ("Порт відкриється в понеділок після дев'яти днів шторму, сказав начальник порту журналістам.", "uk"),
        ("سيفتح الميناء يوم الاثنين بعد تسعة أيام من العاصفة، قال مدير الميناء للصحفيين أمس.", "ar"),
        ("港は嵐の九日後の月曜日に再開すると港長が昨日記者団に述べた。船は沖で待っている。十四隻の船が沖で待っている。", "ja"),
        # too little to tell
        ("Port reopens", None),
        ("", None),
        ("14.03.2025 17:30 +47 22 33 44 55 / 1,184 : 2,930 = 0.404", None),
    ],
)  # fmt: skip
def test_detected(text: str, language: str | None):
    assert detected(text) == language


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en", "en"), ("en-GB", "en"), ("EN_us", "en"), ("English", "en"), ("eng", "en"), ("de; q=1", "de"),
     ("deu", None), ("", None), (None, None)],
)  # fmt: skip
def test_told(tag: str | None, language: str | None):
    assert told(tag) == language
