/**
 * Numbers pairs of numbers, each from 0 by its first coming: with it a run of n words is the number of its first n − 1 and
 * the last, so grams of any length are told apart exactly, by eight bytes each. Numbers are below 2³¹.
 */
export class GramTable {
  private keys = new Int32Array(2 * 1024).fill(-1);
  private numbers = new Int32Array(1024);
  size = 0;

  numberOf(first: number, second: number): number {
    if (2 * this.size >= this.numbers.length) this.grow();
    const slot = this.slotOf(first, second);
    if (this.keys[2 * slot] === -1) {
      this.keys[2 * slot] = first;
      this.keys[2 * slot + 1] = second;
      this.numbers[slot] = this.size++;
    }
    return this.numbers[slot] as number;
  }

  private slotOf(first: number, second: number): number {
    const mask = this.numbers.length - 1;
    let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    hash ^= hash >>> 15;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const held = this.keys[2 * slot];
      if (held === -1 || (held === first && this.keys[2 * slot + 1] === second)) return slot;
    }
  }

  private grow(): void {
    const { keys, numbers } = this;
    this.keys = new Int32Array(2 * keys.length).fill(-1);
    this.numbers = new Int32Array(2 * numbers.length);
    for (let slot = 0; slot < numbers.length; slot++) {
      const first = keys[2 * slot] as number;
      if (first === -1) continue;
      const second = keys[2 * slot + 1] as number;
      const free = this.slotOf(first, second);
      this.keys[2 * free] = first;
      this.keys[2 * free + 1] = second;
      this.numbers[free] = numbers[slot] as number;
    }
  }
}
