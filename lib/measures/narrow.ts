/** Numbers of a vector at most, where time grows with their square. */
export const mostNumbers = 256;

/**
 * A vector of at most 256 numbers whose cosines are about those of the one given: each of its numbers is added with a sign
 * to eight places, both drawn by its number (a sparse random projection, Achlioptas 2003). Shorter ones stay as they are.
 */
export function narrow(vector: Float32Array): Float32Array {
  if (vector.length <= mostNumbers) return vector;
  const places = placesOf(vector.length);
  const narrowed = new Float32Array(mostNumbers);
  for (let i = 0; i < vector.length; i++) {
    const value = vector[i] as number;
    for (let j = 8 * i; j < 8 * i + 8; j++) {
      const place = places[j] as number;
      if (place >= 0) (narrowed[place] as number) += value;
      else (narrowed[~place] as number) -= value;
    }
  }
  return narrowed;
}

/** Of each length once: places, those with a minus as their complement. */
const known = new Map<number, Int16Array>();

function placesOf(length: number): Int16Array {
  const found = known.get(length);
  if (found) return found;
  const places = new Int16Array(8 * length);
  let state = 0x9e3779b9;
  for (let i = 0; i < places.length; i++) {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    t ^= t >>> 14;
    const place = t & (mostNumbers - 1);
    places[i] = t < 0 ? ~place : place;
  }
  known.set(length, places);
  return places;
}
