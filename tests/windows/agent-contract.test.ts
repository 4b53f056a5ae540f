import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { buildReplica, openBed, root, type Bed } from './bed.ts';

const NODE = path.join(root, 'out', 'windows', 'node.exe');
/** PowerShell and UI Automation are on real Windows only. */
const AGENTS = process.platform === 'win32' ? ['native', 'powershell'] : ['native'];
const report = z.object({ agent: z.string(), results: z.array(z.object({ name: z.string(), failure: z.string().optional() })) });

let bed: Bed;
beforeAll(async () => {
  if (!existsSync(NODE)) spawnSync(process.execPath, ['build/scripts/build-windows.mjs'], { cwd: root, stdio: 'inherit' });
  bed = await openBed();
});
afterAll(() => bed.close());

it.each(AGENTS)('the %s agent does everything that an agent must do, on real windows of another process', async (kind) => {
  const applet = buildReplica(bed.folder);
  const script = bed.windowsPath(path.join(root, 'tests/windows/run-contract.ts'));
  const flags = ['--disable-warning=ExperimentalWarning', '--experimental-strip-types'];
  const { stdout, stderr } = await bed.run(NODE, [...flags, script, '--applet', bed.windowsPath(applet), '--agent', kind], {
    timeout: 170_000,
  });
  expect(stderr).toBe('');
  const { agent, results } = report.parse(JSON.parse(stdout));
  expect(agent).toBe(kind);
  expect(results.filter(({ failure }) => failure !== undefined)).toEqual([]);
  expect(results.length).toBeGreaterThanOrEqual(18);
});
