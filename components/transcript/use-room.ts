"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  type Dispatch,
  useCallback,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { keptDrafts } from "@/lib/client/kept-drafts";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import { teamQueries } from "@/lib/client/queries/team-queries";
import type { AfterEdit } from "@/lib/domain/decision";
import type { Dialogue } from "@/lib/domain/dialogue";
import type { Draft, LiveDialogue } from "@/lib/domain/live";
import { useMay } from "../layout/viewer-context";
import { undoToast } from "../ui/toasts";
import { commentsByTurn, commentsOnPath } from "./comments";
import {
  actOf,
  type Composer,
  type ComposerEvent,
  composerReducer,
  dependsOnPath,
  hasContent,
  isComposer,
} from "./composer";
import { counterpart, layTranscript, previewOf } from "./transcript";
import type { Acts } from "./use-acts";
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

/** Comments on a dialogue by turn ("" = the dialogue), none where it is judged without knowing where it comes from; read again whenever anybody changed the dialogue. */
function useComments({ id, version, origin }: Dialogue) {
  const queries = useQueryClient();
  const { data: comments = [] } = useQuery({ ...dialogueQueries.comments(id), enabled: origin.kind !== "hidden" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: in step with the log, which grows with the version.
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: dialogueQueries.decisions(id).queryKey });
  }, [queries, id, version]);
  return useMemo(() => commentsByTurn(comments), [comments]);
}

/** Another version that is looked at, the head of what is shown then, and the ways to choose it or leave it. */
function usePreview({ dialogue, turns }: Pick<LiveDialogue, "dialogue" | "turns">, { act }: Acts) {
  const [lookedAtId, look] = useState<string | null>(null);
  const { headId } = dialogue;
  const preview = useMemo(() => previewOf(turns, { headId }, lookedAtId), [turns, headId, lookedAtId]);
  const choosePreview = useCallback(async () => {
    if (!preview) return;
    const despiteRejection = preview.isRejected || undefined;
    await act({ kind: "choose", headId, turnId: preview.turn.id, despiteRejection });
  }, [act, headId, preview]);
  return {
    /** null while what is shown is what the dialogue follows. */
    preview,
    headId: preview?.headId ?? headId,
    /** Shows a version, with what follows it, or with null the dialogue again: it changes nothing. */
    look,
    choosePreview,
  };
}

const drafts = keptDrafts("composer", isComposer);

/**
 * What is being typed about a dialogue. It is kept in this browser until it is sent or discarded, so that a reload, a
 * crash or a lost connection costs nothing.
 */
export function useComposer(dialogueId: string): [Composer | null, Dispatch<ComposerEvent>] {
  const [composer, dispatch] = useReducer(composerReducer, null);
  const held = useRef<Composer | null>(null);

  // Only in the browser, so that the first drawing is the server's.
  useEffect(() => {
    const composer = drafts.read(dialogueId);
    if (composer) dispatch({ type: "open", composer });
  }, [dialogueId]);

  // In step with this browser's storage.
  useEffect(() => {
    if (composer && hasContent(composer)) drafts.keep(dialogueId, composer);
    else if (held.current) drafts.forget(dialogueId);
    held.current = composer;
  }, [dialogueId, composer]);

  return [composer, dispatch];
}
