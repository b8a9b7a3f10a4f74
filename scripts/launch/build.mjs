import fs from "node:fs";
import path from "node:path";
import { lastLines, runNode } from "../base/command.mjs";
import { Explained } from "../base/explained.mjs";
import { narrate, seconds } from "../base/narrate.mjs";
import { bin, inProject } from "../base/project.mjs";
import { sourceHash, stamp } from "../base/source-hash.mjs";

const sources = [
  ...["app", "components", "lib", "public", "prisma/schema.prisma"],
  ...["instrumentation.ts", "instrumentation-client.ts", "proxy.ts"],
  ...["next.config.js", "postcss.config.mjs", "tsconfig.json", "package-lock.json"],
];

/**
 * Runs `next build` into `distDir` unless the build there is of this very source.
 * @param {{ distDir?: string, signal?: AbortSignal }} [options]
 */
export async function buildIfChanged({ distDir = process.env.NEXT_DIST_DIR ?? ".next", signal } = {}) {
  const folder = inProject(distDir);
  const built = stamp(path.join(folder, "source.stamp"), sourceHash(sources, isNotBuilt));
  if (built.fresh() && fs.existsSync(path.join(folder, "BUILD_ID"))) return;
  narrate("building (next build)");
  built.clear(); // a build that is cut short must not pass for the last one
  const tsconfig = fs.readFileSync(inProject("tsconfig.json"));
  const env = { NODE_ENV: "production", NEXT_DIST_DIR: distDir };
  const { code, output, seconds: took } = await runNode([bin.next, "build"], { env, signal });
  // Next adds any other folder than .next to the list of sources, for good.
  if (!fs.readFileSync(inProject("tsconfig.json")).equals(tsconfig))
    fs.writeFileSync(inProject("tsconfig.json"), tsconfig);
  if (code !== 0) throw new Explained(`next build failed; nothing was started.\n${lastLines(output, 200)}`);
  built.save();
  narrate(`built in ${seconds(took * 1000)}`);
}

/** @param {string} name */
function isNotBuilt(name) {
  return name === "lib/data/generated" || name === "lib/worker" || /\.test\.tsx?$/.test(name);
}
