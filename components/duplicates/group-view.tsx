"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight, Trash2, Undo2, X } from "lucide-react";
import { useState } from "react";
import type { Command } from "@/lib/client/commands";
import { duplicateQueries } from "@/lib/client/queries/duplicate-queries";
import { useCommands } from "@/lib/client/use-commands";
import type { DuplicateMember } from "@/lib/contract/endpoints/duplicates";
import type { DuplicateGroup, DuplicateSubject } from "@/lib/domain/duplicates";
import { CommandButton } from "../layout/command-button";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { cx } from "../ui/cx";
import { formatNumber } from "../ui/format-number";
import { SkeletonRows } from "../ui/skeleton";
import { percent } from "./duplicate-progress";
import { SideBySide } from "./side-by-side";
import { useKeepOne } from "./use-keep-one";

type GroupViewProps = { group: DuplicateGroup; subject: DuplicateSubject };

/** A group: the one to keep beside each of the others, and what becomes of these. */
export function GroupView({ group, subject }: GroupViewProps) {
  const { data, error, refetch } = useQuery(duplicateQueries.group(group.id));
  if (error) return <QueryError what="the group" error={error} onRetry={refetch} />;
  if (!data) return <SkeletonRows rows={6} label="Reading the group" />;
  return <Members key={group.id} members={data.items} size={data.size} subject={subject} />;
}

type MembersProps = { members: DuplicateMember[]; size: number; subject: DuplicateSubject };

function Members({ members, size, subject }: MembersProps) {
  const [keptId, setKeptId] = useState<string>();
  const [otherId, setOtherId] = useState<string>();
  const mayAct = useMay("dialogue.act");
  const { keep, undo, isPending } = useKeepOne();
  const kept = members.find(({ id }) => id === keptId) ?? members[0];
  const others = members.filter((member) => member !== kept);
  const at = Math.max(
    0,
    others.findIndex(({ id }) => id === otherId),
  );
  const other = others[at];
  const rest = others.filter(({ verdict }) => verdict !== "rejected");
  const free = () => mayAct && !isPending;
  const group = "The group";
  const commands = {
    next: read("member-next", "Next to compare", ["l", "arrowright"], () =>
      setOtherId(others[at + 1]?.id ?? other?.id),
    ),
    previous: read("member-previous", "Previous to compare", ["h", "arrowleft"], () =>
      setOtherId(others[at - 1]?.id ?? other?.id),
    ),
    swap: {
      id: "swap",
      label: "Keep the other",
      keys: ["s"],
      group,
      when: () => mayAct && other !== undefined,
      run: () => {
        setKeptId(other?.id);
        setOtherId(kept?.id);
      },
    },
    reject: {
      id: "reject-rest",
      label: "Reject the rest",
      keys: ["x"],
      group,
      run: () => void keep("reject", rest),
      when: () => free() && rest.length > 0,
    },
    delete: {
      id: "delete-rest",
      label: "Delete the rest",
      keys: ["d"],
      group,
      run: () => void keep("delete", others),
      when: () => free() && others.length > 0,
    },
    undo: { id: "undo-rest", label: "Undo", keys: ["z"], group, run: () => void undo(), when: free },
  } satisfies Record<string, Command>;
  useCommands(Object.values(commands));

  if (!kept || !other) return <p className="text-ink-faint text-sm">Only one of this group is left.</p>;
  return (
    <section aria-label="The chosen group" className="min-w-0">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <MemberStrip others={others} chosen={at} onChoose={setOtherId} hidden={size - members.length} />
        {mayAct && (
          <div className="flex flex-wrap items-center gap-1.5">
            <CommandButton command={commands.undo} icon={Undo2} iconOnly />
            <CommandButton command={commands.swap} icon={ArrowLeftRight} size="sm" />
            <CommandButton command={commands.delete} icon={Trash2} size="sm" />
            <CommandButton command={commands.reject} icon={X} size="sm" variant="danger" pending={isPending} />
          </div>
        )}
      </div>
      <SideBySide key={`${kept.id}-${other.id}`} kept={kept} other={other} subject={subject} />
    </section>
  );
}

function read(id: string, label: string, keys: string[], run: () => void): Command {
  return { id, label, keys, group: "Read", repeats: true, run };
}

type MemberStripProps = {
  others: DuplicateMember[];
  chosen: number;
  onChoose: (dialogueId: string) => void;
  /** Members beyond those that were read. */
  hidden: number;
};

/** The others of a group by how alike they are to the first, one of them chosen. */
function MemberStrip({ others, chosen, onChoose, hidden }: MemberStripProps) {
  return (
    <div className="min-w-0 text-xs">
      <p className="mb-1.5 text-ink-faint tabular-nums">
        Compared with {chosen + 1} of {formatNumber(others.length)}
        {hidden > 0 && `; ${formatNumber(hidden)} more are not shown, and acts do not reach them`}
      </p>
      <ol aria-label="The others" className="flex max-h-20 flex-wrap gap-1 overflow-y-auto">
        {others.map(({ id, number, origin, similarity, verdict }, i) => (
          <li key={id}>
            <button
              type="button"
              aria-current={i === chosen || undefined}
              title={`${origin.name} · ${number}`}
              onClick={() => onChoose(id)}
              className={cx(
                "h-6 rounded border px-1.5 tabular-nums",
                i === chosen
                  ? "border-accent bg-surface font-medium text-ink"
                  : "border-line text-ink-soft hover:bg-hover",
                verdict === "rejected" && "line-through",
              )}
            >
              {number} <span className="text-ink-faint">{percent(similarity)}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
