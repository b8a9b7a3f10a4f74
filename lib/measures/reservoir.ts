import { seededRandom } from "@/lib/base/random";

/** At most `size` of all that is added, each with the same chance (Vitter 1985, algorithm R); the same for the same seed. */
export class Reservoir<T> {
  readonly items: T[] = [];
  private seen = 0;
  private readonly random;

  constructor(
    private readonly size: number,
    seed: number,
  ) {
    this.random = seededRandom(seed);
  }

  add(item: T): void {
    this.seen++;
    if (this.items.length < this.size) this.items.push(item);
    else {
      const place = Math.floor(this.random() * this.seen);
      if (place < this.size) this.items[place] = item;
    }
  }
}
