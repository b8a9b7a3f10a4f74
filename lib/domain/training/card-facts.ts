import { countRows } from "./card-rows";
import { cardSources, firstSources, isLicensed } from "./card-sources";
import type { Snapshot, SnapshotFacts } from "./snapshot";

/** What cards say of a snapshot, read from its facts. */
export type CardFacts = {
  name: string;
  /** An id of Hugging Face; `other` where licences are mixed or not of its list, `unknown` where nobody said one. */
  license: string;
  licences: string[];
  /** ISO 639-1, as far as files say it. */
  languages: string[];
  sizeCategory: string;
  /** How much of it models wrote, as far as that is known. */
  synthetic: "all" | "some" | "none" | "unknown";
  tags: string[];
};

type Frozen = Snapshot & { facts: SnapshotFacts };

/** Licences as people write them, by what Hugging Face calls them. */
const known: Record<string, string> = {
  cc0: "cc0-1.0",
  "cc-by": "cc-by-4.0",
  "cc-by-sa": "cc-by-sa-4.0",
  "cc-by-nc": "cc-by-nc-4.0",
  "odc-by": "odc-by",
  "odc-by-1.0": "odc-by",
  apache: "apache-2.0",
};
const ids = new Set(
  "apache-2.0 mit cc0-1.0 cc-by-3.0 cc-by-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-4.0 cc-by-nc-sa-4.0 cc-by-nd-4.0 odc-by odbl pddl gpl-3.0 bsd-3-clause".split(
    " ",
  ),
);

function licenseId(licence: string): string {
  const plain = licence
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, "-");
  const id = known[plain] ?? plain;
  return ids.has(id) ? id : "other";
}

export function cardFactsOf({ dataSetName, number, dialogues, facts }: Frozen): CardFacts {
  const { files } = cardSources(facts);
  const licences = [...new Set(files.map(({ source }) => source?.licence ?? "").filter((said) => said !== ""))];
  const [one] = licences;
  const license = one === undefined ? "unknown" : isLicensed(facts) && licences.length === 1 ? licenseId(one) : "other";
  const said = [
    ...facts.languages.map(({ language }) => language),
    ...files.map(({ source }) => source?.language ?? ""),
  ];
  const synthetic = syntheticOf(facts);
  return {
    name: `${dataSetName}, No. ${number}`,
    license,
    licences,
    languages: [...new Set(said.map(isoOf).filter((code) => code !== null))],
    sizeCategory: sizeOf(dialogues),
    synthetic,
    tags: ["conversational", "multi-turn", ...(synthetic === "all" || synthetic === "some" ? ["synthetic"] : [])],
  };
}

function syntheticOf(facts: SnapshotFacts): CardFacts["synthetic"] {
  const { made, people, edited, given } = countRows(facts);
  const sources = new Set(firstSources(facts).map((source) => source?.made ?? "unknown"));
  if (given > 0 && sources.has("unknown")) return made > 0 ? "some" : "unknown";
  const hasPeople = people + edited > 0 || (given > 0 && (sources.has("people") || sources.has("mixed")));
  // What people changed in a run was a model's before.
  const hasModels =
    made > 0 || (edited > 0 && cardSources(facts).runs.length > 0) || sources.has("models") || sources.has("mixed");
  if (hasModels) return hasPeople ? "some" : "all";
  return "none";
}

const names = new Intl.DisplayNames("en", { type: "language" });
const codes = new Map(
  "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv ta te th tr uk ur vi zh"
    .split(" ")
    .flatMap((code) => [[code, code] as const, [(names.of(code) ?? code).toLowerCase(), code] as const]),
);

/** "English", "en" and "en-US" are "en"; null for what is none of those that are known. */
function isoOf(language: string): string | null {
  const plain = language.trim().toLowerCase();
  return codes.get(plain) ?? codes.get(plain.split(/[-_]/)[0] ?? "") ?? null;
}

function sizeOf(n: number): string {
  const steps = [
    [1_000, "n<1K"],
    [10_000, "1K<n<10K"],
    [100_000, "10K<n<100K"],
    [1_000_000, "100K<n<1M"],
  ] as const;
  return steps.find(([most]) => n < most)?.[1] ?? "1M<n<10M";
}
