import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** What the demo host writes down about itself once it answers. */
const announcement = z.object({
  /** `HOST:PORT` of its name server. */
  dns: z.string().regex(/^[\d.]+:\d{1,5}$/),
  caPem: z.string().optional(),
  caFile: z.string().optional(),
  users: z.array(z.object({ address: z.string().max(320), fullName: z.string().max(200).default('') })).default([]),
});

export interface DemoHost {
  dns: string;
  ca: string;
  address: string;
  fullName: string;
}

/** Reads the announcement of a demo host; rejects when the file is not one. */
export async function readDemoHost(file: string): Promise<DemoHost> {
  const { dns, caPem, caFile, users } = announcement.parse(JSON.parse(await readFile(file, 'utf8')));
  const ca = caPem ?? (caFile === undefined ? '' : await readFile(caFile, 'utf8'));
  const [first] = users;
  return { dns, ca, address: first?.address ?? '', fullName: first?.fullName ?? '' };
}
