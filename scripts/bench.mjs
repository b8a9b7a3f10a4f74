// `npm run bench -- bundle live engine`: what the studio costs, measured on this machine. Without names, all of them.
//
//   bundle   first-load JavaScript of every page, gzipped, against 205 KB, and what all share, against 155 KB
//   live     a token leaving the model → painted on the live wall in a real Chromium; long tasks with 200 dialogues
//   engine   durable turns per second against a bare loop of openai-node; the list of dialogues against its bare SQL
//   commits  turns landed and followed with no model between: rate, wait for the commit, CPU; claims; starts no studio
//   reading  CPU for each chunk of a reply, against the openai package's own loop and undici by hand; starts no studio
//   duplicates  near-duplicates among 50,700 dialogues: time, memory, recall, against brute force on a sample
//   finding  lists and searches among 50,700 dialogues of 760,500 turns, and the last page against the first
//   projects lists, search and the next item in one project of 50,700 dialogues, alone and beside another as large
//   viewers  the list of dialogues while 2,000 people have an event stream open each, and before they came
//   importing  a file of 10,000 dialogues from its first byte to its last row, beside a bare parse and COPY of the same
//   freezing a data set of 50,700 dialogues frozen, beside a plain INSERT of the rows that come of it; two snapshots compared
//   exporting  a snapshot of 50,700 dialogues as training rows: to the first byte, whole, resumed, while people edit, as Parquet; memory; beside COPY of its turns
//   statistics  figures of a data set of 50,700 dialogues: counted, after one decision until they show it, read, and counted anew
//   review   the next item and an answer in a queue of 10,000 with 50 people at work, among 50,700 dialogues
//   review-next  from the key that decides an item to the next one painted, on 200 items in a real Chromium
//   scroll   frames per second while 1,000 listed dialogues and 500 turns are scrolled through in a real Chromium
//   markdown  one more token of a reply, drawn in a real Chromium, at 200 to 20,000 tokens; starts no studio
//   stats    ratings of 100,000 battles with intervals, agreement with bootstraps; starts no studio
//   results  how long reading the results of 100,000 votes holds the thread that answers; starts a worker, no studio
//   leagues  how many intervals of ratings hold the truth in 1,000 simulated leagues; starts no studio
//   splits   a split of 50,700 dialogues, and how long others wait for their turn while it is drawn; starts no studio
//   vectors  topic diversity of 50,700 × 1,536 numbers, Vendi of 50,700 × 256, the studio's own vectors, clusters, MTLD, first-turn diversity; starts no
//            studio
//   map      a topic map of 50,700 × 64: projection, memory, how far to trust it, placing, a frame in a real Chromium; starts no studio
//   importers  files that a single other file imports; starts no studio
//
// Flag: --as-built takes the build that is there, whatever changed since. BENCH_DIALOGUES=10000: `finding`, `projects`, `freezing`, `exporting` and `statistics`
// with so many dialogues rather than 50,700, where a machine has little time.
//
// A studio of its own on a throw-away Postgres, real processes, a model endpoint in a process of its own. Each figure
// stands beside its comparator from the same run: on a busy machine only the ratio means something. Nothing is judged
// here and no test waits on a clock.
import "./base/node-version.mjs";
import os from "node:os";
import { watchForTheEnd } from "./base/ending.mjs";
import { Explained, explain } from "./base/explained.mjs";
import { prepare } from "./launch/prepare.mjs";

const ofStudio = [
  "bundle",
  "live",
  "engine",
  "duplicates",
  "finding",
  "projects",
  "viewers",
  "importing",
  "freezing",
  "exporting",
  "statistics",
  "review",
  "review-next",
  "scroll",
];
/** They need no studio. */
const pure = ["commits", "reading", "markdown", "stats", "results", "leagues", "splits", "vectors", "map", "importers"];
const names = ofStudio.concat(pure);
const ending = watchForTheEnd();

try {
  const asked = process.argv.slice(2).filter((name) => name !== "--as-built");
  const wanted = asked.length > 0 ? asked : names;
  for (const name of wanted)
    if (!names.includes(name)) throw new Explained(`There is no bench "${name}"; there are ${names.join(", ")}.`);
  await prepare({ signal: ending.begun });
  const studio = wanted.every((name) => pure.includes(name)) ? null : await openStudio();
  const [cpu] = os.cpus();
  console.log(`node scripts/bench.mjs ${wanted.join(" ")}`);
  console.log(
    `${os.cpus().length} × ${cpu.model}, Node ${process.versions.node}, load ${os.loadavg()[0].toFixed(1)} before`,
  );
  for (const name of wanted) {
    const bench = await import(`./bench/${name}.mjs`);
    console.log(`\n${name}`);
    await bench[name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())](studio, ending);
  }
  await ending.end();
} catch (error) {
  if (!ending.begun.aborted) explain(error);
  await ending.end(1);
}

async function openStudio() {
  const { openBenchStudio } = await import("./bench/bench-studio.mjs");
  return openBenchStudio(ending, { asBuilt: process.argv.includes("--as-built") });
}
