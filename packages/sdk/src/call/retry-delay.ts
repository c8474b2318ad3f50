const firstDelayMs = 200;
const longestDelayMs = 20_000;

/**
 * How long to wait before trying again: a random part of a bound that doubles from 200 ms to 20 s ("full jitter"), so that
 * clients that failed together do not come back together.
 *
 * @param attempt - how many attempts have been made, from 1
 * @param random - what `Math.random` gives: at least 0, below 1
 * @returns whole milliseconds
 */
export function retryDelayMs(attempt: number, random: () => number): number {
  return Math.floor(random() * Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs));
}
