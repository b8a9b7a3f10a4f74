"use client";

import { useMutation } from "@tanstack/react-query";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import type { Reveal } from "@/lib/contract/endpoints/ballots";
import { Badge } from "../ui/badge";
import { Segmented } from "../ui/segmented";

const opinions = [
  { value: "none", label: "–" },
  { value: "convinced", label: "Convinces me" },
  { value: "fair_but_no", label: "Fair, but no" },
  { value: "wrong", label: "Wrong" },
] as const;

type Opinion = (typeof opinions)[number]["value"];

type Judge = Reveal["judges"][number];

const choiceWords = { left: "A is better", right: "B is better", tie: "Tie" } as const;

/** What model judges said: the verdict at once, the reasons when they are asked for. */
export function JudgeReasons({ judges, ballotId }: { judges: Judge[]; ballotId: string }) {
  return (
    <ul aria-label="What judges said" className="max-h-72 space-y-1 overflow-y-auto text-sm">
      {judges.map((judge) => (
        <li key={`${judge.judge} ${judge.turn} ${judge.score === null}`}>
          <details className="rounded-md border border-line px-3 py-1.5">
            <summary className="flex cursor-pointer flex-wrap items-center gap-2">
              <span className="font-medium">{judge.judge}</span>
              {judge.turn !== null && <span className="text-ink-faint text-xs">up to question {judge.turn}</span>}
              <Badge>{said(judge)}</Badge>
            </summary>
            {judge.texts.map((text, i) => (
              <blockquote
                // biome-ignore lint/suspicious/noArrayIndexKey: the first and the second order, nothing else names them.
                key={i}
                dir="auto"
                className="mt-2 max-w-prose whitespace-pre-wrap border-line border-l-2 pl-3 text-ink-soft text-sm"
              >
                {i === 1 && judge.score === null && (
                  <span className="block text-ink-faint text-xs">With the sides exchanged:</span>
                )}
                {text}
              </blockquote>
            ))}
            <JudgeOpinion judge={judge.judge} ballotId={ballotId} />
          </details>
        </li>
      ))}
    </ul>
  );
}

function said({ choice, score }: Judge): string {
  if (score) return `A ${score.left ?? "–"} · B ${score.right ?? "–"} of 10`;
  return choice ? choiceWords[choice] : "No verdict could be read";
}

/** What a rater thinks of a judge's reasons. The vote itself stays as it is. */
function JudgeOpinion({ judge, ballotId }: { judge: string; ballotId: string }) {
  const reply = useMutation({
    mutationFn: (opinion: Exclude<Opinion, "none">) =>
      call("replyToJudge", { params: { ballotId }, body: { judge, opinion } }),
  });
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2 text-xs">
      <span className="text-ink-soft">Its reasons:</span>
      <Segmented
        legend={`What you think of the reasons of ${judge}`}
        value={reply.variables ?? "none"}
        options={opinions}
        onChange={(opinion) => opinion !== "none" && reply.mutate(opinion)}
      />
      <span role="status" className={reply.isError ? "text-danger" : "text-ink-faint"}>
        {reply.isError ? messageOf(reply.error) : reply.isSuccess ? "Kept" : ""}
      </span>
    </div>
  );
}
