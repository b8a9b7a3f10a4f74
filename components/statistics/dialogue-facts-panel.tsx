import type { EndReason } from "@/lib/domain/dialogue";
import type { BehindDialogues, DialogueFacts } from "@/lib/domain/statistics/corpus-figures";
import type { SnapshotFacts } from "@/lib/domain/training/snapshot";
import { endReasonWords } from "../transcript/dialogue-words";
import { formatMoney, formatNumber } from "../ui/format-number";

type Props = { facts: DialogueFacts; dialogues: number; frozen?: SnapshotFacts };

/** Who and what is behind the dialogues, as it was when they were measured. */
export function DialogueFactsPanel({ facts, dialogues, frozen }: Props) {
  const { users, assistants, userPrompts, assistantPrompts, files, languages, accepted, rejected } =
    facts.behind ?? behindOf(frozen);
  const share = (part: number) => `${formatNumber(part)} (${((100 * part) / Math.max(1, dialogues)).toFixed(1)} %)`;
  const { endReasons, context } = facts;
  const lines: [string, string][] = [
    ["Users by", named(users, files)],
    ["Assistants by", named(assistants, files)],
    ["Prompts of users", formatNumber(userPrompts)],
    ["Prompts of assistants", formatNumber(assistantPrompts)],
    [
      "Languages, as files say",
      languages.map(({ language, dialogues: n }) => `${language} ${formatNumber(n)}`).join(", ") || "none is said",
    ],
    ["Accepted", share(accepted)],
    ["Rejected", share(rejected)],
    ["With a turn that a person wrote", share(facts.edited)],
    ["Like another one", share(facts.alike)],
    ["User spoke as an assistant (watchdog)", share(facts.roleSlips)],
    ["Context limit filled", context ? tellContext(context) : "not known"],
    ["Cost of their calls", formatMoney(facts.cost)],
    ["Cost per accepted dialogue", accepted === 0 ? "none is accepted" : formatMoney(facts.cost / accepted)],
    ...endReasons.map(({ name, dialogues: n }): [string, string] => [`Ended: ${wordOf(name)}`, share(n)]),
  ];
  return (
    <dl
      aria-label="Behind the dialogues"
      className="grid gap-x-8 gap-y-1.5 rounded-lg border border-line bg-surface px-4 py-3 text-sm sm:grid-cols-2"
    >
      {lines.map(([name, value]) => (
        <div key={name} className="flex justify-between gap-4">
          <dt className="text-ink-soft">{name}</dt>
          <dd className="text-right tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What a snapshot pinned of it. */
function behindOf(frozen: SnapshotFacts | undefined): BehindDialogues {
  const { runs = [], imports = [], languages = [], accepted = 0, rejected = 0 } = frozen ?? {};
  return {
    users: [...new Set(runs.map(({ simulator }) => simulator.name))],
    assistants: [...new Set(runs.map(({ assistant }) => assistant.name))],
    userPrompts: new Set(runs.map(({ simulatorPrompt }) => simulatorPrompt)).size,
    assistantPrompts: new Set(runs.map(({ assistantPrompt }) => assistantPrompt)).size,
    files: imports.length,
    languages,
    accepted,
    rejected,
  };
}

/** Who said it: models of runs, and files. */
function named(models: string[], files: number): string {
  return [...models, ...(files > 0 ? [files === 1 ? "one file" : `${formatNumber(files)} files`] : [])].join(", ");
}

function tellContext({ mean, most, dialogues }: NonNullable<DialogueFacts["context"]>): string {
  return `${(100 * mean).toFixed(1)} % on average, ${(100 * most).toFixed(1)} % at most, of ${formatNumber(dialogues)}`;
}

function wordOf(name: string): string {
  return name === "" ? "not known, as in files" : (endReasonWords[name as EndReason]?.label.toLowerCase() ?? name);
}
