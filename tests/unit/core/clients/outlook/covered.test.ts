import { describe, expect, it } from 'vitest';
import { codeOf, computerWith, setUp } from './set-up.ts';

const redirectUrl = 'https://autodiscover.firma.example/autodiscover/autodiscover.xml';
const PLACES = [
  ['auto', 'imap', { autodiscover: 'imap' }],
  ['eas', 'activesync', {}],
  ['pop-imap', 'imap', {}],
] as const;

describe('a window that opens over a page while that is filled in', () => {
  it.each(PLACES)('is answered first, and then the page is filled in (%s)', async (at, kind, request) => {
    for (const look of [0, 1] as const) {
      const computer = computerWith({ trouble: 'redirect', at, late: true, redirectUrl, look, autodiscover: 'imap' });
      const run = await setUp(computer, kind, request);
      expect(codeOf(run)).toBe('ok');
      expect(computer.desk.log.filter((line) => line === 'answered Microsoft Outlook 1')).toHaveLength(1);
      expect(run.entries.map(({ page }) => page)).toContain('redirect-prompt');
    }
  });

  it.each([
    ['message', { window: 'message-box', title: 'Microsoft Outlook' }],
    ['certificate', { window: 'certificate-warning' }],
    ['credentials', { window: 'credential-prompt' }],
  ] as const)('is what stops it, not the page that lies below (%s)', async (trouble, facts) => {
    for (const [at, kind] of PLACES.slice(1)) {
      const computer = computerWith({ trouble, at, late: true });
      const before = computer.registry.snapshot();
      const run = await setUp(computer, kind);
      expect(run.result).toMatchObject({ ok: false, problem: { code: 'unexpected-window', facts } });
      expect([computer.registry.snapshot(), computer.desk.dialogs]).toEqual([before, []]);
    }
  });

  it('does not hide that a program ended under it', async () => {
    const run = await setUp(computerWith({ trouble: 'crash', at: 'eas', late: true }));
    expect(run.result).toMatchObject({ ok: false, problem: { code: 'control-not-found', facts: { reason: 'gone' } } });
  });
});
