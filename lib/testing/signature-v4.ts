import { createHash, createHmac } from "node:crypto";
import type { Heard } from "./outside-server";

type Key = { accessKey: string; secret: string };

/** Checks a request's Signature Version 4 by AWS's rules, from what came over the wire; what is wrong as S3 calls it. */
export function faultOfSignature(
  { method, target, headers, body }: Pick<Heard, "method" | "target" | "headers" | "body">,
  { accessKey, secret }: Key,
  { region, now = Date.now() }: { region: string; now?: number },
): string | null {
  const given = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([\da-f]{64})$/.exec(
    headers.authorization ?? "",
  );
  if (!given) return "AccessDenied";
  const [, credential = "", signed = "", signature = ""] = given;
  const [id, day = "", where = "", ...rest] = credential.split("/");
  if (id !== accessKey) return "InvalidAccessKeyId";
  if (where !== region || rest.join("/") !== "s3/aws4_request") return "AuthorizationHeaderMalformed";
  const at = String(headers["x-amz-date"]);
  const moment = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!at.startsWith(day) || !(Math.abs(now - moment) < 15 * 60_000)) return "RequestTimeTooSkewed";
  const names = signed.split(";");
  if (!["host", "x-amz-content-sha256", "x-amz-date"].every((name) => names.includes(name))) return "AccessDenied";
  const carried = String(headers["x-amz-content-sha256"]);
  if (carried !== createHash("sha256").update(body).digest("hex")) return "XAmzContentSHA256Mismatch";
  const [path = "", query = ""] = target.split("?");
  const canonical = [
    method,
    path,
    query
      .split("&")
      .filter((pair) => pair !== "")
      .map((pair) => (pair.includes("=") ? pair : `${pair}=`))
      .sort()
      .join("&"),
    ...names.map((name) => `${name}:${String(headers[name] ?? "").trim()}`),
    "",
    signed,
    carried,
  ].join("\n");
  const scope = `${day}/${where}/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", at, scope, createHash("sha256").update(canonical).digest("hex")].join("\n");
  const keys = [day, where, "s3", "aws4_request"].reduce<Buffer | string>(hmac, `AWS4${secret}`);
  return hmac(keys, toSign).toString("hex") === signature ? null : "SignatureDoesNotMatch";
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
