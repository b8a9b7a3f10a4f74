import { describe, expect, it } from "vitest";
import { type Command, commandFor, isPressed, type KeyPress, type PressPlace } from "./commands";

const page: PressPlace = { typing: false, dialogOpen: false, keyTaken: false };

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false, ...more };
}

function command(id: string, key: string, more: Partial<Command> = {}): Command {
  return { id, label: id, keys: [key], group: "Test", run: () => {}, ...more };
}

describe("isPressed", () => {
  it("tells R from Shift+R, but not how ? is typed", () => {
    expect(isPressed("r", press("r"))).toBe(true);
    expect(isPressed("r", press("R", { shiftKey: true }))).toBe(false);
    expect(isPressed("shift+r", press("R", { shiftKey: true }))).toBe(true);
    expect(isPressed("?", press("?", { shiftKey: true }))).toBe(true);
  });

  it("takes Ctrl and Cmd for mod and leaves browser shortcuts alone", () => {
    expect(isPressed("mod+k", press("k", { metaKey: true }))).toBe(true);
    expect(isPressed("mod+k", press("k", { ctrlKey: true }))).toBe(true);
    expect(isPressed("r", press("r", { ctrlKey: true }))).toBe(false);
  });

  it("takes the numpad, with and without Num Lock", () => {
    expect(isPressed("1", press("End", { code: "Numpad1" }))).toBe(true);
    expect(isPressed("1", press("1", { code: "Numpad1" }))).toBe(true);
    expect(isPressed("enter", press("Enter", { code: "NumpadEnter" }))).toBe(true);
  });

  it("goes by place on a keyboard of another script", () => {
    expect(isPressed("j", press("о", { code: "KeyJ" }))).toBe(true);
    expect(isPressed("k", press("о", { code: "KeyJ" }))).toBe(false);
  });

  it("takes digits as every layout writes them: AZERTY with and without Shift, Persian, Arabic, Devanagari, full width", () => {
    const rows: [string, Partial<KeyPress>][] = [
      ["é", { code: "Digit2" }],
      ["2", { code: "Digit2", shiftKey: true }],
      ["ě", { code: "Digit2" }],
      ["۲", { code: "Digit2" }],
      ["٢", { code: "Digit2" }],
      ["२", { code: "" }],
      ["２", { code: "Digit2" }],
    ];
    for (const [key, more] of rows) expect(isPressed("2", press(key, more)), key).toBe(true);
    // Shift and the key of a digit is another sign on most keyboards, and no 2.
    expect(isPressed("2", press("@", { code: "Digit2", shiftKey: true }))).toBe(false);
    expect(isPressed("1", press("2", { code: "Digit2" }))).toBe(false);
  });

  it("takes letters as every layout writes them: by what is Latin, else by place", () => {
    expect(isPressed("a", press("a", { code: "KeyQ" }))).toBe(true);
    expect(isPressed("q", press("a", { code: "KeyQ" }))).toBe(false);
    const both: [string, string, string][] = [
      ["b", "ذ", "KeyB"],
      ["b", "ﻻ", "KeyB"],
      ["t", "ف", "KeyT"],
      ["i", "ı", "KeyI"],
      ["i", "İ", "KeyI"],
      ["t", "Dead", "KeyT"],
      ["b", "ｂ", "KeyB"],
    ];
    for (const [letter, key, code] of both) expect(isPressed(letter, press(key, { code })), key).toBe(true);
    // A key that was remapped to an arrow is an arrow.
    expect(isPressed("h", press("ArrowLeft", { code: "KeyH" }))).toBe(false);
  });

  it("finds ?, / and [ on keyboards that have none", () => {
    expect(isPressed("?", press("؟", { code: "Slash", shiftKey: true }))).toBe(true);
    expect(isPressed("/", press("ظ", { code: "Slash" }))).toBe(true);
    expect(isPressed("[", press("ü", { code: "BracketLeft" }))).toBe(true);
    expect(isPressed("[", press("х", { code: "BracketLeft" }))).toBe(true);
    expect(isPressed("/", press(".", { code: "Slash" }))).toBe(false);
  });
});

describe("commandFor", () => {
  it("lets the later registered command win", () => {
    expect(commandFor(press("e"), page, [command("shell", "e"), command("screen", "e")])?.id).toBe("screen");
  });

  it("passes over a command whose time has not come", () => {
    const commands = [command("shell", "e"), command("screen", "e", { when: () => false })];
    expect(commandFor(press("e"), page, commands)?.id).toBe("shell");
  });

  it("does an act once, however long its key is held, while moving about repeats", () => {
    const held = press("a", { repeat: true });
    expect(commandFor(held, page, [command("accept", "a")])).toBeUndefined();
    expect(commandFor(held, page, [command("next", "a", { repeats: true })])?.id).toBe("next");
  });

  it("is silent while typing, with a dialog open, and where the control uses the key", () => {
    const commands = [command("accept", "a")];
    expect(commandFor(press("a"), { ...page, typing: true }, commands)).toBeUndefined();
    expect(commandFor(press("a"), { ...page, dialogOpen: true }, commands)).toBeUndefined();
    expect(commandFor(press("a"), { ...page, keyTaken: true }, commands)).toBeUndefined();
    const palette = [command("palette", "mod+k", { inDialogs: true, whileTyping: true })];
    expect(commandFor(press("k", { ctrlKey: true }), { ...page, typing: true, dialogOpen: true }, palette)?.id).toBe(
      "palette",
    );
  });
});
