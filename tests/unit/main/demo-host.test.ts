import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDemoHost } from '../../../electron/main/demo-host.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'mailramp-demo-host-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (content: unknown): string => {
  const file = path.join(folder, 'demo-host.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

describe('readDemoHost', () => {
  it('reads how the demo host is reached and whom it knows', async () => {
    const users = [{ address: 'anna@firma.example', fullName: 'Anna Schmidt', password: 'demo' }];
    await expect(readDemoHost(written({ dns: '127.0.0.1:5353', caPem: 'PEM', portMap: { '443': 8443 }, users }))).resolves.toEqual({
      dns: '127.0.0.1:5353',
      ca: 'PEM',
      address: 'anna@firma.example',
      fullName: 'Anna Schmidt',
      password: 'demo',
      ports: { 443: 8443 },
    });
  });

  it('rejects a file that is no announcement', async () => {
    await expect(readDemoHost(written('{'))).rejects.toThrow();
    await expect(readDemoHost(written({ dns: 'file:///etc/passwd' }))).rejects.toThrow();
    await expect(readDemoHost(path.join(folder, 'absent.json'))).rejects.toThrow();
  });
});
