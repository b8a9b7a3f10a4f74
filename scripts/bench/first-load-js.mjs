import fs from "node:fs";
import { gzipSync } from "node:zlib";
import { inProject } from "../base/project.mjs";

/** Every page of the build as a path pattern, `/runs/[runId]`, and whether it is for people who are signed in. */
export function pageRoutes(distDir = process.env.NEXT_DIST_DIR ?? ".next") {
  const built = JSON.parse(fs.readFileSync(inProject(distDir, "app-path-routes-manifest.json"), "utf8"));
  return Object.entries(built)
    .filter(([entry]) => entry.endsWith("/page") && !entry.startsWith("/_"))
    .map(([entry, route]) => ({ route, signedIn: !entry.startsWith("/(entry)") }))
    .sort((a, b) => (a.route < b.route ? -1 : 1));
}

/**
 * What a browser must load before the page at `url` works: the scripts in the served HTML, without those for browsers
 * that know no modules, each compressed with gzip at its default level. Bytes. Throws when the page is not served.
 *
 * @param {string} url
 * @param {string | undefined} cookie
 * @param {Map<string, number>} sizes
 */
export async function firstLoadJs(url, cookie, sizes = new Map()) {
  const response = await fetch(url, { headers: cookie ? { cookie } : {}, redirect: "manual" });
  const html = await response.text();
  if (response.status !== 200)
    throw new Error(`${url} answered ${response.status} ${response.headers.get("location") ?? ""}`);
  const scripts = new Set();
  for (const [tag, src] of html.matchAll(/<script\b[^>]*?\bsrc="([^"]+)"[^>]*>/g))
    if (!/\bnomodule\b/i.test(tag)) scripts.add(new URL(src, url).href);
  for (const script of scripts) if (!sizes.has(script)) sizes.set(script, await gzippedSize(script));
  return { bytes: [...scripts].reduce((sum, script) => sum + sizes.get(script), 0), scripts: [...scripts] };
}

/** @param {string} script */
async function gzippedSize(script) {
  const response = await fetch(script);
  if (!response.ok) throw new Error(`${script} answered ${response.status}`);
  return gzipSync(Buffer.from(await response.arrayBuffer())).length;
}
