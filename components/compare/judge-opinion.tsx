"use client";

import { useMutation } from "@tanstack/react-query";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import { Segmented } from "../ui/segmented";

const opinions = [
  { value: "none", label: "–" },
  { value: "convinced", label: "Convinces me" },
  { value: "fair_but_no", label: "Fair, but no" },
  { value: "wrong", label: "Wrong" },
] as const;

type Opinion = (typeof opinions)[number]["value"];

/** What a rater thinks of a judge's reasons. The vote itself stays as it is. */
export function JudgeOpinion({ judge, ballotId }: { judge: string; ballotId: string }) {
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
