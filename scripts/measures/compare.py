"""Measures what write-values.mjs wrote with the reference implementations, and compares figure by figure.

    PYTHON scripts/measures/compare.py FOLDER      prints a line for each measure: source, how many, differences

MTLD by LexicalRichness; MATTR, HD-D and Yule's K by MirrorBench's definitions in exact arithmetic; n-gram diversity and
self-repetition by the package `diversity`'s own definitions, unrounded; topic similarity by the full matrix; Vendi by the
eigenvalues of the full kernel (numpy); first-turn diversity pair by pair; the draw of 1,000 words in exact arithmetic; Heaps'
exponent by numpy.polyfit; compression by Python's gzip (whose zlib is another build than Node's: within 2 %, from 2,000 bytes on); areas under the curve by
scikit-learn; fingerprint coverage by scipy's distances; the User-Sim Index by its formula.
"""

import gzip
import importlib.metadata
import json
import math
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import numpy as np
import regex
from scipy.spatial.distance import cdist, pdist
from sklearn.metrics import roc_auc_score

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


unspaced = r"[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]"
gram = regex.compile(rf"{unspaced}\p{{M}}*|(?:(?!{unspaced})[\p{{L}}\p{{N}}\p{{M}}])+|[^\s\p{{L}}\p{{N}}\p{{M}}]\p{{M}}*")


def first_turn_diversity(texts):
    sets = [one for one in (set(gram.findall(text.lower())) for text in texts) if one]
    pairs = [len(a & b) / len(a | b) for i, a in enumerate(sets) for b in sets[i + 1 :]]
    return 1 - sum(pairs) / len(pairs) if pairs else None


def draw_of(ids, sample):
    whole = math.comb(len(ids), sample)
    return float(sum(1 - Fraction(math.comb(len(ids) - f, sample), whole) for f in Counter(ids).values()) / sample)


def exponent(growth):
    if not growth or growth[-1]["words"] < 100:
        return None
    return float(np.polyfit(np.log([one["words"] for one in growth]), np.log([one["types"] for one in growth]), 1)[0])


def coverage(simulated, people):
    if len(people) < 2 or not simulated:
        return None
    here, there = (np.array([list(one.values()) for one in side], dtype=float) for side in (people, simulated))
    varied = here.std(axis=0) > 0
    here, there = here[:, varied] / here.std(axis=0)[varied], there[:, varied] / here.std(axis=0)[varied]
    reference = pdist(here).mean()
    between = cdist(here, there)
    return float(1 - min(1, (between.min(axis=1).mean() + between.min(axis=0).mean()) / (2 * reference)))


dimensions = {
    "communication": ["politeness", "shortTurns", "dashes", "acknowledgementOnly", "lengthVariation", "repeatedTrigrams", "identityConfusion"],
    "information": ["frontLoading", "identifiersPerTurn", "wordsPerTurn", "openingWords"],
    "clarification": ["uncertainty", "certainty", "pushback", "clarificationQuestions", "infoSeeking"],
    "errors": ["emotion", "accusation", "pivot"],
}


def user_sim_index(simulated, people):
    def mean(side, feature):
        return float(np.mean([one[feature] for one in side]))

    def near(feature):
        m, h = mean(simulated, feature), mean(people, feature)
        return 100.0 if m + h == 0 else 100 * 2 * min(m, h) / (m + h)

    return float(np.mean([np.mean([near(feature) for feature in features]) for features in dimensions.values()]))


tell("first-turn diversity", "UserLM, pair by pair", [(one["diversity"], first_turn_diversity(one["texts"])) for one in ours["openings"]], 1e-9)
tell("different words in 1,000", "exact arithmetic", [(one["share"], draw_of(one["ids"], 1000)) for one in ours["drawn"]], 1e-9)
tell("growth of the vocabulary", "numpy.polyfit", [(one["exponent"], exponent(one["growth"])) for one in ours["growths"]], 1e-9)
packed = [(one["ratio"], " ".join(text for text in one["texts"] if text.strip()).encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()) for one in ours["packed"]]
tell("compression ratio", "gzip of Python", [(mine, len(text) / len(gzip.compress(text, 9)) if text else None) for mine, text in packed if len(text) >= 2000], 2e-2)
judged = [(one["auc"], [row["isHuman"] for row in one["scores"]], [row["score"] for row in one["scores"]]) for one in ours["judged"]]
tell("area under the curve", f"scikit-learn {importlib.metadata.version('scikit-learn')}", [(mine, float(roc_auc_score(so, said))) for mine, so, said in judged], 1e-9)
tell("fingerprint coverage", f"scipy {importlib.metadata.version('scipy')}", [(one["coverage"], coverage(one["simulated"], one["people"])) for one in ours["sides"]], 1e-9)
tell("User-Sim Index", "its formula", [(one["index"]["total"], user_sim_index(one["simulated"], one["people"])) for one in ours["sides"]], 1e-9)
