"""Words in scripts and with marks that need a font's own tables, each with a font that sets it."""

from __future__ import annotations

TEXTS = [
    ("SourceSans3-Regular", "AVATAR Tokyo office first Waffle, “Te” fjord"),
    ("Lato-Regular", "Affidavit To VAT, fi"),
    ("EBGaramond-Regular", "Queen official ffi Th"),
    ("SourceSans3-Regular", "Yorùbá ẹ̀kọ́ M̧ajeļ n̄ e̱ kṣ"),
    ("SourceSans3-Regular", "Việt Nam phở Đà Nẵng"),
    ("SourceSans3-Italic", "Ελλάδα τῶν ἀνθρώπων"),
    ("SourceSans3-Regular", "Україна Ђорђе"),
    ("NotoSans-Regular", "हिन्दी क्षि नमस्ते श्रीमान् संयुक्त राष्ट्र"),
    ("NotoSans-Bold", "मराठी र्‍य द्ध्य"),
    ("Mukta-Regular", "नेपाली काठमाडौँ"),
    ("NotoSansJP-Regular", "葛󠄀城 辻󠄁 日本、東京「韓国」タイムライン・プレー"),
    ("NotoSansKR-Regular", "ᄒᆞᆫ글 한국어 나랏말ᄊᆞ미"),
    ("SourceSans3-Regular", "❤\ufe0f ✔ ≥ 2023–2024"),
    ("NotoSans-Regular", "ə ʃ t͡s ŋ̊"),
]
