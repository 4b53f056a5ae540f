import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';

const run = promisify(execFile);
const out = path.resolve(import.meta.dirname, '../../out/bench');
const MOST_OUTPUT = 32 * 1024 * 1024;

/** A program of `programs/`, bundled as the command line is: what a test runner makes of modules costs up to half as much again. */
export async function shipped(name: string): Promise<(wish: unknown) => Promise<unknown>> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['koffi'] },
    build: {
      ssr: path.join(import.meta.dirname, 'programs', `${name}.ts`),
      outDir: path.join(out, name),
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'program.js' } },
    },
  });
  // In a process of its own, which says in one line of JSON what it measured.
  return async (wish) => {
    const { stdout } = await run(process.execPath, [path.join(out, name, 'program.js'), JSON.stringify(wish)], { maxBuffer: MOST_OUTPUT });
    const measured: unknown = JSON.parse(stdout);
    return measured;
  };
}
