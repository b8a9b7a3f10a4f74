"use client";

import { useQuery } from "@tanstack/react-query";
import { modelQueries } from "@/lib/client/queries/model-queries";
import type { EndReason } from "@/lib/domain/dialogue";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { BehindDialogues, DialogueFacts } from "@/lib/domain/statistics/corpus-figures";
import type { SnapshotFacts } from "@/lib/domain/training/snapshot";
import { endReasonWords } from "../transcript/dialogue-words";
import { formatMoney, formatNumber } from "../ui/format-number";
import { dialoguesBehind } from "./dialogues-behind";
import { OpensDialogues } from "./opens-dialogues";

type Props = {
  facts: DialogueFacts;
  /** So many dialogues they are of. */
  count: number;
  frozen?: SnapshotFacts;
  /** Those of the data set; null until that is read. */
  dialogues: DialogueFilter | null;
};

/** What is told, how, and the dialogues that it opens; null where no filter tells those. */
type Line = [name: string, value: string, opens: DialogueFilter | null];

/** Who and what is behind the dialogues, as it was when they were measured. */
export function DialogueFactsPanel({ facts, count, frozen, dialogues }: Props) {
  const { users, assistants, userPrompts, assistantPrompts, files, languages, accepted, rejected } =
    facts.behind ?? behindOf(frozen);
  const models = useQuery(modelQueries.list()).data ?? [];
  const share = (part: number) => `${formatNumber(part)} (${((100 * part) / Math.max(1, count)).toFixed(1)} %)`;
  const by = (condition: Parameters<typeof dialoguesBehind>[1], part = 1) =>
    part === 0 ? null : dialoguesBehind(dialogues, condition);
  const idsOf = (names: string[]) => {
    const ids = models.filter(({ name }) => names.includes(name)).map(({ id }) => id);
    // One that is gone from the catalogue would be missing: then none of them opens anything.
    return ids.length > 0 && ids.length >= names.length ? ids.join() : undefined;
  };
  const [userIds, assistantIds] = [idsOf(users), idsOf(assistants)];
  const { endReasons, context } = facts;
  const lines: Line[] = [
    ["Users by", named(users, files), userIds ? by({ simulator: userIds }) : null],
    ["Assistants by", named(assistants, files), assistantIds ? by({ assistant: assistantIds }) : null],
    ["Prompts of users", formatNumber(userPrompts), null],
    ["Prompts of assistants", formatNumber(assistantPrompts), null],
    ["Languages, as files say", toldLanguages(languages), null],
    ["Accepted", share(accepted), by({ verdict: "accepted" }, accepted)],
    ["Rejected", share(rejected), by({ verdict: "rejected" }, rejected)],
    ["With a turn that a person wrote", share(facts.edited), by({ edited: "yes" }, facts.edited)],
    ["Like another one", share(facts.alike), by({ duplicates: "like_dialogue" }, facts.alike)],
    [
      "User spoke as an assistant (watchdog)",
      share(facts.roleSlips),
      by({ flag: "answers_like_assistant" }, facts.roleSlips),
    ],
    ["Context limit filled", context ? tellContext(context) : "not known", null],
    ["Cost of their calls", formatMoney(facts.cost), dialogues],
    [
      "Cost per accepted dialogue",
      accepted === 0 ? "none is accepted" : formatMoney(facts.cost / accepted),
      by({ verdict: "accepted" }, accepted),
    ],
    ...endReasons.map(({ name, dialogues: n }): Line => {
      const reason = name === "" ? null : by({ endReason: name }, n);
      return [`Ended: ${wordOf(name)}`, share(n), reason];
    }),
  ];
  return (
    <div className="rounded-lg border border-line bg-surface px-4 py-3">
      <dl aria-label="Behind the dialogues" className="grid gap-x-8 gap-y-1.5 text-sm sm:grid-cols-2">
        {lines.map(([name, value, opens]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="min-w-0 break-words text-right tabular-nums">
              <OpensDialogues dialogues={opens} label={`${name}: ${value}. Open the dialogues`}>
                {value}
              </OpensDialogues>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-ink-faint text-xs">
        What is underlined opens the dialogues of the data set of which it is so now. Prompts are told apart by run, and
        languages, files and the context by no filter of dialogues, so that these open nothing.
      </p>
    </div>
  );
}

function toldLanguages(languages: BehindDialogues["languages"]): string {
  return (
    languages.map(({ language, dialogues }) => `${language} ${formatNumber(dialogues)}`).join(", ") || "none is said"
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
