// No name that somebody misspells is longer, and the work grows with the square of the length.
const longestName = 256;

/** The candidate that `name` is most likely a misspelling of, if it is at most `limit` slips away from any. */
export function closest(
  name: string,
  candidates: readonly string[],
  limit = Math.max(1, Math.floor(name.length / 3)),
): string | undefined {
  if (name.length > longestName) return undefined;
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    // Names that differ more in length than in the best one so far cannot be nearer; it also bounds hostile names.
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** `: did you mean "x"?` when there is something near, and `otherwise` when not. */
export function didYouMean(name: string, candidates: readonly string[], otherwise: string): string {
  const near = closest(name, candidates);
  return near === undefined ? otherwise : `: did you mean "${near}"?`;
}

/** How many characters are put in, left out, replaced or swapped with their neighbour. */
function editDistance(from: string, to: string): number {
  let above: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line++) {
    const next = [line];
    for (let column = 1; column <= to.length; column++) {
      const isKept = from[line - 1] === to[column - 1];
      const isSwapped = line > 1 && from[line - 1] === to[column - 2] && from[line - 2] === to[column - 1];
      next.push(
        Math.min(
          (row[column - 1] as number) + (isKept ? 0 : 1),
          (row[column] as number) + 1,
          (next[column - 1] as number) + 1,
          isSwapped ? (above[column - 2] as number) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [above, row] = [row, next];
  }
  return row[to.length] as number;
}
