import { connect, type Socket } from 'node:net';
import { z } from 'zod';

/** Milliseconds for one command; a question in a window of Thunderbird holds it up for ever. */
const PATIENCE = 20_000;

const reply = z.tuple([z.literal(1), z.number(), z.unknown(), z.unknown()]);
const failure = z.object({ error: z.string(), message: z.string() });
const value = z.object({ value: z.unknown() });

/** The remote control built into Thunderbird: frames of `length:json` over TCP. */
export interface Marionette {
  /** Runs the body of an async function in Thunderbird's own context and gives its result. */
  execute(body: string, ...args: unknown[]): Promise<unknown>;
  /** Ends Thunderbird as a person would. */
  quit(): Promise<void>;
}

export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = connect(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error('No greeting.')));
    socket.once('error', reject);
    // The greeting comes first and tells that somebody listens.
    socket.once('data', () => resolve());
  });
  socket.setTimeout(0);
  const command = commander(socket);
  await command('WebDriver:NewSession', {});
  await command('Marionette:SetContext', { value: 'chrome' });
  return {
    execute: async (body, ...args) => {
      const script = `const args = Array.from(arguments); return (async () => { ${body} })();`;
      return value.parse(await command('WebDriver:ExecuteScript', { script, args, newSandbox: true })).value;
    },
    quit: async () => {
      await command('Marionette:Quit', { flags: ['eAttemptQuit'] });
      socket.destroy();
    },
  };
}

function commander(socket: Socket): (name: string, parameters: unknown) => Promise<unknown> {
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  let bytes = Buffer.alloc(0);
  let id = 0;
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (let colon = bytes.indexOf(':'); colon > 0; colon = bytes.indexOf(':')) {
      const length = Number(bytes.subarray(0, colon).toString());
      if (bytes.length < colon + 1 + length) return;
      const [, number, error, result] = reply.parse(JSON.parse(bytes.subarray(colon + 1, colon + 1 + length).toString('utf8')));
      bytes = bytes.subarray(colon + 1 + length);
      const waiter = waiting.get(number);
      waiting.delete(number);
      if (error === null) waiter?.resolve(result);
      else waiter?.reject(new Error(JSON.stringify(failure.parse(error))));
    }
  });
  const lost = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('Thunderbird closed the connection.'));
    waiting.clear();
  };
  socket.on('close', lost).on('error', lost);
  return (name, parameters) =>
    new Promise((resolve, reject) => {
      id += 1;
      const late = setTimeout(() => reject(new Error(`No answer to ${name}: ${JSON.stringify(parameters).slice(0, 300)}`)), PATIENCE);
      waiting.set(id, {
        resolve: (result) => {
          clearTimeout(late);
          resolve(result);
        },
        reject: (error) => {
          clearTimeout(late);
          reject(error);
        },
      });
      const frame = JSON.stringify([0, id, name, parameters]);
      socket.write(`${Buffer.byteLength(frame)}:${frame}`);
    });
}
