const born = performance.now();

/**
 * One line of progress with the seconds since we began. To stderr: stdout carries only what a script may want to read.
 * @param {string} message
 */
export function narrate(message) {
  console.error(`${seconds(performance.now() - born).padStart(8)}  ${message}`);
}

/**
 * Milliseconds as people read them: `1.2 s`.
 * @param {number} ms
 */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
