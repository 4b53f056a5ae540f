import { describe, expect, it } from 'vitest';
import { conflictsOf } from '../../../../electron/core/discovery/merge.ts';
import type { Protocol, Service, SourceId } from '../../../../electron/core/model/service.ts';

const named = (protocol: Protocol, host: string, source: SourceId): Service => ({
  protocol,
  host,
  port: 443,
  security: 'tls',
  username: 'anna@firma.example',
  authentication: ['password-cleartext'],
  sources: [{ source, transport: 'https', at: '2026-01-01T00:00:00.000Z' }],
  trusted: true,
  reasons: [],
  confidence: 0.8,
});

const hosts = (protocol: Protocol, other: string) =>
  conflictsOf([named(protocol, 'mail.firma.example', 'autoconfig'), named(protocol, other, 'srv')]).map((one) => one.other.host);

describe('disagreements', () => {
  it.each(['caldav', 'carddav'] as const)('%s on another host of the same registrable domain is none', (protocol) => {
    expect(hosts(protocol, 'firma.example')).toEqual([]);
  });

  it.each(['caldav', 'carddav'] as const)('%s under another registrable domain is one', (protocol) => {
    expect(hosts(protocol, 'dav.elsewhere.example')).toEqual(['dav.elsewhere.example']);
  });

  it.each(['imap', 'pop3', 'smtp', 'activesync'] as const)('%s on another host of the same domain is one', (protocol) => {
    expect(hosts(protocol, 'imap.firma.example')).toEqual(['imap.firma.example']);
  });
});
