"""Measures what write-values.mjs wrote with the reference implementations, and compares figure by figure.

    PYTHON scripts/measures/compare.py FOLDER      prints a line for each measure: source, how many, differences

MTLD by LexicalRichness; MATTR, HD-D and Yule's K by MirrorBench's definitions in exact arithmetic; n-gram diversity and
self-repetition by the package `diversity`'s own definitions, unrounded; topic similarity by the full matrix; Vendi by the
eigenvalues of the full kernel (numpy).
"""

import importlib.metadata
import json
import math
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import numpy as np

try:
    from lexicalrichness import LexicalRichness
except ModuleNotFoundError:
    import types

    sys.modules["textblob"] = types.ModuleType("textblob")
    sys.modules["textblob"].TextBlob = None
    from lexicalrichness import LexicalRichness

ours = json.loads((Path(sys.argv[1]) / "ours.json").read_text(encoding="utf-8"))


def tell(name, source, pairs, tolerance):
    worst, wrong = 0.0, 0
    for mine, theirs in pairs:
        if (mine is None) != (theirs is None):
            wrong += 1
        elif mine is not None:
            gap = abs(mine - theirs) / max(1.0, abs(theirs))
            worst = max(worst, gap)
            wrong += gap > tolerance
    print(f"{name} ({source}): {len(pairs)} values, {wrong} differences above {tolerance:g}, largest {worst:.1e}")


def mtld(text):
    try:
        return LexicalRichness(text).mtld(threshold=0.72)
    except ZeroDivisionError:
        return None


def mattr(ids, window=50):
    if not ids:
        return None
    if len(ids) <= window:
        return len(set(ids)) / len(ids)
    ratios = [Fraction(len(set(ids[i : i + window])), window) for i in range(len(ids) - window + 1)]
    return float(sum(ratios) / len(ratios))


def hdd(ids, sample=42):
    if not ids:
        return None
    drawn = min(sample, len(ids))
    whole = math.comb(len(ids), drawn)
    return float(sum(1 - Fraction(math.comb(len(ids) - f, drawn), whole) for f in Counter(ids).values()) / drawn)


def yules_k(ids):
    if not ids:
        return None
    return 10_000 * (sum(f * f for f in Counter(ids).values()) - len(ids)) / len(ids) ** 2


def grams(words, n):
    return list(zip(*(words[i:] for i in range(n))))


def ngram_diversity(texts):
    words = " ".join(texts).split(" ")
    found = [grams(words, n) for n in range(1, 5)]
    return sum(len(set(one)) / len(one) for one in found if one)


def self_repetition(texts, n=4):
    own = [set(grams(text.split(), n)) for text in texts]
    counts = Counter(gram for one in own for gram in one)
    return float(np.mean([math.log(sum(counts[gram] for gram in one) - len(one) + 1) for one in own]))


def unit(flat):
    rows = np.array(flat).reshape(-1, ours["dimensions"])
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def vendi(flat):
    x = unit(flat)
    values = np.linalg.eigvalsh(x @ x.T / len(x))
    values = values[values > 1e-15]
    return float(np.exp(-np.sum(values * np.log(values))))


version = importlib.metadata.version("lexicalrichness")
tell("MTLD", f"LexicalRichness {version}", [(one["mtld"], mtld(one["text"])) for one in ours["texts"]], 1e-9)
tokens = ours["tokens"]
tell("MATTR-50", "MirrorBench", [(one["mattr"], mattr(one["ids"])) for one in tokens], 1e-9)
tell("HD-D-42", "MirrorBench", [(one["hdd"], hdd(one["ids"])) for one in tokens], 1e-9)
tell("Yule's K", "MirrorBench", [(one["yulesK"], yules_k(one["ids"])) for one in tokens], 1e-9)
corpora = ours["corpora"]
tell("n-gram diversity", "diversity 0.3.1", [(one["ngrams"], ngram_diversity(one["texts"])) for one in corpora], 1e-9)
tell("self-repetition", "diversity 0.3.1", [(one["repetition"], self_repetition(one["texts"])) for one in corpora], 1e-9)
of_vectors = ours["ofVectors"]
tell("topic similarity", "N x N matrix", [(one["topic"], float((unit(one["vectors"]) @ unit(one["vectors"]).T).mean())) for one in of_vectors], 1e-9)
tell("Vendi", "eigenvalues of the kernel", [(one["vendi"], vendi(one["vectors"])) for one in of_vectors], 1e-6)
