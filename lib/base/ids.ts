/** Every id carries the prefix of its noun, so that a pasted id tells what it is. */
const prefixes = {
  user: "usr",
  project: "prj",
  projectFile: "pfl",
  auditLine: "aud",
  model: "mdl",
  seedSet: "sds",
  seed: "sed",
  run: "run",
  import: "imp",
  dialogue: "dlg",
  turn: "trn",
  attempt: "att",
  decision: "dec",
  job: "job",
  invitation: "inv",
  passwordReset: "pwr",
  apiToken: "tok",
  savedFilter: "flt",
  scan: "scn",
  request: "req",
  batch: "bat", // also of a bulk act, which is the batch of its decisions
  queue: "que",
  reviewItem: "itm",
  assignment: "asg",
  benchmark: "bmk",
  evaluation: "evl",
  candidate: "cnd",
  evaluationItem: "evi",
  comparison: "cmp",
  ballot: "blt",
  promptSet: "pst",
  judgeRun: "jdr",
  judgment: "jmt",
  judgingImport: "jmi",
  ruling: "rul",
  dataSet: "dts",
  snapshot: "snp",
  split: "spl",
  trainingExport: "exp",
  exportDownload: "exd",
  destination: "dst",
  push: "psh",
  tokenizer: "tkn",
  alertRule: "alr",
  alert: "alt",
  signingKey: "sgk",
  gap: "gap",
  trainingJob: "trj",
  trainingPlace: "tpl",
  trainerHost: "trh",
  publication: "pub",
} as const;

export type IdKind = keyof typeof prefixes;

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford base 32, lower case

let lastTime = 0;
let madeInIt = 0;

/**
 * A new id: prefix, 9 base-32 characters of milliseconds, 2 that count the ids of that millisecond, 9 of randomness
 * (45 bits). So the ids of one process sort by time, even within a millisecond, and new rows go to the end of an index.
 */
export function newId(kind: IdKind, now: number = Date.now()): string {
  madeInIt = now === lastTime ? madeInIt + 1 : 0;
  lastTime = now;
  let noise = "";
  for (const byte of nextNoise(9)) noise += alphabet.charAt(byte & 31);
  return `${prefixes[kind]}_${base32(now, 9)}${base32(Math.min(madeInIt, 1_023), 2)}${noise}`;
}

const drawn = new Uint8Array(9 * 256);
let used = drawn.length;

/** Random bytes; drawn for many ids at once, since each draw costs more than the rest of an id. */
function nextNoise(length: number): Uint8Array {
  if (used + length > drawn.length) {
    crypto.getRandomValues(drawn);
    used = 0;
  }
  used += length;
  return drawn.subarray(used - length, used);
}

function base32(value: number, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) text = alphabet.charAt(rest % 32) + text;
  return text;
}

/** True when `id` has the shape that {@link newId} gives this kind. */
export function isId(kind: IdKind, id: string): boolean {
  return new RegExp(`^${prefixes[kind]}_[0-9a-hjkmnp-tv-z]{20}$`).test(id);
}
