"use client";

import { CommentList } from "./comment-list";
import { Continuations } from "./continuations";
import { RestCard } from "./rest-card";
import type { Room } from "./use-room";

/** What stands after the last turn: comments on the whole, other ways on from there, and why nothing is being written. */
export function TranscriptEnd({ room }: { room: Room }) {
  const { dialogue, draft, transcript, comments, choose, mayAct } = room;
  const remarks = comments.get("");
  return (
    <>
      {remarks && (
        <section aria-label="Comments on the dialogue" className="px-4 py-4 sm:px-6 md:ml-38">
          <CommentList comments={remarks} />
        </section>
      )}
      {!draft && <Continuations turns={transcript.continuations} onChoose={choose} mayAct={mayAct} />}
      {!draft && <RestCard dialogue={dialogue} />}
    </>
  );
}
