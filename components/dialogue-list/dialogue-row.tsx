import { Flag } from "lucide-react";
import { memo, type Ref } from "react";
import { hrefs } from "@/lib/contract/hrefs";
import type { Dialogue, Verdict } from "@/lib/domain/dialogue";
import type { SnippetPiece } from "@/lib/domain/snippet";
import { Link } from "../layout/link";
import { flagWords, verdictWords } from "../transcript/dialogue-words";
import { StatusBadge } from "../transcript/status-badge";
import { Badge } from "../ui/badge";
import { formatNumber } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { Cell, Row } from "../ui/table";

/** How rows are chosen, where they can be. */
export type RowChoice = { isChosen: (id: string) => boolean; onToggle: (id: string, range: boolean) => void };

export type DialogueRowsProps = {
  dialogues: Dialogue[];
  /** What a search found in each, by id. */
  snippets?: ReadonlyMap<string, SnippetPiece[]>;
  /** Given where rows can be chosen. */
  choosing?: RowChoice;
};

type DialogueRowProps = {
  dialogue: Dialogue;
  snippet: SnippetPiece[] | undefined;
  choosing: RowChoice | undefined;
  /** Where it stands among many of which some are left out for being out of sight; counted from 0. */
  index?: number;
  rowRef?: Ref<HTMLTableRowElement>;
};

/** Drawn again only when it changes: a list that is scrolled asks for all of its rows with every frame. */
export const DialogueRow = memo(function DialogueRow({ dialogue, snippet, choosing, index, rowRef }: DialogueRowProps) {
  const { id, opening, origin, number, status, verdict, flags, tags, rounds, updatedAt } = dialogue;
  return (
    <Row
      ref={rowRef}
      data-index={index}
      // The head is the first row.
      aria-rowindex={index === undefined ? undefined : index + 2}
      className="relative"
      data-row={id}
    >
      {choosing && (
        <Cell className="relative z-1">
          <input
            type="checkbox"
            aria-label={`Choose ${opening || `dialogue ${number}`}`}
            className="size-4 accent-accent align-middle"
            checked={choosing.isChosen(id)}
            onChange={() => undefined}
            onClick={(event) => choosing.onToggle(id, event.shiftKey)}
          />
        </Cell>
      )}
      <Cell className="w-full max-w-0 sm:min-w-64">
        <Link
          href={hrefs.dialogue(id)}
          // Among many, each would be asked for as it scrolls by.
          prefetch={index === undefined ? undefined : false}
          className="block truncate font-medium after:absolute after:inset-0"
        >
          <bdi dir="auto">{opening || (status === "ended" ? "Ended before its first turn" : "No turn yet")}</bdi>
        </Link>
        <span className="mt-0.5 block truncate text-ink-faint text-xs tabular-nums">
          {origin.name} · {number}
          {tags.length > 0 && <bdi> · {tags.join(", ")}</bdi>}
        </span>
        {snippet && <Snippet pieces={snippet} />}
        {/* A narrow screen has no columns for these; they stand under the name. */}
        <span className="mt-1 flex flex-wrap gap-1 sm:hidden">
          <StatusBadge dialogue={dialogue} />
          {verdict && <VerdictBadge verdict={verdict} />}
        </span>
      </Cell>
      <Cell className="max-sm:hidden">
        <StatusBadge dialogue={dialogue} />
      </Cell>
      <Cell className="max-sm:hidden">
        {verdict ? (
          <VerdictBadge verdict={verdict} />
        ) : (
          <span className="whitespace-nowrap text-ink-faint text-xs">not judged</span>
        )}
      </Cell>
      <Cell className="max-lg:hidden">
        {flags.length > 0 ? (
          <Badge tone="warn" icon={Flag} title={flags.map((flag) => flagWords[flag].sentence).join(" ")}>
            {flags.length === 1 && flags[0] ? flagWords[flags[0]].label : `${flags.length} kinds`}
          </Badge>
        ) : (
          <span className="text-ink-faint text-xs">none</span>
        )}
      </Cell>
      <Cell numeric>{formatNumber(rounds)}</Cell>
      <Cell numeric className="text-ink-faint text-xs max-sm:hidden">
        <RelativeTime at={updatedAt} />
      </Cell>
    </Row>
  );
});

function VerdictBadge({ verdict }: { verdict: Verdict }) {
  return <Badge tone={verdict === "accepted" ? "ok" : "danger"}>{verdictWords[verdict]}</Badge>;
}

/** Where the search found something, on one line. */
function Snippet({ pieces }: { pieces: SnippetPiece[] }) {
  return (
    <span dir="auto" className="mt-0.5 line-clamp-2 text-ink-soft text-xs">
      {pieces.map(({ text, isHit }, i) =>
        isHit ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text are known by their place.
          <mark key={i} className="rounded-sm bg-warn-soft font-medium text-ink">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </span>
  );
}
