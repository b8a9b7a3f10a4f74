import type { Command } from "@/lib/client/commands";
import type { Choice } from "@/lib/domain/judging/vote";
import type { VoteState, VoteVerdict } from "./use-vote";

const group = "The comparison";

type Acts = { undo: () => void; reference: () => void; skipsLeft: number };

/** What can be said of the comparison, by name; buttons and keys are one thing. */
export function voteCommands(vote: VoteState, { undo, reference, skipsLeft }: Acts) {
  const isFree = () => vote.pending === null && !vote.isSkipping;
  return {
    verdicts: verdictCommands(vote),
    strengths: strengthCommands(vote),
    criteria: criterionCommands(vote),
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

function verdictCommands(vote: VoteState): Command[] {
  const say = (id: string, label: string, key: string, verdict: VoteVerdict): Command => ({
    id: `vote-${id}`,
    label,
    keys: [key],
    group,
    run: () => vote.choose(verdict),
    when: () => !vote.isSkipping,
  });
  if (vote.instructions.kind === "turing")
    return [
      say("human", "A real person", "arrowleft", "human"),
      say("simulated", "Simulated", "arrowright", "simulated"),
    ];
  return [
    say("left", "A is better", "arrowleft", "left"),
    say("tie", "Tie", "t", "tie"),
    say("both-bad", "Both are bad", "b", "both_bad"),
    say("right", "B is better", "arrowright", "right"),
  ];
}

/** The keys of the vote with Shift judge the criterion in turn, and go on to the next one. */
function criterionCommands(vote: VoteState): Command[] {
  const say = (id: string, label: string, key: string, choice: Choice): Command => ({
    id: `vote-criterion-${id}`,
    label,
    keys: [`shift+${key}`],
    group,
    run: () => vote.judgeCriterion(choice),
    when: () => vote.criterion !== null && !vote.isSkipping,
  });
  return [
    say("left", "A, by the criterion in turn", "arrowleft", "left"),
    say("tie", "No difference, by the criterion in turn", "t", "tie"),
    say("right", "B, by the criterion in turn", "arrowright", "right"),
    {
      id: "vote-criterion-next",
      label: "Next criterion",
      keys: ["c"],
      group,
      run: vote.nextCriterion,
      when: () => vote.criterion !== null && !vote.isSkipping,
    },
  ];
}

function strengthCommands(vote: VoteState): Command[] {
  return strengthWords.map((label, i) => ({
    id: `vote-strength-${i + 1}`,
    label,
    keys: [`${i + 1}`],
    group,
    run: () => vote.dispatch({ type: "strength", strength: i + 1 }),
    when: () => vote.instructions.strength,
  }));
}
