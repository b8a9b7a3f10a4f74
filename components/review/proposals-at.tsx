import { CircleStop, EyeOff, PenLine } from "lucide-react";
import type { Turn } from "@/lib/domain/dialogue";
import type { Assignment } from "@/lib/domain/review/answer";
import { WordDiffView } from "../transcript/word-diff-view";

/** What people would change at a turn, each with their name: another text, the end, the mask. Nothing where nobody would. */
export function ProposalsAt({ turn, answered }: { turn: Turn; answered: Assignment[] }) {
  const proposed = answered.flatMap((assignment) => proposalsOf(assignment, turn));
  if (proposed.length === 0) return null;
  return (
    <ul aria-label="Proposed here" className="mt-3 max-w-script space-y-2 border-accent border-l-2 pl-3 text-sm">
      {proposed}
    </ul>
  );
}

function proposalsOf({ id, personName, answer }: Assignment, { id: turnId, text: before }: Turn) {
  const edit = answer?.edits.find((other) => other.turnId === turnId);
  const said = [];
  if (edit)
    said.push(
      <li key={`${id}.text`}>
        <p className="flex items-center gap-2 text-ink-soft text-xs">
          <PenLine aria-hidden className="size-3.5" />
          {personName} proposes another text
        </p>
        <WordDiffView before={before} after={edit.text} />
      </li>,
    );
  if (answer?.endMarkId === turnId)
    said.push(
      <li key={`${id}.end`} className="flex items-center gap-2 text-ink-soft text-xs">
        <CircleStop aria-hidden className="size-3.5" />
        {personName}: a real user stops here
      </li>,
    );
  if (answer?.untrained.includes(turnId))
    said.push(
      <li key={`${id}.mask`} className="flex items-center gap-2 text-ink-soft text-xs">
        <EyeOff aria-hidden className="size-3.5" />
        {personName}: leave it out of training
      </li>,
    );
  return said;
}
