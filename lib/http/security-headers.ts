import { randomBytes } from "node:crypto";
import { env } from "@/lib/base/env";
import { beforeNext } from "./before-next";

/** The request header in which pages find the nonce of their scripts. */
export const nonceHeader = "x-nonce";

type Page = {
  /** Of this one answer, in base64: only scripts that carry it are run. */
  nonce: string;
  /** Whether people reach the studio over TLS alone. */
  tls: boolean;
  /** React's and Next's own tools need more while the studio is developed. */
  development: boolean;
};

/**
 * What browsers may do with anything that the studio sends: run its own scripts, speak with the studio alone, stand in no
 * frame. Style attributes are allowed: React writes them, and no text of a person or model becomes one.
 */
export function contentPolicy({ nonce, tls, development }: Page): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "worker-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ];
  return [...directives, ...(tls ? ["upgrade-insecure-requests"] : [])].join("; ");
}

/** The headers of every answer, whatever route gives it. */
export function securityHeaders(page: Page): Record<string, string> {
  return {
    "content-security-policy": contentPolicy(page),
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...(page.tls && { "strict-transport-security": "max-age=31536000" }),
  };
}

/** Puts them on every answer of this process. Next reads the nonce for its own scripts from the request's policy. */
export function sendSecurityHeaders(): void {
  const { REALCHAT_URL } = env();
  const tls = REALCHAT_URL?.startsWith("https://") ?? false;
  const development = process.env.NODE_ENV === "development";
  beforeNext(({ request, response }) => {
    const nonce = randomBytes(16).toString("base64");
    const headers = securityHeaders({ nonce, tls, development });
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    request.headers["content-security-policy"] = headers["content-security-policy"];
    request.headers[nonceHeader] = nonce;
  });
}
