import type { ActKind, Decision } from "@/lib/domain/decision";
import type { LeftBehind } from "@/lib/domain/left-behind";
import { verdictWords } from "./dialogue-words";

const doneWords: Record<ActKind, string> = {
  pause: "Pausing after the turn in flight",
  resume: "Going on",
  retry: "Trying again",
  stop: "Dialogue stopped",
  edit: "Turn edited",
  amend: "Texts cleaned",
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
  split: "Split into parts",
  go_back: "Back to how a snapshot has it",
  undo: "Taken back",
};

type Done = Pick<Decision, "act" | "before" | "after">;

/** What is said once an act is done, with whatever it changed besides. */
export function sayDone(done: Done, left?: LeftBehind): string {
  const besides = done.act.kind === "undo" || !left ? [] : sayLeft(left);
  return [doneWords[done.act.kind], ...sayBesides(done), ...besides].join("; ");
}

/** What an act changed that its name does not say: it ended the dialogue, or took its verdict off. */
export function sayBesides({ act, before, after }: Done): string[] {
  if (act.kind === "undo") return [];
  const besides = [];
  if ((act.kind === "accept" || act.kind === "reject") && before.status !== "ended") besides.push("it ends here");
  if (before.verdict !== null && after.verdict === null)
    besides.push(`its verdict “${verdictWords[before.verdict]}” was taken off, for its turns changed`);
  if (act.kind === "regenerate" || act.kind === "reject_turn") {
    if (before.endMarkId === act.turnId) besides.push("the mark of its end goes along");
    if (before.untrained.includes(act.turnId)) besides.push("its training mask goes along");
  }
  if (act.kind === "edit") {
    if (before.endMarkId !== after.endMarkId) besides.push("the mark of its end goes along");
    const masks = after.untrained.length - before.untrained.length;
    if (masks > 0) besides.push(masks === 1 ? "its training mask goes along" : `${masks} training masks go along`);
  }
  return besides;
}

function sayLeft({ endMark, masks }: LeftBehind): string[] {
  const said = [
    ...(endMark ? ["the mark of its end"] : []),
    ...(masks > 0 ? [masks === 1 ? "a training mask" : `${masks} training masks`] : []),
  ];
  const verb = Number(endMark) + masks === 1 ? "stays" : "stay";
  return said.length === 0 ? [] : [`${said.join(" and ")} ${verb} with the old turns`];
}
