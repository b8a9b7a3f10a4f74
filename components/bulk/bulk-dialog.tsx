"use client";

import { useQuery } from "@tanstack/react-query";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import type { BulkWish, useBulkAct } from "@/lib/client/mutations/bulk-mutations";
import type { AnswerOf } from "@/lib/contract/endpoints";
import type { BulkAct, BulkChange } from "@/lib/domain/bulk-act";
import { rejectReasons } from "../transcript/dialogue-words";
import { Chip } from "../ui/chip";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { formatNumber } from "../ui/format-number";
import { Input } from "../ui/input";
import { SkeletonRows } from "../ui/skeleton";
import { errorToast, undoToast } from "../ui/toasts";

type Kind = BulkChange["kind"];
type BulkDialogProps = {
  kind: Kind;
  which: BulkWish["which"];
  /** That they go back to. */
  snapshotId?: string;
  work: ReturnType<typeof useBulkAct>;
  /** What is done where the kind alone does not say it. */
  change?: Extract<BulkChange, { kind: "amend" | "split" }>;
  onDone: () => void;
  onClose: () => void;
};

const words: Record<Kind, { title: string; act: string; done: string }> = {
  accept: { title: "Accept these dialogues", act: "Accept", done: "accepted" },
  reject: { title: "Reject these dialogues", act: "Reject", done: "rejected" },
  tag: { title: "Tag these dialogues", act: "Tag", done: "tagged" },
  untag: { title: "Take tags off these dialogues", act: "Untag", done: "untagged" },
  delete: { title: "Delete these dialogues", act: "Delete", done: "deleted" },
  amend: { title: "Take it out of these dialogues", act: "Take it out of", done: "cleaned" },
  split: { title: "Split these dialogues", act: "Split", done: "split" },
  retry: { title: "Try these dialogues again", act: "Try again", done: "tried again" },
  go_back: {
    title: "Take these dialogues back to the snapshot",
    act: "Take back",
    done: "as they were in the snapshot again",
  },
};

const descriptions: Partial<Record<Kind, string>> = {
  delete:
    "They leave every list and queue, and what is exported or trained from now on. Snapshots, files and models that were made with them stay: the page of each dialogue tells which. Undo brings them back.",
  go_back:
    "Each gets the turns, mask, end mark, verdict and tags that it had. What was written since stays in its tree, and one Undo takes all of it back.",
  amend:
    "What was found and not left is taken out of their texts. The old texts stay in the dialogue as other versions, and no export holds them. A verdict on the old text no longer stands. Undo brings it all back.",
  split:
    "Each becomes several dialogues, cut where a question begins; turns, masks, tags and who wrote what go along. The whole goes into the trash with its branches and its verdict. Undo brings it back and puts the parts there.",
  retry: "Those that are parked after trouble are written on. What is still wrong parks them again.",
};

/** What a bulk act would do, before it is done: how many, which stay as they are and why, and a few of them. */
export function BulkDialog({ kind, which, snapshotId = "", work, change, onDone, onClose }: BulkDialogProps) {
  const form = useForm({
    initial: { reasons: [] as string[], tags: "" },
    // The act goes on when its window is closed.
    send: async (draft) => void begin(change ?? changeOf(kind, draft.reasons, draft.tags, snapshotId)),
  });
  const { reasons, tags } = form.draft;
  const wanted = change ?? changeOf(kind, reasons, tags, snapshotId);
  const preview = useQuery({
    queryKey: ["bulk", "preview", which, wanted],
    queryFn: ({ signal }) => call("previewBulkAct", { body: { which, change: wanted as BulkChange }, signal }),
    enabled: wanted !== null,
  });
  const { title, act, done } = words[kind];
  const isVerdict = kind === "accept" || kind === "reject";

  async function begin(chosen: BulkChange | null) {
    if (!chosen) return;
    onClose();
    try {
      const asSeen = "filter" in which ? { ...which, seenAt: preview.data?.seenAt } : which;
      const outcome = await work.begin({ which: asSeen, change: chosen });
      onDone();
      undoToast(sayOutcome(outcome, done), () => {
        work.undo(outcome.id).catch((error: unknown) => errorToast(messageOf(error)));
      });
    } catch (error) {
      errorToast(`${messageOf(error)} What was done until then stays; it stands under Jobs, too.`);
    }
  }

  return (
    <FormDialog
      form={form}
      title={title}
      description={descriptions[kind]}
      act={`${act} ${preview.data ? formatNumber(preview.data.applies) : ""}`}
      variant={kind === "delete" || kind === "reject" ? "danger" : "primary"}
      disabled={!preview.data || preview.data.applies === 0}
      onClose={onClose}
    >
      <div className="space-y-4 py-2">
        {kind === "reject" && <Reasons chosen={reasons} onChange={(chosen) => form.change({ reasons: chosen })} />}
        {(kind === "tag" || kind === "untag") && (
          <Field label="Tags" name="tags" isLabelHidden>
            <Input placeholder="Tags, separated by commas" autoFocus dir="auto" {...form.text("tags")} />
          </Field>
        )}
        {wanted !== null && preview.isPending && <SkeletonRows rows={3} label="Counting" />}
        {preview.isError && (
          <p role="alert" className="text-danger text-sm">
            {messageOf(preview.error)}
          </p>
        )}
        {preview.data && <Preview preview={preview.data} done={done} isVerdict={isVerdict} />}
      </div>
    </FormDialog>
  );
}

function Reasons({ chosen, onChange }: { chosen: string[]; onChange: (chosen: string[]) => void }) {
  const without = (reason: string) => chosen.filter((other) => other !== reason);
  return (
    <div className="flex flex-wrap gap-1.5">
      {rejectReasons.map((reason) => (
        <Chip
          key={reason}
          pressed={chosen.includes(reason)}
          onToggle={() => onChange(chosen.includes(reason) ? without(reason) : [...chosen, reason])}
        >
          {reason}
        </Chip>
      ))}
    </div>
  );
}

type PreviewProps = { preview: AnswerOf<"previewBulkAct">; done: string; isVerdict: boolean };

function Preview({ preview, done, isVerdict }: PreviewProps) {
  const { applies, total, refusals, sample, unfinished } = preview;
  return (
    <>
      <p className="text-sm tabular-nums">
        {formatNumber(applies)} of {formatNumber(total)} dialogues would be {done}.
      </p>
      {isVerdict && unfinished > 0 && (
        <p className="text-sm tabular-nums text-warn">
          {formatNumber(unfinished)} of them {unfinished === 1 ? "is" : "are"} still being written: a verdict ends a
          dialogue where it stands.
        </p>
      )}
      {refusals.map(({ message, n }) => (
        <p key={message} className="text-ink-soft text-sm tabular-nums">
          {formatNumber(n)} stay as they are: {message}
        </p>
      ))}
      <ul className="space-y-1 text-ink-faint text-xs">
        {sample.map(({ id, opening }) => (
          <li key={id} dir="auto" className="truncate">
            {opening || "No turn yet"}
          </li>
        ))}
        {applies > sample.length && <li>and more</li>}
      </ul>
    </>
  );
}

function changeOf(kind: Kind, reasons: string[], typed: string, snapshotId: string): BulkChange | null {
  if (kind === "go_back") return { kind, snapshotId };
  if (kind === "reject") return { kind, reasons };
  if (kind === "amend" || kind === "split") return null;
  if (kind !== "tag" && kind !== "untag") return { kind };
  const tags = [...new Set(typed.split(",").map((tag) => tag.trim()))].filter(Boolean);
  return tags.length === 0 ? null : { kind, tags };
}

function sayOutcome({ done, refused, refusals }: BulkAct, word: string): string {
  const stayed = refused === 0 ? "" : `; ${formatNumber(refused)} stayed as they were: ${refusals[0]?.message ?? ""}`;
  return `${formatNumber(done)} ${word}${stayed}`;
}
