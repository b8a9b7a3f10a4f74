import pino from "pino";

/** Only what names an error: drivers hang their whole connection on theirs, down to the key that cancels a query. */
function errorInLog(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = "code" in error ? error.code : undefined;
  return { type: name, message, code, stack, cause: cause === undefined ? undefined : errorInLog(cause) };
}

/** Structured log to standard output. Secrets never enter it: keys and tokens are redacted wherever they are nested one deep. */
export const log = pino({
  level: process.env.REALCHAT_LOG_LEVEL ?? "info",
  base: { process: process.env.REALCHAT_PROCESS ?? "web" },
  serializers: { err: errorInLog },
  redact: ["apiKey", "*.apiKey", "authorization", "*.authorization", "password", "*.password", "token", "*.token"],
});
