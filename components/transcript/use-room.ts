"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";
import { teamQueries } from "@/lib/client/queries/team-queries";
import type { AfterEdit } from "@/lib/domain/decision";
import type { Draft, LiveDialogue } from "@/lib/domain/live";
import { useMay } from "../layout/viewer-context";
import { undoToast } from "../ui/toasts";
import { commentsOnPath } from "./comments";
import { actOf, composerReducer, dependsOnPath, hasContent } from "./composer";
import { counterpart, layTranscript } from "./transcript";
import type { Acts } from "./use-acts";
import { useComments } from "./use-comments";
import { useComposer } from "./use-composer";
import { usePreview } from "./use-preview";
import { useSelection } from "./use-selection";

export type Room = ReturnType<typeof useRoom>;

/** The turn that is being written, word by word; null while none is. */
export type Drafts = { watch: (watcher: () => void) => () => void; read: () => Draft | null };

const noDrafts: Drafts = { watch: () => () => {}, read: () => null };

type RoomOptions = {
  /** What is read from its first turn; what is still going on opens at its end. */
  opensAtStart: boolean;
  /** The text stands still: what is edited here is a proposal, and nothing is written anew. */
  proposes?: boolean;
  drafts?: Drafts;
};

/** A dialogue in front of a person who reads it and acts on it: what is selected, what is typed, where it would go. */
export function useRoom(live: Pick<LiveDialogue, "dialogue" | "turns">, acts: Acts, options: RoomOptions) {
  const { dialogue, turns } = live;
  const { opensAtStart, proposes = false, drafts = noDrafts } = options;
  const isWriting = () => drafts.read() !== null;
  const writing = useSyncExternalStore(drafts.watch, isWriting, isWriting);
  const { headId, ...looking } = usePreview(live, acts);
  const transcript = useMemo(() => layTranscript(turns, { headId }), [turns, headId]);
  const selection = useSelection(transcript.rows, turns, opensAtStart);
  const [composer, dispatch] = useComposer(dialogue.id);
  const mayAct = useMay("dialogue.act");
  const { data: members = [] } = useQuery({ ...teamQueries.members(), enabled: composer?.kind === "comment" });
  const people = members.filter(({ deactivatedAt }) => deactivatedAt === null);
  const path = useMemo(() => transcript.rows.map(({ turn }) => turn), [transcript]);
  const said = useComments(dialogue);
  const comments = useMemo(() => commentsOnPath(said, path, turns), [said, path, turns]);

  /** Somebody, or a model, moved the head since the person began to type. */
  const moved = composer !== null && dependsOnPath(composer) && composer.headId !== dialogue.headId;
  const targetId = composer && "turnId" in composer ? composer.turnId : null;
  const old = turns.find((turn) => turn.id === targetId);
  /** The turn that what is typed would go to now; undefined when it has none on this path any more. */
  const target = old && counterpart(path, old, turns);
  const canSend = composer !== null && (targetId === null || target !== undefined || !dependsOnPath(composer));

  /**
   * Sends what is typed to the dialogue as it stands on the page; true once it is done. A conflict keeps the text and shows
   * what changed.
   */
  async function send(after?: AfterEdit): Promise<boolean> {
    if (!composer || !canSend) return false;
    const { headId } = dialogue;
    const now = moved
      ? composerReducer(composer, { type: "rebase", headId, turnId: target?.id, before: target?.text })
      : composer;
    const act = now && actOf(now, { after, people });
    const isDone = act !== null && (await acts.act(act)) === "done";
    if (isDone) dispatch({ type: "close" });
    return isDone;
  }

  function discard() {
    if (composer && hasContent(composer)) undoToast("Text discarded", () => dispatch({ type: "open", composer }));
    dispatch({ type: "close" });
  }

  /** To a turn wherever it stands: on the path it is chosen, elsewhere looked at. */
  function goTo(turnId: string) {
    if (path.some(({ id }) => id === turnId)) return selection.select(turnId);
    looking.look(turnId);
    // Once its branch is drawn.
    requestAnimationFrame(() => selection.select(turnId));
  }

  return {
    dialogue,
    turns,
    drafts,
    writing,
    transcript,
    path,
    ...selection,
    ...acts,
    ...looking,
    goTo,
    mayAct,
    proposes,
    /** Nothing is written anew here: it is a proposal, or no model wrote the dialogue. */
    standsStill: proposes || dialogue.origin.kind === "import",
    people,
    comments,
    composer,
    dispatch,
    moved,
    target,
    canSend,
    send,
    discard,
  };
}
