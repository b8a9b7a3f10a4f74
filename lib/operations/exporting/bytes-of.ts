import { createHash } from "node:crypto";
import type { Stretch } from "@/lib/domain/training/stretch";
import type { Piece } from "@/lib/formats/format";

/** What a file is known to be. */
export type Known = { name: string } & Pick<Stretch, "bytes" | "sha256">;

/** A row alone is a small thing to send: so many bytes go together; at first fewer, since somebody waits for them. */
const [together, atFirst] = [256 * 1024, 16 * 1024];

/** Pieces on their way to being sent, small ones together: each text is written once, where it is sent from. */
export class Gathered {
  private held = Buffer.alloc(0);
  private length = 0;
  private enough = atFirst;

  /** What is ready to be sent with these. */
  *with(pieces: readonly Piece[]): Generator<Buffer> {
    for (const piece of pieces) {
      if (typeof piece === "string") this.write(piece);
      else {
        yield* this.rest();
        yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      }
      if (this.length >= this.enough) yield* this.rest();
    }
  }

  private write(text: string): void {
    const most = this.length + 3 * text.length; // UTF-8 takes no more for a letter of JavaScript
    if (most > this.held.length) {
      const wider = Buffer.allocUnsafeSlow(Math.max(most, 1.25 * this.enough));
      this.held.copy(wider, 0, 0, this.length);
      this.held = wider;
    }
    this.length += this.held.write(text, this.length);
  }

  /** What is left to be sent. */
  *rest(): Generator<Buffer> {
    if (this.length === 0) return;
    const taken = this.held.subarray(0, this.length);
    [this.held, this.length, this.enough] = [Buffer.alloc(0), 0, together];
    yield taken;
  }
}

/**
 * What is made now is compared with what it was when the file was first made, and where it differs its last bytes are never
 * given, so that no other file looks whole.
 */
export class Comparison {
  private readonly hash = createHash("sha256");
  private made = 0;

  constructor(private readonly known: Known) {}

  /** Throws where this cannot stand there. */
  same(piece: Buffer): Buffer {
    const { bytes, sha256 } = this.known;
    this.hash.update(piece);
    this.made += piece.length;
    if (this.made > bytes || (this.made === bytes && this.hash.copy().digest("hex") !== sha256)) this.differs();
    return piece;
  }

  end(): void {
    if (this.made !== this.known.bytes) this.differs();
  }

  private differs(): never {
    const { name, bytes } = this.known;
    throw new Error(
      `${name} is not made as it was: ${this.made} of ${bytes} bytes. Another version of the studio made this export.`,
    );
  }
}

/** What stands from this byte on. */
export async function* from(byte: number, pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let before = byte;
  for await (const piece of pieces) {
    if (before >= piece.length) before -= piece.length;
    else {
      yield before === 0 ? piece : piece.subarray(before);
      before = 0;
    }
  }
}
