"use client";

import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { messageOf } from "@/lib/client/client-error";
import { useBulkAct } from "@/lib/client/mutations/bulk-mutations";
import { bulkQueries } from "@/lib/client/queries/bulk-queries";
import type { BulkAct } from "@/lib/domain/bulk-act";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { ProgressBar } from "../ui/progress-bar";
import { RelativeTime } from "../ui/relative-time";
import { doneToast, errorToast } from "../ui/toasts";

const words: Record<BulkAct["kind"], { doing: string; done: string }> = {
  accept: { doing: "Accepting", done: "accepted" },
  reject: { doing: "Rejecting", done: "rejected" },
  tag: { doing: "Tagging", done: "tagged" },
  untag: { doing: "Taking tags off", done: "untagged" },
  delete: { doing: "Deleting", done: "deleted" },
  undo: { doing: "Undoing an act on", done: "taken back" },
};

/** What the person asked for on many dialogues and a closed window cut off: to be gone on with, or taken back. */
export function CutOffActs() {
  const { data: cutOff = [] } = useQuery(bulkQueries.cutOff());
  if (cutOff.length === 0) return null;
  return (
    <ul aria-label="Acts that were cut off" className="mb-4 space-y-2">
      {cutOff.map((bulkAct) => (
        <CutOff key={bulkAct.id} bulkAct={bulkAct} />
      ))}
    </ul>
  );
}

function CutOff({ bulkAct }: { bulkAct: BulkAct }) {
  const { progress, resume, undo } = useBulkAct();
  const { kind, total, done, pending, createdAt } = bulkAct;
  const { doing, done: doneWord } = words[kind];

  function settle(work: Promise<BulkAct>, word: string) {
    work.then(
      (outcome) => doneToast(`${formatNumber(outcome.done)} ${word}`),
      (error: unknown) => errorToast(`${messageOf(error)} What was done until then stays.`),
    );
  }

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-surface px-4 py-2.5">
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-warn" />
      <p className="min-w-0 flex-1 basis-64 text-sm tabular-nums">
        {doing} {formatNumber(total)} {total === 1 ? "dialogue" : "dialogues"} was cut off: {formatNumber(done)}{" "}
        {doneWord}, {formatNumber(pending)} still to do.{" "}
        <span className="text-ink-faint text-xs">
          Begun <RelativeTime at={createdAt} />
        </span>
      </p>
      {progress ? (
        <p role="status" className="flex items-center gap-2 text-ink-soft text-xs tabular-nums">
          <ProgressBar label="Done" value={progress.total - progress.pending} max={progress.total} className="w-32" />
          {formatNumber(progress.total - progress.pending)} of {formatNumber(progress.total)}
        </p>
      ) : (
        <div className="flex gap-1.5">
          {kind !== "undo" && (
            <Button size="sm" onClick={() => settle(undo(bulkAct.id), "taken back")}>
              {done === 0 ? "Leave it undone" : "Undo what was done"}
            </Button>
          )}
          <Button size="sm" variant="primary" onClick={() => settle(resume(bulkAct), doneWord)}>
            Continue
          </Button>
        </div>
      )}
    </li>
  );
}
