/** The candidate that `name` is most likely a misspelling of, if it is near enough to any. */
export function closest(name: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(name.length / 3));
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

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [line, char] of [...from].entries()) {
    const next = [line + 1];
    for (let column = 1; column <= to.length; column++) {
      const kept = (row[column - 1] as number) + (char === to[column - 1] ? 0 : 1);
      next.push(Math.min(kept, (row[column] as number) + 1, (next[column - 1] as number) + 1));
    }
    row = next;
  }
  return row[to.length] as number;
}
