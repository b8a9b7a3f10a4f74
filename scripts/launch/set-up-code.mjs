import { createHmac } from "node:crypto";
import http from "node:http";
import { json } from "node:stream/consumers";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford base 32: no letter that reads like a digit

/**
 * The code that the first account asks for where others on the network could be faster: made from the secret, so that it
 * is the same at each start. Undefined where only this machine reaches the studio.
 * @param {string} secret
 * @param {{ host: string, url: string | undefined }} reached what is listened on, and REALCHAT_URL
 */
export function setUpCode(secret, { host, url }) {
  if (isLoopback(host) && (!url || isLoopback(new URL(url).hostname))) return undefined;
  const bytes = createHmac("sha256", secret).update("set-up code").digest().subarray(0, 16);
  const letters = [...bytes].map((byte) => alphabet[byte & 31]).join("");
  return letters.replace(/.{4}(?=.)/g, "$&-");
}

/** @param {string} host */
function isLoopback(host) {
  const name = host.replace(/^\[|\]$/g, "");
  return name === "localhost" || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name);
}

/**
 * Whether nobody has an account yet.
 * @param {string} url
 * @returns {Promise<boolean>}
 */
export async function waitsForFirstAccount(url) {
  /** @type {http.IncomingMessage} */
  const response = await new Promise((resolve, reject) => {
    http.get(`${url}/api/v1/session`, { agent: false }, resolve).once("error", reject);
  });
  const answer = /** @type {{ needsFirstAccount?: boolean }} */ (await json(response));
  return answer.needsFirstAccount === true;
}
