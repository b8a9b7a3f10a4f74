const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const fine = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** 1234567 as "1,234,567"; below 10 with up to three significant digits. */
export function formatNumber(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 10 ? whole.format(value) : fine.format(value);
}

/** 1234567 as "1.23M". */
export function formatCompact(value: number): string {
  return compact.format(value);
}

/** Milliseconds as "340 ms", "2.4 s", "3 min 20 s", "2 h 5 min". */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${fine.format(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

const money = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 8 });

/** Money in the catalogue's currency, which has no name: "1,204.50", "0.40", "0.00421". */
export function formatMoney(value: number): string {
  return money.format(Math.abs(value) < 1 ? Number(value.toPrecision(3)) : Math.round(value * 100) / 100);
}
