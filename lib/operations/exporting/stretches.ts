import { createHash } from "node:crypto";
import type { Place, Stretch } from "@/lib/domain/training/stretch";
import type { Piece } from "@/lib/formats/format";
import { asKnown, bytesOf, from } from "./bytes-of";

/** So many dialogues make a stretch: made in a fraction of a second, and few enough to tell of each. */
const dialoguesOfStretch = 500;

/** A file that is known from when it was first made, and how it is made again from one of its stretches on. */
export type KnownFile = {
  name: string;
  stretches: readonly Stretch[];
  pieces: (place: Place) => AsyncIterable<Piece>;
};

const beginning: Place = { dialogues: 0, bytes: 0 };

/**
 * What stands in a file from this byte on: made anew from the beginning of the stretch that holds it. Each stretch is
 * compared with what it was when the file was first made.
 */
export async function* fromByte({ name, stretches, pieces }: KnownFile, byte: number): AsyncGenerator<Buffer> {
  let place = beginning;
  let passed = 0;
  for (const { dialogues, bytes } of stretches.slice(0, -1)) {
    if (place.bytes + bytes > byte) break;
    place = { dialogues: place.dialogues + dialogues, bytes: place.bytes + bytes };
    passed += 1;
  }
  yield* from(byte - place.bytes, inStretches(name, stretches.slice(passed), pieces(place)));
}

async function* inStretches(
  name: string,
  stretches: readonly Stretch[],
  pieces: AsyncIterable<Piece>,
): AsyncGenerator<Buffer> {
  const given = pieces[Symbol.asyncIterator]();
  try {
    for (const [i, { dialogues, bytes, sha256 }] of stretches.entries()) {
      const some = taken(given, i < stretches.length - 1 ? dialogues : Number.POSITIVE_INFINITY);
      yield* asKnown(some, { name, bytes, sha256 });
    }
  } finally {
    await given.return?.();
  }
}

/** What a file comes to, as a whole and, where it gives a piece for each dialogue, by stretches; its bytes are told on the way. */
export async function measured(
  pieces: AsyncIterable<Piece>,
  { isByDialogue, told }: { isByDialogue: boolean; told: (bytes: number) => Promise<void> },
): Promise<{ bytes: number; sha256: string; stretches: Stretch[] }> {
  const given = pieces[Symbol.asyncIterator]();
  const whole = createHash("sha256");
  const stretches: Stretch[] = [];
  const dialogues = isByDialogue ? dialoguesOfStretch : Number.POSITIVE_INFINITY;
  for (let isWhole = false; !isWhole; ) {
    const hash = createHash("sha256");
    let bytes = 0;
    const some = taken(given, dialogues, () => {
      isWhole = true;
    });
    for await (const piece of bytesOf(some)) {
      whole.update(piece);
      hash.update(piece);
      bytes += piece.length;
      await told(piece.length);
    }
    stretches.push({ dialogues: dialoguesOfStretch, bytes, sha256: hash.digest("hex") });
  }
  const bytes = stretches.reduce((sum, stretch) => sum + stretch.bytes, 0);
  return { bytes, sha256: whole.digest("hex"), stretches };
}

/** So many of what is given; `atEnd` hears of it where there is no more. */
async function* taken<T>(given: AsyncIterator<T>, count: number, atEnd?: () => void): AsyncGenerator<T> {
  for (let i = 0; i < count; i++) {
    const next = await given.next();
    if (next.done) {
      atEnd?.();
      return;
    }
    yield next.value;
  }
}
