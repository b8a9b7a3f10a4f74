"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { urlOf } from "@/lib/client/call";
import type { DialogueListFilter } from "@/lib/client/query-keys";
import { writableFormats } from "@/lib/contract/formats";
import type { Speaker } from "@/lib/domain/dialogue";
import { Button } from "../ui/button";
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
export function DownloadMenu({ filter }: { filter: DialogueListFilter }) {
  const { sort: _, verdict: filtered, ...rest } = filter;
  const [target, setTarget] = useState<Speaker>("assistant");
  const [scope, setScope] = useState<"accepted" | "any">("accepted");
  const verdict = filtered ?? scope;
  return (
    <Popover
      label="Download training files"
      align="end"
      trigger={
        <Button>
          <Download aria-hidden className="size-4" />
          Download
        </Button>
      }
    >
      <div className="w-72 space-y-4">
        <div className="space-y-1.5">
          <p className="text-ink-faint text-xs">Trains</p>
          <Segmented legend="Whose turns are trained on" value={target} options={targets} onChange={setTarget} />
        </div>
        <div className="space-y-1.5">
          <p className="text-ink-faint text-xs">Of the dialogues that match the filter</p>
          {filtered ? (
            <p className="text-sm">{verdictFilterWords[filtered]}, as filtered</p>
          ) : (
            <Segmented legend="Which dialogues" value={scope} options={scopes} onChange={setScope} />
          )}
        </div>
        <ul className="-mx-1 space-y-0.5">
          {formats
            .filter(({ sides }) => sides.some((side) => side === target))
            .map(({ id, name, use }) => (
              <li key={id}>
                <a
                  href={urlOf("exportDialogues", { query: { ...rest, format: id, target, verdict } })}
                  download
                  className="block rounded-md px-2 py-1.5 hover:bg-hover"
                >
                  <span className="font-medium text-sm">{name}</span>
                  <span className="block text-ink-faint text-xs">{use}</span>
                </a>
              </li>
            ))}
        </ul>
      </div>
    </Popover>
  );
}
