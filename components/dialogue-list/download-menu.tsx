"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { call, urlOf } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import type { DialogueListFilter } from "@/lib/client/query-keys";
import { writableFormats } from "@/lib/contract/formats";
import type { Speaker } from "@/lib/domain/dialogue";
import type { ExportPreview } from "@/lib/domain/export-preview";
import { wordFor } from "../transcript/dialogue-words";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { Popover } from "../ui/popover";
import { Segmented } from "../ui/segmented";
import { verdictFilterWords } from "./dialogue-filter";

const formats = writableFormats("dialogues");

const targets = [
  { value: "assistant", label: "The assistant" },
  { value: "user", label: "The user" },
] as const;

const scopes = [
  { value: "accepted", label: "Accepted only" },
  { value: "any", label: "Judged or not" },
] as const;

/** Training files of the dialogues that match the filter; accepted ones unless something else is asked for. */
export function DownloadMenu({ filter, size }: { filter: DialogueListFilter; size?: "sm" }) {
  return (
    <Popover
      label="Download training files"
      align="end"
      trigger={
        <Button size={size}>
          <Download aria-hidden className={size === "sm" ? "size-3.5" : "size-4"} />
          Download
        </Button>
      }
    >
      <Downloads filter={filter} />
    </Popover>
  );
}

function saidVerdicts(verdicts: string): string {
  return verdicts
    .split(",")
    .map((word) => wordFor(verdictFilterWords, word))
    .join(" or ");
}

/** Which dialogues, what a file of them will hold, and the files. */
function Downloads({ filter }: { filter: DialogueListFilter }) {
  const { sort: _, verdict: filtered, ...rest } = filter;
  const [scope, setScope] = useState<"accepted" | "any">("accepted");
  const verdict = filtered ?? scope;
  const preview = useQuery({
    queryKey: ["dialogues", "export", rest, verdict],
    queryFn: ({ signal }) => call("previewExport", { query: { ...rest, verdict }, signal }),
    staleTime: 0,
  });
  return (
    <div className="max-h-[70dvh] w-80 max-w-[85vw] space-y-4 overflow-y-auto">
      <div className="space-y-1.5">
        <p className="text-ink-faint text-xs">Of the dialogues that match the filter</p>
        {filtered ? (
          <p className="text-sm">{saidVerdicts(filtered)}, as filtered</p>
        ) : (
          <Segmented legend="Which dialogues" value={scope} options={scopes} onChange={setScope} />
        )}
        <p role="status" className="text-sm tabular-nums">
          {preview.data ? sayHeld(preview.data) : preview.isError ? messageOf(preview.error) : "Counting"}
        </p>
      </div>
      <ul className="divide-y divide-line border-line border-t">
        {formats.map((format) => (
          <FormatRow key={format.id} format={format} query={{ ...rest, verdict }} preview={preview.data} />
        ))}
      </ul>
    </div>
  );
}

type FormatRowProps = {
  format: (typeof formats)[number];
  query: Omit<DialogueListFilter, "sort" | "verdict"> & { verdict: string };
  preview: ExportPreview | undefined;
};

/** One format: what a file of it holds, and what it cannot say. Whose turns are trained is asked only where that matters. */
function FormatRow({ format: { id, name, use, masks }, query, preview }: FormatRowProps) {
  const [target, setTarget] = useState<Speaker>("assistant");
  const isEmpty = preview?.held === 0;
  const masked = preview ? preview.assistant.masked + preview.user.masked : 0;
  return (
    <li className="space-y-2 py-3">
      <div className="flex items-baseline gap-2">
        <p className="min-w-0 flex-1">
          <span className="font-medium text-sm">{name}</span>
          <span className="block text-ink-faint text-xs">{use}</span>
        </p>
        {isEmpty ? (
          <Button size="sm" disabled>
            Download
          </Button>
        ) : (
          <Button asChild size="sm">
            <a href={urlOf("exportDialogues", { query: { ...query, format: id, target } })} download>
              Download<span className="sr-only"> {name}</span>
            </a>
          </Button>
        )}
      </div>
      {masks && (
        <Segmented legend={`Whose turns ${name} trains`} value={target} options={targets} onChange={setTarget} />
      )}
      {preview && !isEmpty && (
        <p className="text-ink-soft text-xs tabular-nums">
          {masks ? sayTrained(preview, target) : "The same file trains either side: a trainer chooses."}
        </p>
      )}
      {!masks && masked > 0 && (
        <p className="flex gap-1.5 text-warn text-xs tabular-nums">
          <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {`${formatNumber(masked)} ${masked === 1 ? "turn that people left" : "turns that people left"} out of training would be trained on: this format cannot say so.`}
        </p>
      )}
    </li>
  );
}

/** How many of the dialogues that match a file holds, and why not the others. */
export function sayHeld({ matched, held, rejected }: ExportPreview): string {
  if (matched === 0) return "None matches, so a file would be empty.";
  const left = matched - held;
  const those = count(held, "dialogue");
  if (left === 0) return `A file holds all of them: ${those}.`;
  const others = left - rejected;
  const why = [
    rejected > 0 && `${formatNumber(rejected)} for a rejected turn`,
    others > 0 && `${formatNumber(others)} for having no whole round, an empty turn or one speaker twice in a row`,
  ].filter(Boolean);
  return `A file holds ${those}; left out are ${why.join(" and ")}.`;
}

/** What is trained on where a format says it turn by turn. */
export function sayTrained(preview: ExportPreview, target: Speaker): string {
  const { trained, masked, empty } = preview[target];
  const said = [`${count(preview.held - empty, "dialogue")}`, `${count(trained, "turn")} trained on`];
  if (masked > 0) said.push(`${formatNumber(masked)} left out by people`);
  if (empty > 0) said.push(`${count(empty, "dialogue")} with nothing left to train on not in it`);
  return `${said.join(", ")}.`;
}

function count(n: number, noun: string): string {
  return `${formatNumber(n)} ${n === 1 ? noun : `${noun}s`}`;
}
