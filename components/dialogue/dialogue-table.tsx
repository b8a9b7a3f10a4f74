import { Flag } from "lucide-react";
import Link from "next/link";
import type { ListedDialogue } from "@/lib/contract/endpoints/dialogues";
import { hrefs } from "@/lib/contract/hrefs";
import { Badge } from "../ui/badge";
import { formatNumber } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { flagWords, verdictWords } from "./dialogue-words";
import { StatusBadge } from "./status-badge";

export function DialogueTable({ dialogues }: { dialogues: ListedDialogue[] }) {
  return (
    <Table caption="Dialogues">
      <thead>
        <tr>
          <HeadCell>Opens with</HeadCell>
          <HeadCell>Status</HeadCell>
          <HeadCell>Decision</HeadCell>
          <HeadCell>Flags</HeadCell>
          <HeadCell numeric>Rounds</HeadCell>
          <HeadCell numeric>Changed</HeadCell>
        </tr>
      </thead>
      <tbody>
        {dialogues.map((dialogue) => (
          <DialogueRow key={dialogue.id} dialogue={dialogue} />
        ))}
      </tbody>
    </Table>
  );
}

function DialogueRow({ dialogue }: { dialogue: ListedDialogue }) {
  const { id, opening, runName, number, verdict, flags, rounds, updatedAt } = dialogue;
  return (
    <Row className="relative">
      <Cell className="w-full min-w-64 max-w-0">
        <Link href={hrefs.dialogue(id)} className="block truncate font-medium after:absolute after:inset-0">
          <bdi dir="auto">{opening || "No turn yet"}</bdi>
        </Link>
        <span className="mt-0.5 block truncate text-ink-faint text-xs tabular-nums">
          {runName} · {number}
        </span>
      </Cell>
      <Cell>
        <StatusBadge dialogue={dialogue} />
      </Cell>
      <Cell>
        {verdict ? (
          <Badge tone={verdict === "accepted" ? "ok" : "danger"}>{verdictWords[verdict]}</Badge>
        ) : (
          <span className="whitespace-nowrap text-ink-faint text-xs">not judged</span>
        )}
      </Cell>
      <Cell>
        {flags.length > 0 ? (
          <Badge tone="warn" icon={Flag} title={flags.map((flag) => flagWords[flag].sentence).join(" ")}>
            {flags.length === 1 && flags[0] ? flagWords[flags[0]].label : `${flags.length} kinds`}
          </Badge>
        ) : (
          <span className="text-ink-faint text-xs">none</span>
        )}
      </Cell>
      <Cell numeric>{formatNumber(rounds)}</Cell>
      <Cell numeric className="text-ink-faint text-xs">
        <RelativeTime at={updatedAt} />
      </Cell>
    </Row>
  );
}
