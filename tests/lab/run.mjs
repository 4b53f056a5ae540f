import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { missingPackages } from '../../build/scripts/system-packages.mjs';

/**
 * `node tests/lab/run.mjs -- COMMAND…` runs a command inside the lab: a private network in which a whole mailcow-like mail
 * host answers and nothing else exists. Ends with the command's exit code, or 75 when this machine cannot run the lab.
 */
const LEFT_OUT = 75;
const NAMESPACES = ['--net', '--mount', '--propagation', 'private', '--pid', '--fork', '--mount-proc'];
const stack = path.join(import.meta.dirname, 'stack');

const command = process.argv.slice(process.argv[2] === '--' ? 3 : 2);
const obstacle = whatIsMissing();
if (command.length === 0) {
  console.error('Usage: node tests/lab/run.mjs -- COMMAND…');
  process.exit(2);
}
if (obstacle !== undefined) {
  console.log(`The lab of real mail servers is left out: ${obstacle}.`);
  process.exit(LEFT_OUT);
}

// Sockets live below: their paths may not be longer than 107 characters.
const folder = mkdtempSync('/tmp/mailramp-lab-');
chmodSync(folder, 0o755);
const env = {
  ...process.env,
  LAB_RUN: folder,
  LAB_DNS: '127.77.0.53:5353',
  LAB_CA: path.join(folder, 'certs', 'ca.pem'),
};
// With a process namespace of its own the kernel ends every daemon together with the command, whatever happens to it.
const inside = spawn('unshare', [...NAMESPACES, '--kill-child', path.join(stack, 'inside.sh'), ...command], {
  env,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => inside.kill('SIGKILL'));
const [code] = await once(inside, 'exit');
if (process.env.LAB_KEEP) console.log(`The lab's files stay in ${folder}`);
else rmSync(folder, { recursive: true, force: true });
process.exit(code ?? 1);

function whatIsMissing() {
  if (process.platform !== 'linux') return 'it needs Linux';
  if (process.getuid() !== 0) return 'it needs root, for a network of its own';
  const missing = missingPackages('lab');
  if (missing.length > 0) return `not installed: ${missing.join(', ')} (npm test installs what it can)`;
  const tried = spawnSync('unshare', [...NAMESPACES, 'true']);
  return tried.status === 0 ? undefined : 'unshare cannot make a private network here';
}
