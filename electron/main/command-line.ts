import { readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { z } from 'zod';

/** What the person who starts the window may say beforehand. */
export interface Launch {
  address: string;
  fullName: string;
  details: boolean;
  locale: 'en' | 'de' | undefined;
  /** `ADDRESS:PORT` (RFC 3986 section 3.2.2 for IPv6) of the only name server to ask. */
  dns: string | undefined;
  /** PEM text of an extra trust anchor. */
  ca: string | undefined;
  /** File in which the demo host says how it is reached; never read by an installed Mailramp. */
  demoHost: string | undefined;
  /** Switches whose value could not be used. */
  ignored: string[];
}

const LARGEST_PEM = 1_000_000;

const oneLine = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}]+$/u);
const nameServer = z.string().refine((text) => {
  const [, address = '', port = ''] = /^(.{2,47}):(\d{1,5})$/.exec(text) ?? [];
  const bare = address.startsWith('[') && address.endsWith(']') ? address.slice(1, -1) : address;
  return isIP(bare) === (bare === address ? 4 : 6) && Number(port) >= 1 && Number(port) <= 65_535;
});
const trustAnchor = z.string().transform((file, context) => {
  const pem = readSmallFile(file);
  if (pem?.includes('-----BEGIN CERTIFICATE-----')) return pem;
  context.addIssue({ code: 'custom', message: 'no certificate' });
  return z.NEVER;
});

function readSmallFile(file: string): string | undefined {
  try {
    return statSync(file).size <= LARGEST_PEM ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

const text = { type: 'string' } as const;
const OPTIONS = { address: text, name: text, details: { type: 'boolean' }, locale: text, dns: text, ca: text, 'demo-host': text } as const;

/**
 * Reads `--address`, `--name`, `--details`, `--locale`, `--dns`, `--ca` (and `--demo-host` unless `packaged`) out of a
 * command line that also carries switches of Electron and Chromium. What is not usable is left out and named in `ignored`.
 */
export function readCommandLine(args: readonly string[], packaged: boolean): Launch {
  const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: false, allowPositionals: true });
  const ignored: string[] = [];
  const read = <Value>(name: keyof typeof OPTIONS, schema: z.ZodType<Value>): Value | undefined => {
    if (values[name] === undefined) return undefined;
    const parsed = schema.safeParse(values[name]);
    if (!parsed.success) ignored.push(`--${name}`);
    return parsed.data;
  };
  return {
    address: read('address', oneLine(320)) ?? '',
    fullName: read('name', oneLine(200)) ?? '',
    details: values.details === true,
    locale: read('locale', z.enum(['en', 'de'])),
    dns: read('dns', nameServer),
    ca: read('ca', trustAnchor),
    demoHost: packaged ? undefined : read('demo-host', z.string().min(1)),
    ignored,
  };
}
