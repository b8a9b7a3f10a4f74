import { expect, it } from "vitest";
import { lookAtBytes } from "./look-at-file";

const utf8 = (text: string) => new TextEncoder().encode(text);

it("has nothing to ask of UTF-8, of UTF-16 with its mark, and of a letter that the cut went through", () => {
  expect(lookAtBytes(utf8("Grüße 你好"))).toEqual({ beginning: "Grüße 你好", readings: [] });
  expect(lookAtBytes(Uint8Array.of(0xff, 0xfe, 0x47, 0, 0xfc, 0))).toEqual({ beginning: "Gü", readings: [] });
  expect(lookAtBytes(utf8("Grüße 好").slice(0, -1))).toMatchObject({ beginning: "Grüße ", readings: [] });
  expect(lookAtBytes(Uint8Array.of(0x1f, 0x8b, 0xff)).readings).toEqual([]);
});

it("asks which reading of another encoding is right, with the line that shows it", () => {
  const { readings, beginning } = lookAtBytes(Uint8Array.from([...utf8("question\nGr"), 0xfc, 0xdf, 0x65, 10, 0x41]));
  expect(readings[0]).toMatchObject({ encoding: "windows-1252", sample: "Grüße" });
  expect(beginning).toBe("question\nGrüße\nA");
  expect(readings.map(({ encoding }) => encoding)).toContain("windows-1251");
  expect(readings.every(({ sample }) => !sample.includes("\uFFFD"))).toBe(true);
});

it("tells UTF-16 without its mark by its zeros", () => {
  const { readings } = lookAtBytes(Uint8Array.of(0x47, 0, 0x75, 0));
  expect(readings[0]).toMatchObject({ encoding: "utf-16le", beginning: "Gu" });
  expect(readings.every(({ encoding }) => encoding.startsWith("utf-16"))).toBe(true);
});
