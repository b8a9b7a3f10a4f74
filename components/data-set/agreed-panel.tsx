import { hrefs } from "@/lib/contract/hrefs";
import type { DataSet } from "@/lib/domain/training/data-set";
import { dialoguesOf } from "@/lib/domain/training/dialogues-of";
import { writtenFilter } from "../dialogue-list/dialogue-filter";
import { Link } from "../layout/link";
import { useMay } from "../layout/viewer-context";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Panel } from "../ui/panel";
import { roleWords } from "./data-set-words";
import { useMayAs } from "./use-may-as";

type Props = { dataSet: DataSet; onAsk: (asked: "labels" | "members") => void };

/** By which labels its dialogues are judged, and who may do what with it. */
export function AgreedPanel({ dataSet, onAsk }: Props) {
  const { id, fields, members, archivedAt } = dataSet;
  const [curates, leads, queues] = [useMayAs("curator", dataSet), useMay("dataSet.manage"), useMay("queue.manage")];
  const queue = new URLSearchParams({ ...writtenFilter(dialoguesOf(dataSet)), labelsOf: id });
  const isOpen = archivedAt === null;
  return (
    <Panel
      title="Labels and people"
      aside={
        <div className="flex flex-wrap gap-2">
          {curates && isOpen && (
            <Button size="sm" onClick={() => onAsk("labels")}>
              Labels
            </Button>
          )}
          {leads && isOpen && (
            <Button size="sm" onClick={() => onAsk("members")}>
              Who may do what
            </Button>
          )}
          {queues && isOpen && (
            <Button asChild size="sm">
              <Link href={`${hrefs.newQueue}?${queue}`}>New queue of it</Link>
            </Button>
          )}
        </div>
      }
    >
      <div className="space-y-2 text-sm">
        {fields.length === 0 ? (
          <p className="text-ink-soft">No labels: its dialogues are accepted or rejected, and nothing more is asked.</p>
        ) : (
          <p className="flex flex-wrap gap-1.5">
            {fields.map(({ key, label, target }) => (
              <Badge key={key}>{target === "turn" ? `${label}, of each turn` : label}</Badge>
            ))}
          </p>
        )}
        <p className="text-ink-soft">
          {members.length === 0 ? "Leads freeze and export it; everybody else reads." : "Besides leads: "}
          {members.map(({ id: personId, name, roles }, i) => (
            <span key={personId}>
              {i > 0 && " · "}
              <bdi>{name}</bdi> ({roles.map((role) => roleWords[role].label.toLowerCase()).join(", ")})
            </span>
          ))}
        </p>
      </div>
    </Panel>
  );
}
