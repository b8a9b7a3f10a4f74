import { defaultSystem } from "../default-system";
import { endOfDialogue } from "../end-of-dialogue";
import { fenced, plain, table } from "../training/card-rows";
import { learnsItsEnd, sideOf } from "./spec";
import type { TrainingJob } from "./training-job";

/** A snapshot that a model learned from, as its card names it. */
export type LearnedFrom = {
  id: string;
  name: string;
  digest: string;
  licences: readonly string[];
  languages: readonly string[];
};

export type ModelCardFacts = { training: TrainingJob; snapshots: readonly LearnedFrom[] };

const learns = {
  user: "a user simulator (UserGPT): loss on the user's turns",
  assistant: "an assistant (ReaLM): loss on the assistant's turns",
  preference: "preferences of people, pair by pair (DPO)",
  binary: "what people found good, or bad (KTO)",
} as const;

/** The card of a trained model as a hub shows it, made of what is known of its training. Nothing in it is guessed. */
export function modelCard({ training, snapshots }: ModelCardFacts): string {
  const { spec, outcome } = training;
  return [
    ...header(training, snapshots),
    `# ${plain(training.name)}`,
    "",
    `It learned ${learns[spec.target]}, from dialogues that were simulated, imported and judged in RealChat Studio.`,
    "",
    "## How it is asked",
    "",
    ...asked(training),
    "## How it was trained",
    "",
    ...settings(training),
    "## What it learned from",
    "",
    ...table(
      ["Snapshot", "Part", "Dialogues", "SHA-256 over what is said"],
      training.takes.map(({ part, snapshotId, dataSetName, number, dialogues }) => [
        `${dataSetName}, No. ${number}`,
        part,
        dialogues,
        snapshots.find(({ id }) => id === snapshotId)?.digest ?? "not known",
      ]),
    ),
    ...licences(snapshots),
    "## How good it is",
    "",
    ...figures(outcome),
    "## Known limits",
    "",
    `- It says what its base and its dialogues have taught it; nobody checked it for truth or for harm here. ${spec.target === "user" ? "It plays a user, and is no assistant." : "Say here what it is for, and what it is not for."}`,
    "- The figures above are all that was measured in its training. How it compares with its base is told by evaluations, which are not part of this card.",
    "",
    `Made of training ${training.id}; \`realchat-training.json\` beside this file says the same for programs, with the SHA-256 of each file.`,
    "",
  ].join("\n");
}

function header({ spec }: TrainingJob, snapshots: readonly LearnedFrom[]): string[] {
  const languages = [...new Set(snapshots.flatMap((one) => one.languages))].sort();
  const list = (key: string, items: readonly string[]) =>
    items.length === 0 ? [] : [`${key}:`, ...items.map((item) => `  - ${JSON.stringify(item)}`)];
  const base = spec.base.kind === "hub" ? [spec.base.repo] : [];
  const role = sideOf(spec) === "user" ? "user-simulator" : "assistant";
  return [
    "---",
    "library_name: transformers",
    "pipeline_tag: text-generation",
    ...list("base_model", base),
    ...list("language", languages),
    ...list("tags", [
      "realchat",
      role,
      spec.target === "preference" ? "dpo" : spec.target === "binary" ? "kto" : "sft",
    ]),
    "---",
    "",
  ];
}

function asked({ spec }: TrainingJob): string[] {
  const side = sideOf(spec);
  if (spec.template === "dyadic")
    return [
      "By `/v1/completions`, in the paper's dyadic template, up to where its side begins to speak. It stops at `</s>`.",
      "",
    ];
  const system = defaultSystem[side];
  const end = learnsItsEnd(spec) ? [`It ends a dialogue with \`${endOfDialogue}\`, a token of its own.`, ""] : [];
  const turned =
    side === "user" ? ["It speaks as `assistant`: the other side's turns are given to it as `user`.", ""] : [];
  return [
    "By `/v1/chat/completions`, with the chat template of its tokenizer.",
    "",
    ...turned,
    ...end,
    "Rows that brought no system text were given this one:",
    "",
    ...fenced(system),
  ];
}

function settings({ spec }: TrainingJob): string[] {
  const { hyper, method, base, engine, preset, way } = spec;
  const named =
    base.kind === "hub"
      ? `${base.repo} at ${base.revision}`
      : base.kind === "folder"
        ? nameOf(base.path)
        : base.kind === "upstream"
          ? base.model
          : "the studio's own";
  return table(
    ["", ""],
    [
      ["Base", named],
      ["Engine", engine],
      ["Way", way],
      ["Preset", preset],
      [
        "Method",
        method.kind === "full"
          ? "all weights"
          : `LoRA, rank ${method.rank}, alpha ${method.alpha}, dropout ${method.dropout}`,
      ],
      ["Epochs", hyper.epochs],
      ...(hyper.maxSteps === null ? [] : [["Steps at most", hyper.maxSteps]]),
      ["Learning rate", `${hyper.learningRate}, ${hyper.schedule}, warm-up ${hyper.warmupRatio}`],
      ["Rows a step", `${hyper.batch} × ${hyper.accumulation} on each device`],
      ["Length, tokens", hyper.maxLength],
      ["Weight decay", hyper.weightDecay],
      ["Seed", hyper.seed],
    ],
  );
}

/** Of a path only its end: whose machine it is, is nobody's business. */
const nameOf = (path: string) => path.split("/").filter(Boolean).at(-1) ?? path;

function licences(snapshots: readonly LearnedFrom[]): string[] {
  const said = [...new Set(snapshots.flatMap((one) => one.licences))];
  const words =
    said.length === 0
      ? "Nobody said under which licences the dialogues came."
      : `Dialogues came under: ${said.map(plain).join("; ")}.`;
  return [
    `${words} Under which licence this model may be passed on follows from those, and from that of its base: say it at the top of this file.`,
    "",
  ];
}

function figures(outcome: TrainingJob["outcome"]): string[] {
  const { steps, tokens, loss, heldOut } = outcome ?? {};
  const rows: [string, string][] = [
    ["Steps", steps == null ? "not told" : `${steps}`],
    ["Tokens read", tokens == null ? "not told" : `${tokens}`],
    ["Loss at the last step", loss == null ? "not told" : loss.toFixed(3)],
    [
      "Loss on the held-out part",
      heldOut?.loss == null ? "nothing was held out, or it was not told" : heldOut.loss.toFixed(3),
    ],
  ];
  return table(["", ""], rows);
}
