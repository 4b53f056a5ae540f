import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { buildReplica, openBed, root, type Bed } from './bed.ts';

const NODE = path.join(root, 'out', 'windows', 'node.exe');
const report = z.object({ agent: z.literal('native'), results: z.array(z.object({ name: z.string(), failure: z.string().optional() })) });

let bed: Bed;
beforeAll(async () => {
  if (!existsSync(NODE)) spawnSync(process.execPath, ['build/scripts/build-windows.mjs'], { cwd: root, stdio: 'inherit' });
  bed = await openBed();
});
afterAll(() => bed.close());

it('the native agent does everything that an agent must do, through real Win32 messages', async () => {
  const applet = buildReplica(bed.folder);
  const script = bed.windowsPath(path.join(root, 'tests/windows/run-contract.ts'));
  const flags = ['--disable-warning=ExperimentalWarning', '--experimental-strip-types'];
  const { stdout, stderr } = await bed.run(NODE, [...flags, script, '--applet', bed.windowsPath(applet)]);
  expect(stderr).toBe('');
  const { results } = report.parse(JSON.parse(stdout));
  expect(results.filter(({ failure }) => failure !== undefined)).toEqual([]);
  expect(results.length).toBeGreaterThanOrEqual(18);
});
