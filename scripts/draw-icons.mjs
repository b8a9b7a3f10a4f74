// `node scripts/draw-icons.mjs`: draws every picture in public/ again from public/icon.svg, in a headless Chromium.
// The mark: a user's turn, an assistant's turn, and the caret of one that is being written.
import "./base/node-version.mjs";
import fs from "node:fs";
import { chromium } from "@playwright/test";
import { inProject } from "./base/project.mjs";
import { chromiumEnv } from "./test/chromium.mjs";

const icon = fs.readFileSync(inProject("public/icon.svg"), "utf8");
/** Systems cut their own shape out of these two, so the ground fills the square and the mark keeps to the middle. */
const full = icon.replace(/ rx="112"/, "");
const maskable = full.replace("scale(1.2)", "scale(0.95)");

const { CHROMIUM } = await chromiumEnv(new AbortController().signal);
const browser = await chromium.launch({ executablePath: CHROMIUM || undefined, args: ["--no-sandbox"] });
try {
  write("icon-192.png", await draw(icon, 192));
  write("icon-512.png", await draw(icon, 512));
  write("icon-maskable-512.png", await draw(maskable, 512));
  write("apple-touch-icon.png", await draw(full, 180));
  write("favicon.ico", await favicon([16, 32, 48]));
  write("link-picture.png", await shoot(linkPicture(), 1200, 630));
} finally {
  await browser.close();
}

/**
 * @param {string} name
 * @param {Uint8Array} content
 */
function write(name, content) {
  fs.writeFileSync(inProject("public", name), content);
  console.log(`public/${name}: ${content.length} bytes`);
}

/**
 * @param {string} svg
 * @param {number} size
 */
function draw(svg, size) {
  const style = "*{margin:0}svg{display:block;width:100vw;height:100vh}";
  return shoot(`<style>${style}</style>${svg}`, size, size);
}

/**
 * @param {string} html
 * @param {number} width
 * @param {number} height
 */
async function shoot(html, width, height) {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(html);
  await page.evaluate(() => document.fonts.ready);
  const picture = await page.screenshot({ omitBackground: true });
  await page.close();
  return picture;
}

/**
 * An .ico file: a header, a directory of 16 bytes each, and the pictures as PNG.
 * @param {number[]} sizes
 */
async function favicon(sizes) {
  const pictures = await Promise.all(sizes.map((size) => draw(icon, size)));
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2); // an icon, not a cursor
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  for (const [at, picture] of pictures.entries()) {
    const entry = 6 + 16 * at;
    head.writeUInt8(sizes[at] ?? 0, entry);
    head.writeUInt8(sizes[at] ?? 0, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(picture.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += picture.length;
  }
  return Buffer.concat([head, ...pictures]);
}

function linkPicture() {
  const serif = "node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2";
  const sans = "node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2";
  const face = (/** @type {string} */ name, /** @type {string} */ file) => {
    const font = fs.readFileSync(inProject(file)).toString("base64");
    return `@font-face{font-family:${name};font-weight:100 900;src:url(data:font/woff2;base64,${font})}`;
  };
  return `<style>
    ${face("Source", serif)} ${face("Geist", sans)}
    * { margin: 0; box-sizing: border-box }
    body { width: 1200px; height: 630px; background: #faf9f6; color: #221d18; padding: 84px 96px;
      display: flex; flex-direction: column; justify-content: space-between }
    header { display: flex; align-items: center; gap: 28px } header svg { width: 92px; height: 92px }
    h1 { font: 600 74px/1 Source; letter-spacing: -0.02em }
    p { font: 400 33px/1.4 Geist; color: #4c4741; max-width: 24em }
    .lines { display: grid; grid-template-columns: 40px 1fr; gap: 26px 28px; align-items: center }
    .line { height: 20px; border-radius: 10px; background: #dfdcd6 }
    .user { width: 34px; height: 34px; border-radius: 8px; background: #88461c }
    .assistant { width: 36px; height: 36px; border-radius: 50%; background: #066166 }
    .now { display: flex; align-items: center; gap: 16px } .now::after { content: ""; width: 12px; height: 44px;
      border-radius: 3px; background: #29519f }
  </style>
  <header>${icon}<h1>RealChat Studio</h1></header>
  <div class="lines">
    <div class="user"></div><div class="line" style="width:62%"></div>
    <div class="assistant"></div><div class="line" style="width:94%"></div>
    <div></div><div class="line" style="width:78%"></div>
    <div></div><div class="now"><div class="line" style="width:34%"></div></div>
  </div>
  <p>Simulate dialogues between a user and an assistant, watch and curate them live, export training data.</p>`;
}
