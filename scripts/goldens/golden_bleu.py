"""BLEU by sacrebleu, which the gallery's own must agree with: golden_bleu.py OUT.json (pip install sacrebleu==2.6.0)."""

import json
import random
import sys

from sacrebleu.metrics import BLEU

WORDS = "le la les un une de des du à et ou nom page ligne colonne tableau fichier . ( ) :".split()


def said_for(reference, random_):
    """A sentence that has parts of another."""
    said = []
    for word in reference:
        lot = random_.random()
        if lot < 0.7:
            said.append(word)
        elif lot < 0.8:
            said += [word, word]
        elif lot < 0.9:
            said.append(random_.choice(WORDS))
    return said


def case(name, said, references, order=4):
    metric = BLEU(tokenize="none", smooth_method="none", max_ngram_order=order)
    score = metric.corpus_score([" ".join(s) for s in said], [[" ".join(r) for r in references]])
    return {"name": name, "order": order, "said": said, "references": references,
            "score": score.score, "matches": score.counts, "totals": score.totals,
            "brevity": score.bp}


def corpus(seed, rows, shortest, longest):
    random_ = random.Random(seed)
    references = [[random_.choice(WORDS) for _ in range(random_.randint(shortest, longest))]
                  for _ in range(rows)]
    return [said_for(reference, random_) for reference in references], references


def main():
    said, references = corpus(1, 40, 3, 12)
    short_said, short_references = corpus(2, 30, 1, 4)
    cases = [
        case("a corpus", said, references),
        case("said longer than wanted", [s + ["la", "page"] for s in said], references),
        case("said shorter than wanted", [s[:-2] for s in said], references),
        case("pairs only", short_said, short_references, order=2),
        case("words only", short_said, short_references, order=1),
        case("a word that is said too often", [["la"] * 7], [["la", "page", "de", "la", "colonne"]], 1),
        case("some say nothing", [[] if i % 3 == 0 else s for i, s in enumerate(said)], references),
        case("no four in a row", [["a", "b", "x", "c", "d"]], [["a", "b", "c", "d"]]),
        case("all right", references, references)]
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        json.dump(cases, out, ensure_ascii=False, indent=None, separators=(",", ":"))
        out.write("\n")


main()
