"use client";

import type { TrainingPreview as Preview } from "@/lib/domain/training-job/preview";
import { partWords } from "../export/export-words";
import { AuditReport } from "../training/audit-report";
import { formatDuration, formatMoney, formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { SkeletonRows } from "../ui/skeleton";
import { Stat } from "../ui/stat";
import type { TrainingDraft } from "./training-draft";
import { TranslatedSettings } from "./translated-settings";
import { useTrainingPreview } from "./use-training-preview";

/** What it would be, before anything begins: dialogues, what the trainer does with them, what the way cannot do, time and cost. */
export function TrainingPreview({ draft }: { draft: TrainingDraft }) {
  const { data, error, isPending, isTold } = useTrainingPreview(draft);
  return (
    <Panel title="What it would be" className="space-y-4">
      {!isTold ? (
        <p className="text-ink-soft text-sm">
          Choose a snapshot{draft.way === "embedded" ? "" : " and a base model"}: what the trainer will do with it is
          told here before anything begins.
        </p>
      ) : error ? (
        <p role="alert" className="text-danger text-sm">
          {error.message}
        </p>
      ) : isPending ? (
        <SkeletonRows label="Reading the dialogues" />
      ) : (
        <Told preview={data} isPaid={draft.way === "fine_tuning"} />
      )}
    </Panel>
  );
}

function Told({ preview, isPaid }: { preview: Preview; isPaid: boolean }) {
  const { parts, looked, audit, limits, notes, steps, foreseen, translated } = preview;
  const all = parts.find(({ part }) => part === "train")?.dialogues ?? 0;
  return (
    <>
      {limits.length > 0 && (
        <ul aria-label="What this way cannot do" className="space-y-1.5">
          {limits.map(({ words, isRefused }) => (
            <li
              key={words}
              className={`rounded-md px-3 py-2 text-sm ${isRefused ? "bg-danger-soft text-danger" : "bg-warn-soft text-warn"}`}
            >
              {isRefused && <span className="font-medium">It would not begin. </span>}
              {words}
            </li>
          ))}
        </ul>
      )}
      <dl className="flex flex-wrap gap-x-10 gap-y-4">
        {parts.map(({ part, dialogues }) => (
          <Stat key={part} name={`Dialogues · ${partWords[part].toLowerCase()}`}>
            {formatNumber(dialogues)}
          </Stat>
        ))}
        <Stat name="Turns that it learns">{formatNumber(looked.trainedTurns)}</Stat>
        {steps !== null && <Stat name="Steps">{formatNumber(steps)}</Stat>}
        <Stat name="Time">
          {foreseen?.seconds == null ? "Not known yet" : formatDuration(foreseen.seconds * 1_000)}
        </Stat>
        {foreseen?.cost != null && foreseen.cost > 0 && <Stat name="Cost">{formatMoney(foreseen.cost)}</Stat>}
        {isPaid && foreseen?.cost == null && <Stat name="Cost">The server tells none</Stat>}
      </dl>
      <p className="max-w-prose text-ink-faint text-xs">
        {looked.dialogues < all
          ? `Rows and turns are those of the first ${formatNumber(looked.dialogues)} of ${formatNumber(all)} dialogues. `
          : ""}
        {foreseen === null
          ? "Nothing was trained like this yet, so that nobody knows how long it takes."
          : foreseen.from === 1
            ? "Time and cost by the last one that was trained like it."
            : `Time and cost by the last ${foreseen.from} that were trained like it.`}
      </p>
      {translated.length > 0 && <TranslatedSettings translated={translated} />}
      {audit && <AuditReport audit={audit} length="its length" />}
      {notes.length > 0 && (
        <ul aria-label="Good to know" className="list-disc space-y-1 pl-5 text-ink-soft text-sm">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </>
  );
}
