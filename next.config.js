import { readdirSync } from "node:fs";
import { join } from "node:path";

/** What lies inside a project: the folders of its pages and of its endpoints. */
const inProject = {
  pages: foldersIn("app/(studio)/projects/[project]"),
  api: foldersIn("app/api/v1/projects/[project]"),
};

/** @type {import("next").NextConfig} */
const config = {
  // A second build beside a running one (tests, a colleague) needs a folder of its own.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // Event streams must leave at once; compression would hold frames back (and keep deflate state for dead connections).
  compress: false,
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["pg", "pino", "gpt-tokenizer", "word-list"],
  // Whoever is in one project never meets the word: "/runs" is "/projects/-/runs", for pages and for the API.
  rewrites: async () => ({
    // After the files: what has an address of its own outside any project ("/invitations/accept" of the API) keeps it.
    afterFiles: [
      { source: "/", destination: "/projects/-" },
      ...inProject.pages.map((page) => ({ source: `/${page}/:rest*`, destination: `/projects/-/${page}/:rest*` })),
      ...inProject.api.map((noun) => ({
        source: `/api/v1/${noun}/:rest*`,
        destination: `/api/v1/projects/-/${noun}/:rest*`,
      })),
    ],
  }),
  experimental: { optimizePackageImports: ["lucide-react", "radix-ui"] },
};

export default config;

/** @param {string} folder */
function foldersIn(folder) {
  const entries = readdirSync(join(import.meta.dirname, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
