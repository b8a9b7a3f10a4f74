/**
 * Which seed (1-based position) the dialogue with this 1-based `number` begins from: the first pass over the set goes
 * by position, every further one in an order of its own drawn from `randomSeed`. Each pass uses each seed once.
 *
 * The shuffle is a permutation computed per element (a four-round Feistel network over the next even power of two,
 * walked until it lands inside the set: Black and Rogaway, 2002), so nothing is held in memory for a million dialogues.
 */
export function seedPosition(number: number, size: number, randomSeed: number): number {
  const pass = Math.floor((number - 1) / size);
  const index = (number - 1) % size;
  return (pass === 0 ? index : permute(index, size, mix(randomSeed, pass))) + 1;
}

function permute(index: number, size: number, key: number): number {
  const half = Math.max(1, Math.ceil(Math.log2(size) / 2));
  const mask = 2 ** half - 1;
  let value = index;
  do {
    let left = value >>> half;
    let right = value & mask;
    for (let round = 0; round < 4; round++) [left, right] = [right, left ^ (mix(right + round * 0x9e37, key) & mask)];
    value = left * 2 ** half + right;
  } while (value >= size);
  return value;
}

/** A 32-bit hash of two numbers (the finalizer of MurmurHash3). */
function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x85ebca6b, 0xcc9e2d51) ^ Math.imul(b + 0x165667b1, 0x1b873593);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
