import { type CardFacts, cardFactsOf } from "./card-facts";
import { fenced, leftOutPhrases, originPhrases, plain, saidCounts, table } from "./card-rows";
import { cardSources } from "./card-sources";
import type { LeftOutReason, Snapshot, SnapshotFacts } from "./snapshot";

type Frozen = Snapshot & { facts: SnapshotFacts };

const whose = { people: "real people", models: "models", mixed: "people and models", unknown: "not known" } as const;

/** The card of a snapshot as a Hugging Face data set card, made of what was so at its moment. A person goes on from there. */
export function dataSetCard(snapshot: Frozen): string {
  const facts = cardFactsOf(snapshot);
  return [
    ...header(facts),
    `# ${plain(facts.name)}`,
    "",
    `A snapshot of dialogues between a user and an assistant, frozen on ${snapshot.createdAt.slice(0, 10)}. It does not change.`,
    ...(snapshot.note === "" ? [] : ["", plain(snapshot.note)]),
    "",
    "## Intended use",
    "",
    "Training and evaluation of assistants in dialogue, and of user simulators. Say here what else it is for, and what it is not for.",
    "",
    "## What it holds",
    "",
    ...figures(snapshot),
    "## Where it comes from, and under which licences",
    "",
    ...sources(snapshot.facts, facts),
    "## What is synthetic",
    "",
    ...synthetic(snapshot.facts, facts),
    "## How it was judged",
    "",
    ...judged(snapshot.facts),
    "## Known limits",
    "",
    ...limits(snapshot, facts),
    "## How to tell it from another",
    "",
    `SHA-256 over what is said: \`${snapshot.digest}\`. The same content has the same digest, whatever its dialogues are called and in whatever order they stand.`,
    "",
  ].join("\n");
}

function header({ name, license, licences, languages, sizeCategory, tags }: CardFacts): string[] {
  const list = (items: string[]) => items.map((item) => `  - ${JSON.stringify(item)}`);
  return [
    "---",
    `pretty_name: ${JSON.stringify(name)}`,
    `license: ${license}`,
    ...(license === "other" && licences.length > 0 ? [`license_name: ${JSON.stringify(licences.join("; "))}`] : []),
    ...(languages.length > 0 ? ["language:", ...list(languages)] : []),
    "size_categories:",
    ...list([sizeCategory]),
    "task_categories:",
    ...list(["text-generation"]),
    "tags:",
    ...list(tags),
    "configs:",
    "  - config_name: default",
    "    data_files:",
    "      - split: train",
    '        path: "*train*"',
    "---",
    "",
  ];
}

function figures({ dialogues, turns, facts }: Frozen): string[] {
  const by = Object.entries(facts.turnsBy).map(([source, n = 0]) => {
    const [speaker = "", origin = ""] = source.split(" ");
    return [`Turns of the ${speaker}, ${originPhrases[origin as keyof typeof originPhrases]}`, n];
  });
  return table(
    ["", "n"],
    [
      ["Dialogues", dialogues],
      ["Turns", turns],
      ...by,
      ["Turns that training leaves out", facts.untrained],
      ["Dialogues accepted by people", facts.accepted],
      ["Dialogues rejected by people", facts.rejected],
      ["Dialogues that nobody judged", dialogues - facts.accepted - facts.rejected],
    ],
  );
}

function sources(facts: SnapshotFacts, { license }: CardFacts): string[] {
  const { files, runs } = cardSources(facts);
  const given = files.map(({ name, dialogues, source }) => [
    name,
    dialogues,
    whose[source?.made ?? "unknown"],
    source?.licence || "not said",
    source?.consent || "not said",
  ]);
  const written = runs.map(({ name, dialogues, simulator, assistant, simulatorSampling, assistantSampling }) => [
    name,
    dialogues,
    [simulator, sampling(simulatorSampling)].join(" "),
    [assistant, sampling(assistantSampling)].join(" "),
  ]);
  const prompts = facts.runs.flatMap(({ name, simulatorPrompt, assistantPrompt }) => [
    ...(simulatorPrompt === ""
      ? []
      : [`What the user simulator of ${plain(name)} was told:`, "", ...fenced(simulatorPrompt)]),
    ...(assistantPrompt === ""
      ? []
      : [`What the assistant of ${plain(name)} was told:`, "", ...fenced(assistantPrompt)]),
  ]);
  return [
    ...table(["File", "Dialogues", "Its user turns are of", "Licence", "Consent"], given),
    ...table(["Run", "Dialogues", "User by", "Assistant by"], written),
    ...prompts,
    ...(license === "unknown" || license === "other"
      ? [
          "No single licence of the list was said for all of it. Say here under which it may be used; terms of the models that wrote may apply.",
          "",
        ]
      : []),
  ];
}

function sampling(given: Record<string, number | undefined>): string {
  const said = Object.entries(given).map(([name, value]) => `${name} ${value}`);
  return said.length === 0 ? "" : `(${said.join(", ")})`;
}

const syntheticWords = {
  all: "All of it is synthetic: models wrote it, or the file that it came from says so of its users.",
  some: "Some of it is synthetic.",
  none: "As far as its sources say, models wrote none of it.",
  unknown: "Nobody said whether people or models stand behind the files that it came from.",
} as const;

function synthetic(facts: SnapshotFacts, { synthetic: how }: CardFacts): string[] {
  return [syntheticWords[how], "", saidCounts(facts), ""];
}

function judged({ decisions, people, queues }: SnapshotFacts): string[] {
  const rows = queues.map(({ name, guidelineVersion, dialogues, settled, agreement }) => [
    name,
    guidelineVersion,
    dialogues,
    settled,
    agreement
      ? `${figure(agreement.alpha)} (${agreement.items} items, ${agreement.raters} people)`
      : "nobody judged what another did",
  ]);
  const acts = decisions.map(({ kind, n }) => `${kind.replaceAll("_", " ")} ${n}`).join(", ");
  return [
    people === 0
      ? "Nobody has judged it."
      : `${people} ${people === 1 ? "person" : "people"} acted on its dialogues: ${acts}.`,
    "",
    ...table(["Queue", "Guideline, version", "Dialogues", "Settled", "Krippendorff's alpha of verdicts"], rows),
  ];
}

function figure(value: number | null): string {
  return value === null ? "undefined" : value.toFixed(2);
}

function limits({ dialogues, facts }: Frozen, { languages }: CardFacts): string[] {
  const left = Object.entries(facts.leftOut) as [LeftOutReason, number][];
  const unjudged = dialogues - facts.accepted - facts.rejected;
  const said = [
    ...left.map(([reason, n]) => `${n} dialogues of the data set are not in it: ${leftOutPhrases[reason]}.`),
    unjudged > 0 && `${unjudged} of ${dialogues} dialogues were judged by nobody.`,
    facts.rejected > 0 && `${facts.rejected} dialogues were rejected by people and are in it all the same.`,
    languages.length === 0 && "No file says which language its dialogues are in.",
    "Languages, licences and consent are as the sources say them.",
  ].filter((line) => line !== false);
  return [...said.map((line) => `- ${line}`), ""];
}
