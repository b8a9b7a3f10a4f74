import type { Command } from "@/lib/client/commands";
import type { VoteState } from "./use-vote";
import type { VoteVerdict } from "./vote-draft";

const group = "The comparison";

type Acts = { undo: () => void; reference: () => void; skipsLeft: number };

/** What can be said of the comparison, by name; buttons and keys are one thing. */
export function voteCommands(vote: VoteState, { undo, reference, skipsLeft }: Acts) {
  const isTuring = vote.instructions.kind === "turing";
  const isFree = () => vote.pending === null && !vote.isSkipping;
  const say = (id: string, label: string, key: string, verdict: VoteVerdict): Command => ({
    id: `vote-${id}`,
    label,
    keys: [key],
    group,
    run: () => vote.choose(verdict),
    when: () => !vote.isSkipping,
  });
  const verdicts = isTuring
    ? [say("human", "A real person", "arrowleft", "human"), say("simulated", "Simulated", "arrowright", "simulated")]
    : [
        say("left", "A is better", "arrowleft", "left"),
        say("tie", "Tie", "arrowdown", "tie"),
        say("both-bad", "Both are bad", "arrowup", "both_bad"),
        say("right", "B is better", "arrowright", "right"),
      ];
  const strengths = [1, 2, 3, 4, 5].map(
    (strength): Command => ({
      id: `vote-strength-${strength}`,
      label: strengthWords[strength - 1] ?? "",
      keys: [`${strength}`],
      group,
      run: () => vote.dispatch({ type: "strength", strength }),
      when: () => vote.instructions.strength,
    }),
  );
  return {
    verdicts,
    strengths,
    skip: {
      id: "vote-skip",
      label: "Skip",
      keys: ["s"],
      group,
      run: () => (vote.hasWork ? vote.setSkipping(true) : vote.skip()),
      when: () => skipsLeft > 0 && isFree(),
    } satisfies Command,
    undo: {
      id: "vote-undo",
      label: "Undo",
      keys: ["z"],
      group,
      run: () => vote.takeBack() || undo(),
    } satisfies Command,
    reference: {
      id: "vote-reference",
      label: "Reference",
      keys: ["r"],
      group,
      run: reference,
      when: () => vote.ballot.hasReference,
    } satisfies Command,
    reason: {
      id: "vote-reason",
      label: "Give a reason",
      keys: ["w"],
      group,
      run: () => document.getElementById("vote-reason-text")?.focus(),
    } satisfies Command,
    back: {
      id: "vote-back",
      label: "Back to the comparison",
      keys: ["escape"],
      group,
      whileTyping: true,
      run: () => vote.setSkipping(false),
      when: () => vote.isSkipping,
    } satisfies Command,
    leave: {
      id: "vote-leave-text",
      label: "Leave the text",
      keys: ["escape"],
      group,
      whileTyping: true,
      run: () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
      when: () => document.activeElement?.id === "vote-reason-text",
    } satisfies Command,
  };
}

export const strengthWords = ["Hardly any difference", "A little", "Clearly", "Much", "No comparison"];
