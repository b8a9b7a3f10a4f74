"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import type { BulkWish, useBulkAct } from "@/lib/client/mutations/bulk-mutations";
import type { BulkAct, BulkChange } from "@/lib/domain/bulk-act";
import { rejectReasons } from "../transcript/dialogue-words";
import { Button } from "../ui/button";
import { Chip } from "../ui/chip";
import { Dialog } from "../ui/dialog";
import { formatNumber } from "../ui/format-number";
import { Input } from "../ui/input";
import { SkeletonRows } from "../ui/skeleton";
import { errorToast, undoToast } from "../ui/toasts";

type Kind = BulkChange["kind"];
type BulkDialogProps = {
  kind: Kind;
  which: BulkWish["which"];
  work: ReturnType<typeof useBulkAct>;
  onDone: () => void;
  onClose: () => void;
};

const words: Record<Kind, { title: string; act: string; done: string }> = {
  accept: { title: "Accept these dialogues", act: "Accept", done: "accepted" },
  reject: { title: "Reject these dialogues", act: "Reject", done: "rejected" },
  tag: { title: "Tag these dialogues", act: "Tag", done: "tagged" },
  untag: { title: "Take tags off these dialogues", act: "Untag", done: "untagged" },
  delete: { title: "Delete these dialogues", act: "Delete", done: "deleted" },
};

/** What a bulk act would do, before it is done: how many, which stay as they are and why, and a few of them. */
export function BulkDialog({ kind, which, work, onDone, onClose }: BulkDialogProps) {
  const [reasons, setReasons] = useState<string[]>([]);
  const [typed, setTyped] = useState("");
  const change = changeOf(kind, reasons, typed);
  const preview = useQuery({
    queryKey: ["bulk", "preview", which, change],
    queryFn: ({ signal }) => call("previewBulkAct", { body: { which, change: change as BulkChange }, signal }),
    enabled: change !== null,
  });
  const { title, act, done } = words[kind];

  async function begin() {
    if (!change) return;
    onClose();
    try {
      const outcome = await work.begin({ which, change });
      onDone();
      undoToast(sayOutcome(outcome, done), () => {
        work.undo(outcome.id).catch((error: unknown) => errorToast(messageOf(error)));
      });
    } catch (error) {
      errorToast(`${messageOf(error)} What was done until then stays; it stands under Jobs, too.`);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={kind === "delete" ? "They leave every list, queue and export. Undo brings them back." : undefined}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant={kind === "delete" || kind === "reject" ? "danger" : "primary"}
            disabled={!preview.data || preview.data.applies === 0}
            onClick={begin}
          >
            {act} {preview.data ? formatNumber(preview.data.applies) : ""}
          </Button>
        </>
      }
    >
      <div className="space-y-4 py-2">
        {kind === "reject" && (
          <div className="flex flex-wrap gap-1.5">
            {rejectReasons.map((reason) => (
              <Chip
                key={reason}
                pressed={reasons.includes(reason)}
                onToggle={() =>
                  setReasons(
                    reasons.includes(reason) ? reasons.filter((other) => other !== reason) : [...reasons, reason],
                  )
                }
              >
                {reason}
              </Chip>
            ))}
          </div>
        )}
        {(kind === "tag" || kind === "untag") && (
          <Input
            aria-label="Tags"
            placeholder="Tags, separated by commas"
            autoFocus
            dir="auto"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
        {change !== null && preview.isPending && <SkeletonRows rows={3} label="Counting" />}
        {preview.isError && (
          <p role="alert" className="text-danger text-sm">
            {messageOf(preview.error)}
          </p>
        )}
        {preview.data && (
          <>
            <p className="text-sm tabular-nums">
              {formatNumber(preview.data.applies)} of {formatNumber(preview.data.total)} dialogues would be {done}.
            </p>
            {preview.data.refusals.map(({ message, n }) => (
              <p key={message} className="text-ink-soft text-sm tabular-nums">
                {formatNumber(n)} stay as they are: {message}
              </p>
            ))}
            <ul className="space-y-1 text-ink-faint text-xs">
              {preview.data.sample.map(({ id, opening }) => (
                <li key={id} dir="auto" className="truncate">
                  {opening || "No turn yet"}
                </li>
              ))}
              {preview.data.total > preview.data.sample.length && <li>and more</li>}
            </ul>
          </>
        )}
      </div>
    </Dialog>
  );
}

function changeOf(kind: Kind, reasons: string[], typed: string): BulkChange | null {
  if (kind === "reject") return { kind, reasons };
  if (kind !== "tag" && kind !== "untag") return { kind };
  const tags = [...new Set(typed.split(",").map((tag) => tag.trim()))].filter(Boolean);
  return tags.length === 0 ? null : { kind, tags };
}

function sayOutcome({ done, refused, refusals }: BulkAct, word: string): string {
  const stayed = refused === 0 ? "" : `; ${formatNumber(refused)} stayed as they were: ${refusals[0]?.message ?? ""}`;
  return `${formatNumber(done)} ${word}${stayed}`;
}
