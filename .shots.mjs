import { chromium } from "@playwright/test";
const [base, out, ...paths] = process.argv.slice(2);
const schemes = (process.env.SCHEMES ?? "light").split(","), sizes = (process.env.SIZES ?? "1440x900").split(",");
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
for (const scheme of schemes) for (const size of sizes) {
  const [width, height] = size.split("x").map(Number);
  const c = await b.newContext({ viewport: { width, height }, colorScheme: scheme, baseURL: base });
  const r = await c.request.post("/api/auth/sign-in/email", { data: { email: "lead@example.org", password: "correct-horse-battery" }, headers: { origin: base } });
  if (!r.ok()) console.log(await r.text());
  const p = await c.newPage(); p.on("console", m => m.type() === "error" && console.log("console:", m.text().slice(0, 300)));
  for (const path of paths) {
    await p.goto(path); await p.waitForTimeout(Number(process.env.WAIT ?? 1500));
    for (const k of (process.env.KEYS ?? "").split(" ").filter(Boolean)) { await p.keyboard.press(k); await p.waitForTimeout(300); }
    const f = `${out}/${path.replace(/\W+/g, "_")}-${size}-${scheme}.png`; await p.screenshot({ path: f, fullPage: !!process.env.FULL }); console.log(f);
  }
  await c.close();
}
await b.close();
