import type { Random } from "@/lib/base/random";
import type { Vectors } from "./vectors";

/** Vectors that lie together: halved by planes between two drawn ones, until no part holds more than `size`. */
export function* leavesOf(
  { numbers, count, dimensions }: Vectors,
  size: number,
  random: Random,
): Generator<Int32Array> {
  const all = Int32Array.from({ length: count }, (_, i) => i);
  const plane = new Float32Array(dimensions);
  const left: Int32Array[] = [all];
  for (let part = left.pop(); part; part = left.pop()) {
    if (part.length <= size) {
      yield part;
      continue;
    }
    const draw = () => (part?.[Math.floor(random() * part.length)] as number) * dimensions;
    const [one, other] = [draw(), draw()];
    for (let i = 0; i < dimensions; i++) plane[i] = (numbers[one + i] as number) - (numbers[other + i] as number);
    const middle = halved(part, (row) => sideOf(numbers, row * dimensions, plane), random);
    left.push(part.subarray(middle), part.subarray(0, middle));
  }
}

function sideOf(numbers: Float32Array, start: number, plane: Float32Array): number {
  let side = 0;
  for (let i = 0; i < plane.length; i++) side += (numbers[start + i] as number) * (plane[i] as number);
  return side;
}

/** Orders a part so that those of one side stand first, and says where the other begins. Equal ones are halved by chance. */
function halved(part: Int32Array, sideAt: (row: number) => number, random: Random): number {
  let [front, back] = [0, part.length];
  while (front < back) {
    const row = part[front] as number;
    const side = sideAt(row);
    if (side > 0 || (side === 0 && random() < 0.5)) front += 1;
    else {
      back -= 1;
      part[front] = part[back] as number;
      part[back] = row;
    }
  }
  const isLopsided = Math.min(front, part.length - front) < part.length / 50;
  return isLopsided ? part.length >> 1 : front;
}
