"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { callData } from "@/lib/client/call-data";
import { dataKeys } from "@/lib/client/data-keys";
import type { RecipePreview as Preview } from "@/lib/domain/training/recipe-preview";
import { rowRules } from "@/lib/domain/training/row-rules";
import { AuditReport } from "../training/audit-report";
import { SeenRow } from "../training/seen-row";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { SkeletonRows } from "../ui/skeleton";
import { Stat } from "../ui/stat";
import { partWords } from "./export-words";
import { factsOf, type RecipeDraft, recipeOf } from "./recipe-draft";

type RecipePreviewProps = {
  snapshotId: string;
  draft: RecipeDraft;
  onLeaveOut: (dialogueId: string) => void;
  onTakeBack: () => void;
};

/** What the choices give, before anything is made: counts, what the trainer does, the first rows. */
export function RecipePreview({ snapshotId, draft, onLeaveOut, onTakeBack }: RecipePreviewProps) {
  const body = recipeOf(snapshotId, draft);
  const { data, error, isPending } = useQuery({
    queryKey: dataKeys.exports.preview(body),
    queryFn: ({ signal }) => callData("previewTrainingExport", { body, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (isPending) return <SkeletonRows label="Reading the first dialogues" />;
  if (error)
    return (
      <Panel title="What comes of it">
        <p role="alert" className="text-danger text-sm">
          {error.message}
        </p>
      </Panel>
    );
  const { parts, looked, audit, notes, files, rows } = data;
  const told = Object.entries(looked.told);
  const isWhole = draft.target === "whole" && parts.length === 1;
  return (
    <Panel title="What comes of it" className="space-y-4">
      <dl className="flex flex-wrap gap-x-10 gap-y-4">
        {parts.map(({ part, dialogues }) => (
          <Stat key={part} name={isWhole ? "Dialogues" : `Dialogues · ${partWords[part].toLowerCase()}`}>
            {formatNumber(dialogues)}
          </Stat>
        ))}
        <Stat name={`Rows of the first ${formatNumber(looked.dialogues)}`}>{formatNumber(looked.rows)}</Stat>
        <Stat name={isWhole ? "Turns" : "Turns that they train"}>{formatNumber(looked.trainedTurns)}</Stat>
      </dl>
      {told.length > 0 && (
        <ul aria-label="What befalls some of them" className="space-y-1 text-sm">
          {told.map(([rule, n]) => (
            <li key={rule}>
              <span className="font-medium tabular-nums">{formatNumber(n)}</span> · {wordsOf(rule)}
            </li>
          ))}
        </ul>
      )}
      {audit && <AuditReport audit={audit} length={factsOf(draft)?.length?.setting ?? null} onLeaveOut={onLeaveOut} />}
      {draft.leftOut.length > 0 && (
        <p className="flex flex-wrap items-center gap-3 text-sm">
          Left out by hand: {formatNumber(draft.leftOut.length)}
          <Button size="sm" onClick={onTakeBack}>
            Take them back
          </Button>
        </p>
      )}
      <ul aria-label="Good to know" className="list-disc space-y-1 pl-5 text-ink-soft text-sm">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <p className="text-ink-soft text-sm">
        Files:{" "}
        <span className="break-words font-mono text-xs">{files.join(", ")}, manifest.json, manifest.json.sig</span>
      </p>
      <FirstRows rows={rows} />
    </Panel>
  );
}

function FirstRows({ rows }: { rows: Preview["rows"] }) {
  if (rows.length === 0) return <p className="text-sm">None of the first dialogues gives a row.</p>;
  return (
    <section aria-label="The first rows" className="space-y-2">
      <h3 className="font-semibold text-sm">
        {rows.some(({ seen }) => seen) ? "The first rows, as the trainer will see them" : "The first rows"}
      </h3>
      {rows.map(({ dialogueId, json, seen }, i) => (
        <details key={json} open={i === 0} className="rounded-md border border-line">
          <summary className="cursor-pointer px-3 py-2 text-ink-soft text-xs">Row of {dialogueId}</summary>
          <div className="space-y-3 px-3 pb-3">
            {seen && <SeenRow row={seen} />}
            <details open={!seen}>
              <summary className="cursor-pointer text-ink-soft text-xs">As the file has it</summary>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
              <pre tabIndex={0} className="mt-2 max-h-72 overflow-auto whitespace-pre-wrap break-words text-xs">
                {json}
              </pre>
            </details>
          </div>
        </details>
      ))}
    </section>
  );
}

/** In words; the rule itself where this version no longer knows it. */
export function wordsOf(rule: string): string {
  return rule in rowRules ? rowRules[rule as keyof typeof rowRules].words : rule;
}
