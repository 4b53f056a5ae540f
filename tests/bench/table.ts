import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Rows of one bench, printed and kept in `out/bench/`. */
export class Table {
  readonly #name: string;
  readonly #rows: string[][] = [['what', 'measured', 'against', 'ratio', 'budget']];

  constructor(name: string) {
    this.#name = name;
  }

  /** Milliseconds against milliseconds of the same run; the budget is a bound on their ratio. */
  row(what: string, measured: number, against: number, budget: number): void {
    const bound = `≤ ${budget.toFixed(2)}`;
    this.#rows.push([what, `${Math.round(measured)} ms`, `${Math.round(against)} ms`, (measured / against).toFixed(2), bound]);
  }

  write(): void {
    const widths = (this.#rows[0] ?? []).map((_, column) => Math.max(...this.#rows.map((cells) => (cells[column] ?? '').length)));
    const lines = this.#rows.map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
    const folder = path.resolve(import.meta.dirname, '../../out/bench');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `${this.#name}.txt`), `${lines.join('\n')}\n`);
    process.stdout.write(`\n${lines.join('\n')}\n`);
  }
}
