/** Names that a mistyped one may mean, the likeliest first; at most three, and none that has little in common with it. */
export function closestTo(given: string, names: readonly string[]): string[] {
  const typed = given.toLowerCase();
  const rated = names.map((name) => ({ name, distance: name.includes(typed) || typed.includes(name) ? 1 : distance(typed, name) }));
  return rated
    .filter(({ name, distance: far }) => far <= Math.max(2, Math.ceil(name.length / 2)))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Letters to insert, remove or replace (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1];
    for (let at = 1; at <= other.length; at += 1) {
      const replaced = (row[at - 1] ?? 0) + (other[at - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
