import { expect, it } from "vitest";
import { readLines } from "./read-lines";

const step = (n: number) => JSON.stringify({ type: "step", step: n, of: 10, loss: 2 });
const typesOf = (text: string, isLast = false) =>
  readLines(text, { isLast, step: null }).events.map((event) =>
    "text" in event && event.type === "line" ? event.text : `${event.type}`,
  );

it("picks events out of whatever else is written", () => {
  const text = `Loading weights\n${step(1)}\n\u001b[36m(worker)\u001b[0m warn: x\n{"type":"step"}\n{"type":"line","text":"said"}\n{broken\n`;
  expect(typesOf(text)).toEqual(["Loading weights", "step", "(worker) warn: x", '{"type":"step"}', "said", "{broken"]);
});

it("finds an event behind a progress bar, which is nothing itself", () => {
  expect(typesOf(`\r 10%|█\r 20%|██ ${step(2)}\n\r 30%|\r 40%|████\n`)).toEqual(["step"]);
});

it("leaves the beginning of a line for the next reading, unless nothing more comes", () => {
  const text = `${step(1)}\n{"type":"st`;
  expect(readLines(text, { isLast: false, step: null })).toMatchObject({
    read: step(1).length + 1,
    events: [{ type: "step" }],
  });
  expect(readLines(`${step(1)}\n${step(2)}`, { isLast: true, step: null }).events).toHaveLength(2);
});

it("is the same in one reading and in many", () => {
  const text = Array.from({ length: 50 }, (_, i) => `${step(i)}\nline ${i}\n`).join("");
  const whole = readLines(text, { isLast: true, step: null }).events;
  for (const size of [1, 17, 300]) {
    const events = [];
    let done = 0;
    for (let to = size; done < text.length; to += size) {
      const found = readLines(text.slice(done, to), { isLast: to >= text.length, step: null });
      events.push(...found.events);
      done += found.read;
    }
    expect(events).toEqual(whole);
  }
});

it("numbers the steps of engines that do not, from the last one on", () => {
  const { events } = readLines("{'loss': 1.5, 'epoch': 0.5}\n{'loss': 1.2}\n", { isLast: false, step: 7 });
  expect(events).toMatchObject([
    { type: "step", step: 8, loss: 1.5 },
    { type: "step", step: 9, loss: 1.2 },
  ]);
});

it("takes no figure from what libraries print beside the studio's own script", () => {
  const { events } = readLines(`${step(41)}\n{'loss': '1.5', 'epoch': '0.5'}\n`, { isLast: false, step: null });
  expect(events).toMatchObject([
    { type: "step", step: 41 },
    { type: "line", text: "{'loss': '1.5', 'epoch': '0.5'}" },
  ]);
});

it("keeps the last of many lines, every event, and cuts a line without an end", () => {
  const noise = Array.from({ length: 5_000 }, (_, i) => `noise ${i}\n`).join("");
  const { events } = readLines(`${noise}${step(1)}\n`, { isLast: false, step: null });
  expect(events).toHaveLength(202);
  expect(events[0]).toEqual({ type: "line", text: "… 4800 lines are left out here" });
  const { read, events: cut } = readLines("x".repeat(70_000), { isLast: false, step: null });
  expect([read, cut[0]?.type === "line" && cut[0].text.length]).toEqual([70_000, 2_000]);
});
