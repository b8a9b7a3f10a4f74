/** What a small coloured thing means; the colours live in globals.css. */
export type Tone = "neutral" | "accent" | "ok" | "warn" | "danger" | "user" | "assistant";

export const toneClass: Record<Tone, string> = {
  neutral: "bg-sunken text-ink-soft border-line",
  accent: "bg-accent-soft text-accent border-accent/25",
  ok: "bg-ok-soft text-ok border-ok/25",
  warn: "bg-warn-soft text-warn border-warn/25",
  danger: "bg-danger-soft text-danger border-danger/25",
  user: "bg-user-soft text-user border-user/25",
  assistant: "bg-assistant-soft text-assistant border-assistant/25",
};
