import net from "node:net";
import { Explained } from "./explained.mjs";

/** A port that nobody listens on right now, chosen by the system. */
export async function freePort(host = "127.0.0.1") {
  return listenOnce(0, host);
}

/**
 * The first free port at or after `wanted`, at most 100 further; any for 0.
 * @param {number} wanted
 * @param {string} host
 */
export async function firstFreePort(wanted, host) {
  if (wanted === 0) return freePort(host);
  for (let port = wanted; port < Math.min(wanted + 100, 65536); port++) {
    if (await isFree(port, host)) return port;
  }
  return freePort(host);
}

/**
 * @param {number} port
 * @param {string} host
 */
export async function isFree(port, host) {
  try {
    await listenOnce(port, host);
    return true;
  } catch (error) {
    if (error.code === "EADDRINUSE") return false;
    throw new Explained(`Nothing can listen on ${host} port ${port} (${error.code}); nothing was started.
Ports below 1024 need special rights, and HOST must be an address of this machine.`);
  }
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number>}
 */
function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen({ port, host, exclusive: true }, () => {
      const { port: bound } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(bound));
    });
  });
}
