import pino from "pino";

/** Structured log to standard output. Secrets never enter it: keys and tokens are redacted wherever they are nested one deep. */
export const log = pino({
  level: process.env.REALCHAT_LOG_LEVEL ?? "info",
  base: { process: process.env.REALCHAT_PROCESS ?? "web" },
  redact: ["apiKey", "*.apiKey", "authorization", "*.authorization", "password", "*.password", "token", "*.token"],
});
