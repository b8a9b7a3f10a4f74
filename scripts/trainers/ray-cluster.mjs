import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/**
 * A Ray head of one machine, on loopback alone; ended by `stop`. `python`: of an environment with "ray[default]"; `bin`: the
 * folder whose `python` its jobs run, where that is another one.
 * @param {string} python @param {string} [bin]
 */
export async function startRay(python, bin) {
  const ports = await freePorts(12);
  const [port = 0, dashboard = 0] = ports;
  // Ray's sockets lie there, whose paths may be 107 letters long.
  const folder = mkdtempSync(join(tmpdir(), "ray-"));
  const names = [
    "node-manager",
    "object-manager",
    "dashboard-agent-listen",
    "dashboard-agent-grpc",
    "metrics-export",
    "runtime-env-agent",
  ];
  const own = names.map((name, i) => `--${name}-port=${ports[i + 2]}`);
  const args = [
    "-m",
    "ray.scripts.scripts",
    "start",
    "--head",
    "--block",
    "--node-ip-address=127.0.0.1",
    `--port=${port}`,
  ];
  const shown = [
    "--include-dashboard=true",
    "--dashboard-host=127.0.0.1",
    `--dashboard-port=${dashboard}`,
    "--num-cpus=2",
  ];
  const child = spawn(python, [...args, ...shown, ...own, `--temp-dir=${folder}`, "--object-store-memory=100000000"], {
    detached: true,
    stdio: "ignore",
    env: Object.assign({}, process.env, {
      RAY_USAGE_STATS_ENABLED: "0",
      PATH: [...(bin ? [bin] : []), process.env.PATH].join(delimiter),
    }),
  });
  const url = `http://127.0.0.1:${dashboard}`;
  const isThere = () =>
    fetch(`${url}/api/jobs/`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (const until = Date.now() + 120_000; !(await isThere()); ) {
    if (child.exitCode !== null || Date.now() > until)
      throw new Error(`Ray did not start (exit code ${child.exitCode}).`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return {
    url,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      // The head and all that it started are one group.
      if (child.pid && child.exitCode === null) process.kill(-child.pid, "SIGTERM");
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 15_000))]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @param {number} count */
async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise((resolve) =>
          server.listen(0, "127.0.0.1", () => {
            const address = server.address();
            resolve(typeof address === "object" && address ? address.port : 0);
          }),
        ),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return /** @type {number[]} */ (ports);
}
