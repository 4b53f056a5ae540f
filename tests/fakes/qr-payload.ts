import { z } from 'zod';

const line = z.string().regex(/^[^\r\n]*$/);
const host = z.string().regex(/^[a-z0-9.-]+$/);
const port = z.number().int().min(1).max(65535);
const protection = z.union([z.literal(2), z.literal(3)]);
const accepted = [0, 1, 2, 5, 6];
const login = z.number().refine((code) => accepted.includes(code));

const incoming = z.tuple([z.union([z.literal(0), z.literal(1)]), host, port, protection, login, line]);
const outgoing = z.tuple([z.literal(0), host, port, protection, login, line]);
const identity = z.tuple([
  z
    .string()
    .max(254)
    .regex(/^[\x21-\x7e]{1,64}@[a-z0-9.-]+$/),
  line,
]);
const groups = z.tuple([z.tuple([outgoing, identity])]);

export interface QrPayload {
  sequence: [number, number];
  accounts: { incoming: z.infer<typeof incoming>; identity: z.infer<typeof identity> }[];
}

/** Reads a payload as strictly as the app does (format 1, 2025-02-06): one bad value and the whole code is refused. */
export function readQrPayload(text: string): QrPayload {
  const [version, misc, ...rest] = z.array(z.unknown()).parse(JSON.parse(text));
  z.literal(1).parse(version);
  const sequence = z.tuple([z.number().int().min(1), z.number().int().min(1)]).parse(misc);
  if (rest.length === 0 || rest.length % 2 !== 0) throw new Error('incoming and groups come in pairs');
  const accounts: QrPayload['accounts'] = [];
  for (let index = 0; index < rest.length; index += 2) {
    const [[, person]] = groups.parse(rest[index + 1]);
    accounts.push({ incoming: incoming.parse(rest[index]), identity: person });
  }
  return { sequence, accounts };
}
