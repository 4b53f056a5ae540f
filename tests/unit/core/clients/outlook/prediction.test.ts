import { describe, expect, it } from 'vitest';
import { predict, type PredictionFacts } from '../../../../../electron/core/clients/outlook/prediction.ts';

const mailcow = { activesync: true, imap: true, dav: true };
const free = { activesyncForbidden: false, imapForbidden: false };
const classic = (product: '2013' | '2016' | '2019' | '2021' | '2024' | '365' | 'older', version?: string): PredictionFacts['outlook'] => ({
  kind: 'classic',
  product,
  ...(version === undefined ? {} : { version }),
});
const judge = (outlook: PredictionFacts['outlook'], more: Partial<PredictionFacts> = {}) =>
  predict({ outlook, server: mailcow, autodiscover: 'imap', policy: free, ...more });

describe('ActiveSync in the Outlook family', () => {
  it.each([
    ['2010 and older', classic('older'), 'impossible', ['outlook-too-old']],
    ['2013', classic('2013'), 'possible', ['best-known-combination', 'autodiscover-offers-something-else', 'manual-page-needed']],
    ['2016', classic('2016'), 'possible', ['best-known-combination', 'autodiscover-offers-something-else', 'manual-page-needed']],
    ['2019', classic('2019'), 'possible', ['engine-present-reports-differ', 'autodiscover-offers-something-else', 'manual-page-needed']],
    ['2021 before 2408', classic('2021', '16.0.16130.20000'), 'unlikely', ['reports-differ-widely']],
    ['2021 from 2408', classic('2021', '16.0.17928.20000'), 'unlikely', ['reports-differ-widely', 'new-device-at-each-start']],
    ['LTSC 2024', classic('2024', '16.0.17932.20000'), 'unlikely', ['reports-differ-widely', 'new-device-at-each-start']],
    ['Microsoft 365', classic('365', '16.0.18000.1'), 'unlikely', ['reports-differ-widely', 'new-device-at-each-start']],
    ['Microsoft 365, build unknown', classic('365'), 'unlikely', ['reports-differ-widely', 'new-device-at-each-start']],
    ['Microsoft 365 version 2401', classic('365', '16.0.17231.20194'), 'unlikely', ['build-cannot-connect']],
    ['new Outlook', { kind: 'new' } as const, 'impossible', ['new-outlook-has-no-activesync']],
    ['Outlook for Mac', { kind: 'mac' } as const, 'impossible', ['mac-has-no-activesync']],
  ])('%s', (_name, outlook, likelihood, codes) => {
    const { activesync } = judge(outlook);
    expect(activesync.likelihood).toBe(likelihood);
    expect(activesync.reasons.map((reason) => reason.code)).toEqual(codes);
  });

  it.each(['2013', '2016', '2019'] as const)('comes by itself in %s when autodiscover offers it to Outlook', (product) => {
    expect(judge(classic(product), { autodiscover: 'activesync' })).toMatchObject({
      activesync: { likelihood: 'automatic' },
      recommended: 'outlook-activesync',
    });
  });

  it('needs a server that speaks it', () => {
    const { activesync } = judge(classic('2016'), { server: { ...mailcow, activesync: false } });
    expect(activesync).toEqual({ likelihood: 'impossible', reasons: [{ code: 'server-lacks-activesync', source: 'this-discovery' }] });
  });

  it('gives way to a policy', () => {
    const { activesync, recommended } = judge(classic('2016'), { policy: { activesyncForbidden: true, imapForbidden: false } });
    expect(activesync.likelihood).toBe('impossible');
    expect(recommended).toBe('outlook-imap');
  });
});

describe('IMAP in the Outlook family', () => {
  it.each([
    ['automatic page', classic('365'), 'imap', 'automatic'],
    ['manual page, autodiscover says ActiveSync', classic('365'), 'activesync', 'possible'],
    ['manual page, autodiscover is silent', classic('365'), 'nothing', 'possible'],
    ['new Outlook', { kind: 'new' } as const, 'imap', 'possible'],
    ['Outlook for Mac', { kind: 'mac' } as const, 'imap', 'possible'],
  ] as const)('%s', (_name, outlook, autodiscover, likelihood) => {
    expect(judge(outlook, { autodiscover }).imap.likelihood).toBe(likelihood);
  });

  it('in new Outlook says where the password goes and sends the person elsewhere', () => {
    const found = judge({ kind: 'new' });
    expect(found.imap.reasons.map((reason) => reason.code)).toContain('password-goes-to-microsoft');
    expect(found.recommended).toBe('other-program');
    expect(found.calendarAndContacts).toEqual({ activesync: 'not-available', imap: 'not-available' });
  });

  it('is impossible without a server for it, and then another program is recommended', () => {
    const found = judge(classic('365'), { server: { activesync: true, imap: false, dav: true } });
    expect(found.imap.likelihood).toBe('impossible');
    expect(found.recommended).toBe('other-program');
  });

  it('gets calendar and contacts through CalDav Synchronizer in classic Outlook', () => {
    expect(judge(classic('365')).calendarAndContacts).toEqual({ activesync: 'included', imap: 'caldav-synchronizer' });
  });
});
