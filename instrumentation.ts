/** Next calls this once when the web process starts, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { answerMalformedAddresses, endEarlyRequests, trustDeclaredProxiesOnly } = await import(
    "@/lib/http/before-next"
  );
  trustDeclaredProxiesOnly();
  const { sendSecurityHeaders } = await import("@/lib/http/security-headers");
  sendSecurityHeaders();
  const { answerForeignHosts } = await import("@/lib/http/own-hosts");
  answerForeignHosts();
  answerMalformedAddresses();
  const { letUploadsFlow } = await import("@/lib/http/flowing-uploads");
  letUploadsFlow();
  endEarlyRequests();
  const { ensureAdmin } = await import("@/lib/operations/ensure-admin");
  await ensureAdmin();
}
