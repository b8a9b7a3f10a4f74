/** A file on its way out: what it comes to is known, and it is made while it is sent, the same each time. */
export type OutgoingFile = {
  name: string;
  mediaType: string;
  bytes: number;
  /** In hex. */
  sha256: string;
  pieces: () => AsyncIterable<Uint8Array>;
};

/** What is pushed; the last file tells that all others are there. */
export type Parcel = {
  /** A folder of its own, where the place keeps one for each. */
  folder: string;
  title: string;
  files: readonly OutgoingFile[];
};

export type PushTools = {
  signal: AbortSignal;
  /** So many bytes of this file have been sent. */
  sent: (file: OutgoingFile, bytes: number) => Promise<void> | void;
  /** This file is there, whole. */
  settled: (file: OutgoingFile) => Promise<void> | void;
};

/** A destination, opened with its key. */
export type Place = {
  /** Whether a push would get through, in words; throws a fault where it would not. Leaves nothing behind. */
  test: (signal: AbortSignal) => Promise<string>;
  /**
   * Sends what is not there yet; done again, after whatever broke it off, it comes to what it would have come to at once.
   * Tells where all of it lies.
   */
  push: (parcel: Parcel, tools: PushTools) => Promise<{ url: string }>;
};
