// `npm run trainer`: a machine that trains and serves models for the studio, this one or another. It needs Python 3.11 or newer
// and room for PyTorch; nothing but a database connects it to the studio.
//
//   DATABASE_URL              the studio's database; without it, the embedded one of a studio that runs in this checkout
//   REALCHAT_SECRET           the studio's secret; without it, the one in the data folder
//   REALCHAT_TRAINER_DIR      where environments, trainings and models go; `trainer` in the data folder unless said
//   REALCHAT_TRAINER_NAME     by what people know it; the machine's name unless said
//   REALCHAT_TRAINER_PYTHON   an interpreter that has all packages already, instead of an environment that is made
//   REALCHAT_TRAINER_BASES    a folder of model folders, offered as bases
//   REALCHAT_TRAINER_HOST     where what it serves listens; 127.0.0.1 unless said
//   REALCHAT_TRAINER_IDLE     minutes after which a model that nobody asks goes to sleep; 10 unless said
//
// Ctrl-C has a training write a checkpoint, from which it goes on later; a second one cuts that short.
import "./base/node-version.mjs";
import { watchForTheEnd } from "./base/ending.mjs";
import { explain } from "./base/explained.mjs";
import { narrate } from "./base/narrate.mjs";
import { connectedEnvironment } from "./launch/connected-environment.mjs";
import { prepare } from "./launch/prepare.mjs";

const ending = watchForTheEnd();

try {
  await prepare({ signal: ending.begun });
  const env = await connectedEnvironment("trainer");
  const { startStudio } = await import("./launch/studio.mjs");
  const studio = startStudio({ parts: ["trainer"], env });
  ending.atEnd(() => studio.stop(ending.hurry));
  await studio.ready;
  narrate("the trainer takes jobs");
} catch (error) {
  if (!ending.begun.aborted) explain(error);
  await ending.end(1);
}
