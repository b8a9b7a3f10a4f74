/** @typedef {PerformanceEntry & { styleAndLayoutStart: number, scripts: { duration: number }[] }} LongFrame */

/**
 * Runs in the page, before anything of it. Reads the clock in each token as it appears in the document, and notes how
 * old the token was when the frame that shows it had been laid out and painted. A frame's own message comes after its
 * paint; what is written inside a frame's callbacks is in that frame, anything else in the next one.
 */
export function installPaintProbe() {
  const newest = new Map();
  const channel = new MessageChannel();
  /** @type {number[]} */
  let here = [];
  /** @type {number[]} */
  let next = [];
  let inFrame = false;
  let began = Number.POSITIVE_INFINITY;
  /**
   * @type {{
   *   ages: number[], frames: number, longTasks: number[], replies: Set<string>,
   *   longFrames: { duration: number, inScripts: number, inLayout: number }[],
   * }}
   */
  const probe = { ages: [], frames: 0, longTasks: [], longFrames: [], replies: new Set() };

  channel.port1.onmessage = () => {
    inFrame = false;
    const now = Date.now();
    for (const at of here) probe.ages.push(now - at);
    here = [];
  };
  requestAnimationFrame(function frame() {
    requestAnimationFrame(frame);
    inFrame = true;
    here.push(...next);
    next = [];
    if (Date.now() >= began) probe.frames += 1;
    channel.port2.postMessage(null);
  });

  /**
   * From the end back to the first token that was there before.
   *
   * @param {string} text
   */
  function read(text) {
    /** @type {[string, number] | undefined} */
    let newestHere;
    for (let end = text.length; end > 0; ) {
      const start = text.lastIndexOf("@", end - 1);
      if (start < 0) break;
      const [at, reply, index] = text
        .slice(start + 1, end)
        .trim()
        .split(".");
      end = start;
      const sent = Number.parseInt(at, 36);
      const place = Number.parseInt(index, 36);
      if (Number.isNaN(sent) || Number.isNaN(place)) continue;
      if (place <= (newest.get(reply) ?? -1)) break;
      newestHere ??= [reply, place];
      if (sent < began) break;
      probe.replies.add(reply);
      (inFrame ? here : next).push(sent);
    }
    if (newestHere) newest.set(...newestHere);
  }

  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === "characterData") read(/** @type {Text} */ (target).data);
      else for (const node of addedNodes) read(node.textContent ?? "");
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      if (performance.timeOrigin + startTime >= began) probe.longTasks.push(duration);
  }).observe({ type: "longtask" });

  new PerformanceObserver((list) => {
    // TypeScript's DOM does not know long animation frames yet.
    for (const { startTime, duration, styleAndLayoutStart, scripts } of /** @type {LongFrame[]} */ (
      list.getEntries()
    )) {
      if (performance.timeOrigin + startTime < began) continue;
      const inScripts = scripts.reduce((sum, script) => sum + script.duration, 0);
      const inLayout = styleAndLayoutStart > 0 ? startTime + duration - styleAndLayoutStart : 0;
      probe.longFrames.push({ duration, inScripts, inLayout });
    }
  }).observe({ type: "long-animation-frame" });

  window.paintProbe = {
    begin: () => {
      began = Date.now();
    },
    end: () => {
      const seconds = (Date.now() - began) / 1000;
      began = Number.POSITIVE_INFINITY;
      return { ...probe, replies: probe.replies.size, seconds };
    },
  };
}
