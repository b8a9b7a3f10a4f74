import { expect, it } from "vitest";
import { isMalformed } from "./before-next";

it.each(["/%", "/api/v1/dialogues/%E0%A4%A", "/runs/%zz?x=1", "/a%2"])("%s cannot be read", (url) => {
  expect(isMalformed(url)).toBe(true);
});

it.each(["/", "/runs/%C3%A9", "/dialogues?q=100%", "/a%2Fb#%"])("%s can", (url) => {
  expect(isMalformed(url)).toBe(false);
});
