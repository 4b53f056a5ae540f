import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type Bed, openBed } from './bed.ts';
import { ADDRESS, product, settingsFile, windowsNode } from './office.ts';

const KEY = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Mailramp';
const USER = 'HKEY_CURRENT_USER\\SOFTWARE\\Policies\\Mailramp';

/** Text as REG_MULTI_SZ of a registry file has it: UTF-16, each entry and the whole ended by a zero. */
const multi = (...texts: string[]): string => {
  const bytes = Buffer.from(`${texts.join('\0')}\0\0`, 'utf16le');
  return `hex(7):${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(',')}`;
};

const report = z.object({
  decided: z.array(z.object({ setting: z.string(), value: z.unknown().optional(), source: z.string(), place: z.string().optional() })),
  refused: z.array(z.object({ name: z.string().optional(), reason: z.string() })),
});
const result = z.object({ outcome: z.string(), problem: z.object({ code: z.string(), whose: z.string() }) });

let bed: Bed;
beforeAll(async () => {
  bed = await openBed();
  await bed.register(
    [
      `[${KEY}]`,
      '"CompanyName"="Müller & Söhne"',
      '"ShowPassword"=dword:00000001',
      '"AllowActiveSync"=dword:00000000',
      `"PinnedHosts"=${multi('mail.hoster.example', 'smtp.hoster.example')}`,
      '"AccentColor"="no colour"',
      '"ImapPassword"="canary-Pa55"',
      '',
      `[${KEY}\\Domains]`,
      '"2"="werk.example"',
      '"1"="firma.example"',
      '',
      `[${USER}]`,
      '"CompanyName"="Somebody else"',
      '"ProfileName"="Firma {address}"',
    ].join('\n'),
  );
});
afterAll(async () => {
  await bed.remove(KEY);
  await bed.remove(USER);
  await bed.close();
});

const mailramp = (...args: string[]) => bed.run(windowsNode, [bed.windowsPath(product), ...args]);

it('the product on Windows reads what Group Policy wrote, and tells what it refuses', async () => {
  const { code, stdout } = await mailramp('doctor', '--policies', '--json');
  expect(code).toBe(0);
  const { decided, refused } = report.parse(JSON.parse(stdout));
  const set = decided.filter(({ source }) => source !== 'built-in').map(({ setting, value, source }) => [setting, value, source]);
  expect(set).toEqual([
    ['companyName', 'Müller & Söhne', 'machine-policy'],
    ['domains', ['firma.example', 'werk.example'], 'machine-policy'],
    ['showPassword', true, 'machine-policy'],
    ['profileName', 'Firma {address}', 'user-policy'],
    ['allowActiveSync', false, 'machine-policy'],
    ['pinnedHosts', ['mail.hoster.example', 'smtp.hoster.example'], 'machine-policy'],
  ]);
  expect(refused.map(({ name, reason }) => `${name ?? ''} ${reason}`).sort()).toEqual(['AccentColor bad-value', 'ImapPassword secret']);
  expect(stdout).not.toContain('canary');
});

it('the product on Windows sets up no kind of account that the policy forbids', async () => {
  const { code, stdout } = await mailramp(
    ...['setup', ADDRESS, '--client', 'outlook-activesync', '--settings', settingsFile(bed), '--dry-run', '--json'],
  );
  expect(code).toBe(28);
  expect(result.parse(JSON.parse(stdout))).toMatchObject({ outcome: 'failed', problem: { code: 'forbidden-by-policy', whose: 'policy' } });
});
