import { describe, expect, it } from "vitest";
import { croissantOf } from "./croissant";
import { dataSetCard } from "./data-set-card";
import { type SnapshotFacts, snapshotFactsSchema } from "./snapshot";

const none: SnapshotFacts = snapshotFactsSchema.parse({
  filter: { verdict: "accepted" },
  leftOut: {},
  turnsBy: { "user model": 4, "assistant model": 3, "assistant person": 1 },
  untrained: 0,
  endMarks: 0,
  accepted: 2,
  rejected: 0,
  tags: [],
  decisions: [],
  people: 0,
  runs: [],
  imports: [],
  languages: [],
  queues: [],
});

function frozen(facts: Partial<SnapshotFacts> = {}, name = "Tea") {
  const snapshot = {
    id: "s",
    dataSetId: "d",
    dataSetName: name,
    number: 2,
    note: "",
    dialogues: 2,
    turns: 8,
    digest: "ab12",
  };
  const by = { createdBy: { id: "u", name: "Lea" }, createdAt: "2026-11-27T10:00:00.000Z" };
  return { ...snapshot, ...by, facts: Object.assign({}, none, facts) };
}

const file = (source: Partial<NonNullable<SnapshotFacts["imports"][number]["source"]>>) => ({
  id: "i",
  name: "Real | talks",
  format: "sharegpt",
  digest: "00",
  dialogues: 2,
  source: { made: "people" as const, licence: "", consent: "", language: "", note: "", ...source },
});
const given = { turnsBy: { "user imported": 4, "assistant imported": 4 } };

describe("a data set card", () => {
  it("has a header that Hugging Face reads, and says what is in it", () => {
    const card = dataSetCard(frozen());
    expect(card.split("---")[1]?.trim().split("\n")).toEqual([
      'pretty_name: "Tea, No. 2"',
      "license: unknown",
      "size_categories:",
      '  - "n<1K"',
      "task_categories:",
      '  - "text-generation"',
      "tags:",
      '  - "conversational"',
      '  - "multi-turn"',
      '  - "synthetic"',
      "configs:",
      "  - config_name: default",
      "    data_files:",
      "      - split: train",
      '        path: "*train*"',
    ]);
    expect(card).toContain("| Dialogues | 2 |");
    expect(card).toContain("| Turns of the assistant, written by a person in the studio | 1 |");
    expect(card).toContain(
      "Models wrote 7 turns in the studio, people 1, and people changed 0 more; 0 came from seeds or files.",
    );
    expect(card).toContain("`ab12`");
  });

  it.each([
    ["CC BY 4.0", "cc-by-4.0"],
    ["ODC-BY", "odc-by"],
    ["mit", "mit"],
    ["ours alone", "other"],
    ["", "unknown"],
  ])("knows the licence %s as %s", (licence, license) => {
    expect(dataSetCard(frozen({ ...given, imports: [file({ licence })] }))).toContain(`\nlicense: ${license}\n`);
  });

  it("tells of a file of our own where its dialogues came from before, with the licences that were said of that", () => {
    const about = file({ licence: "CC BY 4.0", consent: "Asked" }).source;
    const from = { kind: "file" as const, name: "Shop talks", format: "conversation", about };
    const facts = {
      ...given,
      imports: [file({ made: "unknown" })],
      origins: [{ importId: "i", dialogues: 2, from }],
    };
    const card = dataSetCard(frozen(facts));
    expect(card).toContain("license: cc-by-4.0\n");
    expect(card).toContain("| Shop talks, within Real \\| talks | 2 | real people | CC BY 4.0 | Asked |");
    expect(card).toContain("models wrote none of it");
    expect(croissantOf(frozen(facts))).toMatchObject({
      license: "https://creativecommons.org/licenses/by/4.0/",
      isBasedOn: [
        { name: "Real | talks", license: "unknown" },
        { name: "Shop talks, within Real | talks", license: "CC BY 4.0" },
      ],
    });
    const model = { name: "M", upstreamModel: "m", sampling: {} };
    const run = { kind: "run" as const, name: "Run", simulator: model, assistant: model };
    const withRun = dataSetCard(
      frozen({ ...facts, origins: [...facts.origins, { importId: "i", dialogues: 1, from: run }] }),
    );
    expect(withRun).toContain("| Run, within Real \\| talks | 1 | M | M |");
    expect(withRun).toContain('license: other\nlicense_name: "CC BY 4.0"');
  });

  it("says that licences are mixed, by their names", () => {
    const imports = [file({ licence: "MIT" }), file({ licence: "CC0" })];
    const card = dataSetCard(frozen({ ...given, imports }));
    expect(card).toContain('license: other\nlicense_name: "MIT; CC0"');
  });

  it.each([
    ["all", { turnsBy: { "user model": 4, "assistant model": 4 } }, "All of it is synthetic"],
    ["some, where people edited", {}, "Some of it is synthetic."],
    ["none", { ...given, imports: [file({ made: "people" })] }, "models wrote none of it"],
    [
      "some, where a file of people was mixed in",
      { ...given, imports: [file({ made: "mixed" })] },
      "Some of it is synthetic.",
    ],
    ["not known", { ...given, imports: [file({ made: "unknown" })] }, "Nobody said"],
  ])("tells what is synthetic: %s", (_, facts, said) => {
    expect(dataSetCard(frozen(facts))).toContain(said);
  });

  it("counts what people changed apart from what they typed, and takes it for a model's before where a run wrote it", () => {
    const turnsBy = { "user person": 2, "assistant edited": 2 };
    const card = dataSetCard(frozen({ turnsBy }));
    expect(card).toContain("| Turns of the assistant, changed by a person in the studio | 2 |");
    expect(card).toContain("people 2, and people changed 2 more");
    expect(card).toContain("models wrote none of it");
    const model = { id: "m", name: "M", upstreamModel: "m" };
    const told = { simulatorPrompt: "", assistantPrompt: "", simulatorSampling: {}, assistantSampling: {} };
    const runs = [{ id: "r", name: "Run", dialogues: 2, simulator: model, assistant: model, ...told }];
    expect(dataSetCard(frozen({ turnsBy, runs }))).toContain("Some of it is synthetic.");
  });

  it("takes a copy that was kept after an edit for nobody's work", () => {
    const turnsBy = { "user imported": 3, "assistant imported": 3, "user kept": 1, "assistant kept": 1 };
    const card = dataSetCard(frozen({ turnsBy, imports: [file({ made: "people" })] }));
    expect(card).toContain("models wrote none of it");
    expect(card).toContain("6 came from seeds or files; 2 were kept when an earlier turn was edited.");
  });

  it("takes languages by their names and codes, and what nobody knows for nothing", () => {
    const languages = ["English", "en-GB", "Chinese", "Klingon"].map((language) => ({ language, dialogues: 1 }));
    expect(dataSetCard(frozen({ languages }))).toContain('language:\n  - "en"\n  - "zh"\n');
  });

  it("lets no name or prompt of a run break out of its place", () => {
    const model = { id: "m", name: "M", upstreamModel: "m" };
    const run = { id: "r", name: "A | B\n# C", dialogues: 2, simulator: model, assistant: model };
    const prompts = { simulatorPrompt: "```\n# Not a heading\n```", assistantPrompt: "" };
    const sampling = { simulatorSampling: { temperature: 0.7 }, assistantSampling: {} };
    const card = dataSetCard(frozen({ runs: [{ ...run, ...prompts, ...sampling }] }, 'Tea": [evil]\n---'));
    expect(card).toContain('pretty_name: "Tea\\": [evil]\\n---, No. 2"');
    expect(card).toContain("| A \\| B \\# C | 2 | M (temperature 0.7) | M |");
    expect(card).toContain("````text\n```\n# Not a heading\n```\n````");
  });
});

it("is told as Croissant, too, without a person's name", () => {
  const croissant = croissantOf(frozen({ ...given, imports: [file({ licence: "CC BY 4.0", language: "en" })] }));
  expect(croissant).toMatchObject({
    "@type": "sc:Dataset",
    name: "Tea, No. 2",
    version: "2.0.0",
    license: "https://creativecommons.org/licenses/by/4.0/",
    inLanguage: ["en"],
    identifier: "sha256:ab12",
    isLiveDataset: false,
  });
  expect(JSON.stringify(croissant)).not.toContain("Lea");
});
