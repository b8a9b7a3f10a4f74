import { createHash, type Hash } from "node:crypto";
import { must } from "@/lib/base/assert";
import { beginning, type Place, placeBehind, type Stretch } from "@/lib/domain/training/stretch";
import type { Piece } from "@/lib/formats/format";
import { Comparison, from, Gathered } from "./bytes-of";

/** So many dialogues make a stretch: made in a fraction of a second, and few enough to tell of each. */
const dialoguesOfStretch = 500;

/** What a dialogue becomes in a file; where rows are numbered the last one's number, where people are whether it is the first to show one. */
export type Made = { pieces: readonly Piece[]; rows?: number; isFirst?: boolean };

/**
 * A file from a place on, a batch at a time: of each dialogue what it becomes, made when it is asked for, and what ends the
 * file. By the dialogue nothing is waited for, which would cost as much as making it.
 */
export type Making = AsyncIterable<Iterable<Made>>;

/** A file that is known from when it was first made, and how it is made again from one of its stretches on. */
export type KnownFile = { name: string; stretches: readonly Stretch[]; make: (place: Place) => Making };

/**
 * What stands in a file from this byte on: made anew from the beginning of the stretch that holds it. Each stretch is
 * compared with what it was when the file was first made.
 */
export async function* fromByte({ name, stretches, make }: KnownFile, byte: number): AsyncGenerator<Buffer> {
  let place = beginning;
  let passed = 0;
  for (const stretch of stretches.slice(0, -1)) {
    if (place.bytes + stretch.bytes > byte) break;
    place = placeBehind(place, stretch);
    passed += 1;
  }
  yield* from(byte - place.bytes, asKnown(name, stretches.slice(passed), make(place)));
}

async function* asKnown(name: string, stretches: readonly Stretch[], making: Making): AsyncGenerator<Buffer> {
  const gathered = new Gathered();
  const known = stretches.map(({ bytes, sha256, dialogues }) => ({ name, bytes, sha256, dialogues }));
  let now = must(known.shift(), "its first stretch");
  let comparison = new Comparison(now);
  let count = 0;
  for await (const some of making)
    for (const { pieces } of some) {
      for (const bytes of gathered.with(pieces)) yield comparison.same(bytes);
      count += 1;
      const next: typeof now | undefined = count === now.dialogues ? known.shift() : undefined;
      if (!next) continue;
      for (const bytes of gathered.rest()) yield comparison.same(bytes);
      comparison.end();
      [now, comparison, count] = [next, new Comparison(next), 0];
    }
  for (const bytes of gathered.rest()) yield comparison.same(bytes);
  comparison.end();
}

/** What a file comes to, as a whole and, where it can be made from any dialogue on, by stretches; whoever waits is told on the way. */
export async function measured(
  making: Making,
  { isByDialogue, told }: { isByDialogue: boolean; told: () => Promise<void> },
): Promise<{ bytes: number; sha256: string; stretches: Stretch[] }> {
  const whole = createHash("sha256");
  const gathered = new Gathered();
  const stretches: Stretch[] = [];
  const dialogues = isByDialogue ? dialoguesOfStretch : Number.POSITIVE_INFINITY;
  let now = newStretch();
  let passed = 0;
  const take = (bytes: Iterable<Buffer>) => {
    const before = now.bytes;
    for (const one of bytes) {
      whole.update(one);
      now.hash.update(one);
      now.bytes += one.length;
    }
    return now.bytes > before;
  };
  const close = () => {
    take(gathered.rest());
    const { hash, bytes, rows, newcomers } = now;
    stretches.push({ dialogues: dialoguesOfStretch, bytes, sha256: hash.digest("hex"), rows, newcomers });
    now = newStretch();
  };
  for await (const some of making)
    for (const { pieces, rows, isFirst } of some) {
      if (take(gathered.with(pieces))) await told();
      now.rows = rows;
      if (isFirst) now.newcomers = [...(now.newcomers ?? []), passed];
      passed += 1;
      if (passed % dialogues === 0) close();
    }
  close();
  const bytes = stretches.reduce((sum, stretch) => sum + stretch.bytes, 0);
  return { bytes, sha256: whole.digest("hex"), stretches };
}

type Begun = { hash: Hash; bytes: number } & Pick<Stretch, "rows" | "newcomers">;

function newStretch(): Begun {
  return { hash: createHash("sha256"), bytes: 0, rows: undefined, newcomers: undefined };
}
