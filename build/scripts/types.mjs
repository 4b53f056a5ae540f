import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './setup.mjs';

/** Each room is checked with the powers it has: core sees neither Node nor a window, main sees no window. */
const ROOMS = ['electron/core', 'electron', 'renderer', 'tests'];

const check = (room) =>
  new Promise((done) => {
    const buildInfo = path.join(root, 'out', 'types', `${room.replace('/', '-')}.tsbuildinfo`);
    const args = [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', room, '--incremental', '--tsBuildInfoFile', buildInfo];
    spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }).on('close', done);
  });

const codes = await Promise.all(ROOMS.map(check));
process.exit(codes.every((code) => code === 0) ? 0 : 1);
