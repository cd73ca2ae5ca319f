"""Writes the golden files of the byte-pair tokenizers.

    pip install tokenizers==0.23.3 tiktoken==0.14.0
    python scripts/goldens/golden_byte_pair.py

Hugging Face's tokenizers fits two vocabularies on the texts below and numbers the cases; with the
same ranks, tiktoken must number them alike before anything is written. The texts are written for
this file.
"""

import json
import pathlib

import tiktoken
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

TARGET = pathlib.Path(__file__).resolve().parents[2] / "src/text/src/test/resources/dev/hebb/text"
SPECIAL = ["<pad>", "<unk>", "<s>", "</s>"]
GPT2 = r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
GPT4 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
        r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")

CORPUS = [
    "The cat sat on the mat, and the other cat sat on the other mat.",
    "Neurons that fire together wire together; neurons out of sync fail to link.",
    "She said: \"I'm sure they'll say it's what we've seen,\" didn't she?",
    "In 1949 Donald Hebb wrote The Organization of Behavior, 335 pages.",
    "banana bandana ananas aaaa aaaaaaaa aaaaaaaaaaaaaaaa",
    "Der Satz über die größten Bäume gefällt den größten Räubern.",
    "L'été, l'œuvre naïve et la forêt sont à côté de l'hôtel.",
    "שלום עולם! שלום לכולם, מה שלומכם היום?",
    "مرحبا بالعالم، كيف حالكم اليوم؟ مرحبا بكم",
    "Привет, мир! Привет всем, как дела сегодня?",
    "今日は良い天気です。明日も良い天気でしょう。",
    "안녕하세요 세계, 안녕하세요 여러분",
    "नमस्ते दुनिया, नमस्ते सब लोग",
    "👨‍👩‍👧‍👦 and 👨‍👩‍👧‍👦 wave 👋🏽 at 🇫🇷 and 🇩🇪 ❤️❤️❤️",
    "def wire(together):\n    return [fire(x) for x in together]\n",
    "    tabs\tand  spaces   in    rows     \n\n\n  end",
]

CASES = CORPUS + [
    "",
    " ",
    "  ",
    "\n",
    "the cat",
    "The cat sat.",
    "unseen wörds: Čeština, Ελληνικά, ქართული, ไทย",
    "👨‍👩‍👧‍👦",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ 👍🏿",
    "e\u0301 and é",
    "שָׁלוֹם",
    "سلام‌ می‌خواهم",
    "‏ right to left ‫mark‬",
    "nul\u0000byte, escape\u001b, delete\u007f",
    "\u00a0no-break\u2003em\u2028line\u2029paragraph\u0085next",
    "\ufffd replacement",
    "\ufeffmark",
    "12345678 3.14 ½ Ⅳ ² ١٢٣",
    "it's IT'S It’S we'Ve",
    "\r\n\r\n mixed \n\r ends \t\n",
    "trailing space ",
    "<s>not special</s> <|endoftext|>",
    "a" * 100,
    "a" * 700,
    "ab" * 400 + "c",
    " " * 600 + "x",
    "aaab" * 200,
]


def byte_characters():
    printed = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [b for b in range(256) if b not in printed]
    return {chr(b): b for b in printed} | {chr(256 + i): b for i, b in enumerate(others)}


def fitted(pre_tokenizer, size, special, normalizer=None):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizer
    if normalizer is not None:
        tokenizer.normalizer = normalizer
    tokenizer.train_from_iterator(CORPUS, trainers.BpeTrainer(
        vocab_size=size, min_frequency=2, show_progress=False, special_tokens=special,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    return tokenizer


def judged(tokenizer, pattern, special, cases):
    """tiktoken says the same, but where a text looks like a special token."""
    values = byte_characters()
    ranks = {bytes(values[c] for c in token): number
             for token, number in tokenizer.get_vocab().items() if token not in special}
    judge = tiktoken.Encoding("judge", pat_str=pattern, mergeable_ranks=ranks, special_tokens={})
    rows = []
    for text in cases:
        numbers = judge.encode_ordinary(text)
        if not any(token in text for token in special):
            assert numbers == tokenizer.encode(text).ids, text
        rows.append({"text": text, "numbers": numbers})
    return rows


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    plain = pre_tokenizers.ByteLevel(add_prefix_space=False)
    gpt2 = fitted(plain, 420, SPECIAL)
    gpt2.save(str(TARGET / "gpt2.json"))
    split = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(GPT4), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    gpt4 = fitted(split, 420, SPECIAL[:2])
    gpt4.save(str(TARGET / "gpt4.json"))
    spaced = fitted(pre_tokenizers.ByteLevel(), 300, SPECIAL[:2], normalizers.NFC())
    spaced.save(str(TARGET / "spaced.json"))
    invalid = [list(b) for b in (b"\xff", b"a\xc3", b"\xe2\x82", b"\xf0\x9f\x91x\x80")]
    document = {
        "corpus": CORPUS,
        "gpt2": judged(gpt2, GPT2, SPECIAL, CASES),
        "gpt4": judged(gpt4, GPT4, SPECIAL[:2], CASES),
        "spaced": [{"text": t, "numbers": spaced.encode(t).ids}
                   for t in CASES if not any(s in t for s in SPECIAL)],
        "invalid": [{"bytes": b, "text": bytes(b).decode("utf-8", "replace")} for b in invalid],
    }
    lists = []
    for name, rows in document.items():
        lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
        lists.append(f"{json.dumps(name)}:[\n{lines}\n]")
    text = "{\n" + ",\n".join(lists) + "\n}\n"
    (TARGET / "byte-pair.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
