import log from 'electron-log/node';
import path from 'node:path';
import { redactDeep } from '../core/diagnostics/index.ts';

/** What happened in this run, for helpdesk: one JSON line an event, redacted before it is written. */
export interface Trail {
  note(event: string, facts?: Record<string, unknown>): void;
  /** A bug: keeps where it happened and gives the id that a person can read out. */
  failure(event: string, error: unknown): string;
}

export interface TrailOptions {
  /** Folder for `trail.log`; it is kept under 1 MB. */
  folder: string;
  home: string;
  /** Stands on every line, so that a person's reference id finds the run. */
  reference: string;
  now: () => Date;
}

export function openTrail({ folder, home, reference, now }: TrailOptions): Trail {
  const file = log.create({ logId: 'trail' });
  file.transports.console.level = false;
  file.transports.file.level = 'info';
  file.transports.file.maxSize = 1_000_000;
  file.transports.file.format = '{text}';
  file.transports.file.resolvePathFn = () => path.join(folder, 'trail.log');
  let failures = 0;

  const note = (event: string, facts: Record<string, unknown> = {}): void => {
    const line = redactDeep({ at: now().toISOString(), reference, event, ...facts }, home);
    file.info(JSON.stringify(line));
  };
  return {
    note,
    failure(event, error) {
      failures += 1;
      const id = `${reference}-${failures}`;
      const { name, message, stack } = error instanceof Error ? error : { name: typeof error, message: String(error), stack: '' };
      note(event, { failure: id, name, message, stack });
      return id;
    },
  };
}
