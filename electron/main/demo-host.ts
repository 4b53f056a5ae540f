import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** What the demo host writes down about itself once it answers. */
const announcement = z.object({
  /** `HOST:PORT` of its name server. */
  dns: z.string().regex(/^[\d.]+:\d{1,5}$/),
  caPem: z.string().optional(),
  caFile: z.string().optional(),
  /** Usual ports to those that answer instead, where the demo host may not listen on the usual ones. */
  portMap: z.record(z.string().regex(/^\d{1,5}$/), z.number().int().min(1).max(65_535)).default({}),
  users: z
    .array(z.object({ address: z.string().max(320), fullName: z.string().max(200).default(''), password: z.string().max(200).default('') }))
    .default([]),
});

export interface DemoHost {
  dns: string;
  ca: string;
  ports: Record<number, number>;
  address: string;
  fullName: string;
  /** Opens nothing but the demo host; the window shows it. */
  password: string;
}

/** Reads the announcement of a demo host; rejects when the file is not one. */
export async function readDemoHost(file: string): Promise<DemoHost> {
  const { dns, caPem, caFile, portMap, users } = announcement.parse(JSON.parse(await readFile(file, 'utf8')));
  const ca = caPem ?? (caFile === undefined ? '' : await readFile(caFile, 'utf8'));
  const [first] = users;
  return { dns, ca, ports: portMap, address: first?.address ?? '', fullName: first?.fullName ?? '', password: first?.password ?? '' };
}
