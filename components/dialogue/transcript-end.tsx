"use client";

import { Continuations } from "./continuations";
import { RestCard } from "./rest-card";
import type { Room } from "./use-room";

/** What stands after the last turn while none is being written: other ways on from there, and why it rests. */
export function TranscriptEnd({ room }: { room: Room }) {
  const { dialogue, transcript, choose, mayAct } = room;
  return (
    <>
      <Continuations turns={transcript.continuations} onChoose={choose} mayAct={mayAct} />
      <RestCard dialogue={dialogue} />
    </>
  );
}
