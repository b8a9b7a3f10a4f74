/** @type {import("next").NextConfig} */
const config = {
  // A second build beside a running one (tests, a colleague) needs a folder of its own.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // Event streams must leave at once; compression would hold frames back (and keep deflate state for dead connections).
  compress: false,
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["pg", "pino", "gpt-tokenizer"],
  experimental: { optimizePackageImports: ["lucide-react", "radix-ui"] },
};

export default config;
