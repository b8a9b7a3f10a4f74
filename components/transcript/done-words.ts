import type { ActKind } from "@/lib/domain/decision";

/** What is said once an act is done. */
export const doneWords: Record<ActKind, string> = {
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
