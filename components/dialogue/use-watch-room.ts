"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { teamQueries } from "@/lib/client/queries/team-queries";
import { useLiveDialogue, useLiveState, useLiveStream } from "@/lib/client/use-live-stream";
import type { AfterEdit } from "@/lib/domain/decision";
import type { LiveDialogue } from "@/lib/domain/live";
import { useMay } from "../layout/viewer-context";
import { undoToast } from "../ui/toasts";
import { actOf, composerReducer, dependsOnPath, hasContent } from "./composer";
import { counterpart, layTranscript } from "./transcript";
import { useActs } from "./use-acts";
import { useComments } from "./use-comments";
import { useComposer } from "./use-composer";
import { useSelection } from "./use-selection";

export type WatchRoom = ReturnType<typeof useWatchRoom>;

/** All that happens in the watch room of one dialogue. `first` is what the page was opened with; the stream goes on. */
export function useWatchRoom(first: LiveDialogue) {
  const { id } = first.dialogue;
  const stream = useLiveStream({ dialogues: id });
  // In step with the page's query cache: what was read there is newer at times than what the stream has brought.
  useEffect(() => stream.apply({ type: "snapshot", id, live: first }), [stream, id, first]);

  const live = useLiveDialogue(stream, id) ?? first;
  const { dialogue, turns, draft } = live;
  const transcript = useMemo(() => layTranscript(turns, { headId: dialogue.headId }), [turns, dialogue.headId]);
  const selection = useSelection(transcript.rows, first.dialogue.status === "ended");
  const acts = useActs(id, stream.apply);
  const [composer, dispatch] = useComposer(id);
  const mayAct = useMay("dialogue.act");
  const { data: people = [] } = useQuery({ ...teamQueries.members(), enabled: composer?.kind === "comment" });
  const comments = useComments(dialogue);
  const path = useMemo(() => transcript.rows.map(({ turn }) => turn), [transcript]);

  /** Somebody, or a model, moved the head since the person began to type. */
  const moved = composer !== null && dependsOnPath(composer) && composer.headId !== dialogue.headId;
  const targetId = composer && "turnId" in composer ? composer.turnId : null;
  const old = turns.find((turn) => turn.id === targetId);
  /** The turn that what is typed would go to now; undefined when it has none on this path any more. */
  const target = old && counterpart(path, old);
  const canSend = composer !== null && (targetId === null || target !== undefined || !dependsOnPath(composer));

  /** Sends what is typed to the dialogue as it stands on the page. A conflict keeps the text and shows what changed. */
  async function send(after?: AfterEdit) {
    if (!composer || !canSend) return;
    const { headId } = dialogue;
    const now = moved
      ? composerReducer(composer, { type: "rebase", headId, turnId: target?.id, before: target?.text })
      : composer;
    const act = now && actOf(now, { after, people });
    if (act && (await acts.act(act)) === "done") dispatch({ type: "close" });
  }

  function discard() {
    if (composer && hasContent(composer)) undoToast("Text discarded", () => dispatch({ type: "open", composer }));
    dispatch({ type: "close" });
  }

  const { act } = acts;
  const choose = useCallback(
    (turnId: string) => void act({ kind: "choose", headId: dialogue.headId, turnId }),
    [act, dialogue.headId],
  );

  return {
    ...{ dialogue, turns, draft, transcript, path, streamState: useLiveState(stream) },
    ...{ ...selection, ...acts, choose, mayAct },
    ...{ people, comments, composer, dispatch, moved, target, canSend, send, discard },
  };
}
