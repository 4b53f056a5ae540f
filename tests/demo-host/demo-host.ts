import { rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startDemoHost } from './start-demo-host.ts';

/**
 * `node demo-host.js [--announce FILE] [--high-ports]`: the demo host as a program of its own. It writes down how it is
 * reached once it answers, and runs until it is told to stop or whoever started it is gone.
 */
const { values } = parseArgs({ options: { announce: { type: 'string' }, 'high-ports': { type: 'boolean' } } });
const host = await startDemoHost({ ports: values['high-ports'] === true ? 'high' : 'standard-if-possible' });
const { dns, address, ports, portMap, caPem, caFile, users } = host;
const announcement = `${JSON.stringify({ dns, address, ports, portMap, caPem, caFile, users }, undefined, 2)}\n`;

if (values.announce === undefined) process.stdout.write(announcement);
else {
  // Whole or not at all: whoever waits for this file reads it at once.
  await writeFile(`${values.announce}.part`, announcement);
  await rename(`${values.announce}.part`, values.announce);
}

const stop = (): void => void host.close().then(() => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
const starter = process.ppid;
setInterval(() => {
  if (process.ppid !== starter) stop();
}, 2_000).unref();
