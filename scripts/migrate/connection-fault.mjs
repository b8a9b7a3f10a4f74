import { Explained } from "../base/explained.mjs";

/**
 * What to do about a DATABASE_URL that does not lead into a database. Never repeats the password.
 * @param {any} error of pg or of the network
 * @param {string} url
 */
export function connectionFault(error, url) {
  const place = placeOf(url);
  /** @type {Record<string, string>} */
  const advices = {
    ECONNREFUSED: "Nothing listens there: is Postgres running, and are host and port right?",
    ENOTFOUND: "There is no such host.",
    ETIMEDOUT: "No answer: is a firewall in between?",
    "28P01": "Wrong user or password.",
    28000: "The server does not let this user in from here (pg_hba.conf).",
    "3D000": "The server has no such database: make it with `createdb`.",
    53300: "The server has no connection left (max_connections).",
    "57P03": "The server is starting up or shutting down: try again in a moment.",
  };
  const advice = advices[error.code ?? error.cause?.code];
  return new Explained(
    `The database at ${place} cannot be used: ${error.message || error.code}
${advice ?? "Check DATABASE_URL."} Nothing was changed. Without DATABASE_URL, \`npm start\` brings a database of its own.`,
    { cause: error },
  );
}

/** @param {string} url */
function placeOf(url) {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port || 5432}${pathname}`;
  } catch {
    return "DATABASE_URL (which is not a URL like postgresql://user:password@host:5432/database)";
  }
}
