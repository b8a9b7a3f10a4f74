"use client";

import { FolderX, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { type OutboxEntry, outboxOf, subjectOf } from "@/lib/client/browser-outbox";
import { useHasLeft } from "@/lib/client/left-project";
import { readStored, removeStored, writeStored } from "@/lib/client/stored";
import { useHydrated } from "@/lib/client/use-hydrated";
import { hrefs } from "@/lib/contract/hrefs";
import { pathIn } from "@/lib/contract/project-paths";
import type { Membership } from "@/lib/domain/project";
import { useOutbox } from "../annotation/use-outbox";
import { useProject } from "../layout/project-context";
import { useViewer } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { undoToast } from "../ui/toasts";
import { type Kept, keptFor } from "./kept";

/**
 * Says in words what a person made that lies in this browser and goes nowhere by itself: they were taken out of its
 * project, or it was refused while they are at work in another one. Nothing while there is no such thing.
 *
 * @param memberships - of the person, as they were when the page was drawn
 */
export function KeptNotice({ memberships }: { memberships: Membership[] }) {
  const { id: personId } = useViewer();
  const place = useProject();
  const hasLeft = useHasLeft();
  const { waiting } = useOutbox();
  const isHydrated = useHydrated();
  const [isOpen, setOpen] = useState(false);
  /** What was let go, so that it is out of the list at once. */
  const [, look] = useState(0);
  if (!isHydrated) return null;

  const here = place && !hasLeft ? place.project.id : null;
  const all = memberships.map(({ project }) => project.id);
  const projects = hasLeft ? all.filter((id) => id !== place?.project.id) : all;
  const isLeft = (id: string) => hasLeft && id === place?.project.id;
  const kept = keptFor({ personId, here, projects, waiting });
  if (kept.length === 0 && !hasLeft) return null;
  return (
    <section aria-label="Kept in this browser" className="border-warn/20 border-b bg-warn-soft text-sm text-warn">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2 sm:px-6">
        {hasLeft ? (
          <FolderX aria-hidden className="size-4 shrink-0" />
        ) : (
          <TriangleAlert aria-hidden className="size-4 shrink-0" />
        )}
        <p role="status" className="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
          {hasLeft && <strong className="font-medium">You are no longer in {place?.project.name}. </strong>}
          {keptWords(kept.length, hasLeft)}
        </p>
        {kept.length > 0 && (
          <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? "Hide it" : "Show and copy"}
          </Button>
        )}
        {hasLeft && (
          // A full load: nothing read in the project stays in memory.
          <a href={hrefs.home} className="underline">
            To what you are still in
          </a>
        )}
      </div>
      {isOpen && kept.length > 0 && (
        <ul className="max-h-72 divide-y divide-warn/20 overflow-y-auto border-warn/20 border-t">
          {kept.map((one) => (
            <KeptRow
              key={one.id}
              kept={one}
              slug={
                memberships.find(({ project }) => project.id === one.project.id && !isLeft(project.id))?.project.slug
              }
              personId={personId}
              onChange={() => look((n) => n + 1)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function keptWords(count: number, hasLeft: boolean): string {
  if (count === 0)
    return "Nothing that you made waits in this browser. What is on this page may be copied while it is open.";
  const what =
    count === 1 ? "One thing that you made was not sent and is" : `${count} things that you made were not sent and are`;
  return `${what} kept in this browser alone: copy ${count === 1 ? "it" : "them"}${hasLeft ? ", or ask a lead to take you in again" : ""}.`;
}

type KeptRowProps = {
  kept: Kept;
  /** Of its project in addresses, as long as the person is in there. */
  slug: string | undefined;
  personId: string;
  onChange: () => void;
};

/** Where it can be looked at again and sent: its queue or evaluation. */
function placeOf(entry: OutboxEntry): string {
  return "queueId" in entry ? hrefs.queue(entry.queueId) : hrefs.rate(entry.evaluationId);
}

/** What it is, where it is from, why it is here, and all of its words. */
function KeptRow({ kept: { what, project, why, text, from }, slug, personId, onChange }: KeptRowProps) {
  async function letGo() {
    if (from.kind === "entry") {
      await outboxOf(personId).takeOut(subjectOf(from.entry));
      undoToast("Let go", () => outboxOf(personId).put(from.entry));
      return;
    }
    const stored = readStored(from.key);
    removeStored(from.key);
    onChange();
    undoToast("Let go", () => {
      writeStored(from.key, stored);
      onChange();
    });
  }
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-2.5 sm:px-6">
      <div className="min-w-0 flex-1 basis-64 text-ink">
        <p className="[overflow-wrap:anywhere]">
          {what}
          {project.name !== "" && <span className="text-ink-soft"> · {project.name}</span>}
        </p>
        {why !== null && <p className="text-ink-soft text-xs">{why}</p>}
        {text !== "" && (
          <pre
            dir="auto"
            className="mt-1 max-h-24 overflow-y-auto whitespace-pre-wrap font-sans text-ink-soft text-xs [overflow-wrap:anywhere]"
          >
            {text}
          </pre>
        )}
      </div>
      {slug !== undefined && from.kind === "entry" && (
        // A full load: it is another project.
        <a href={pathIn(slug, placeOf(from.entry))} className="py-1 text-accent text-xs underline">
          Go to it
        </a>
      )}
      {text !== "" && <CopyButton text={text} />}
      <Button size="sm" variant="quiet" onClick={letGo}>
        Let it go
      </Button>
    </li>
  );
}
