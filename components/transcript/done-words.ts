import type { ActKind, Decision } from "@/lib/domain/decision";
import { verdictWords } from "./dialogue-words";

const doneWords: Record<ActKind, string> = {
  pause: "Pausing after the turn in flight",
  resume: "Going on",
  retry: "Trying again",
  stop: "Dialogue stopped",
  edit: "Turn edited",
  reject_turn: "Turn rejected, writing another",
  regenerate: "Writing another turn",
  take_over: "Turn sent",
  branch: "Branching from here",
  choose: "Other branch chosen",
  accept: "Dialogue accepted",
  reject: "Dialogue rejected",
  flag: "Turn flagged",
  end_here: "End of the dialogue marked",
  mask: "Training mask changed",
  tag: "Tagged",
  untag: "Tag taken off",
  comment: "Comment saved",
  delete: "Dialogue deleted",
  restore: "Dialogue restored",
  undo: "Taken back",
};

type Done = Pick<Decision, "act" | "before" | "after">;

/** What is said once an act is done, with whatever it changed besides. */
export function sayDone(done: Done): string {
  return [doneWords[done.act.kind], ...sayBesides(done)].join("; ");
}

/** What an act changed that its name does not say: it ended the dialogue, or took its verdict off. */
export function sayBesides({ act, before, after }: Done): string[] {
  if (act.kind === "undo") return [];
  const besides = [];
  if ((act.kind === "accept" || act.kind === "reject") && before.status !== "ended") besides.push("it ends here");
  if (before.verdict !== null && after.verdict === null)
    besides.push(`its verdict “${verdictWords[before.verdict]}” was taken off, for its turns changed`);
  return besides;
}
