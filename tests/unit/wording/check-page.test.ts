import { describe, expect, it } from 'vitest';
import { checkPage } from '../../../electron/wording/check-page.ts';
import type { SaidFinding, SaidReport } from '../../../electron/wording/check-words.ts';
import { html } from '../../../electron/wording/markup.ts';

const EVIL = `</pre><script>alert(1)</script><img src=x onerror="alert(2)">'&`;
const row = (more: Partial<SaidFinding>): SaidFinding => ({
  row: '0',
  id: 'mx-elsewhere',
  area: EVIL,
  severity: 'fail',
  severityWord: EVIL,
  person: EVIL,
  technical: EVIL,
  who: 'zone',
  whoWords: EVIL,
  fixes: [
    { kind: 'publish', label: EVIL, text: EVIL },
    { kind: 'step', label: EVIL, text: EVIL },
  ],
  ...more,
});
const said: SaidReport = {
  domain: EVIL,
  verdict: 'broken',
  verdictWord: EVIL,
  sentence: EVIL,
  rows: [row({}), row({ row: '1', cause: '0', person: 'an effect' }), row({ row: '2', severity: 'ok', who: 'nobody' })],
};
const texts = (key: string): string => `[${key}]`;
const page = (report: SaidReport, zone = EVIL, wait?: string): string =>
  checkPage({ said: report, zone, wait, asked: { questions: 60, ms: 105 }, at: new Date('2026-11-22T12:00:00Z'), language: 'en' }, texts);

describe('the page of a check', () => {
  it('lets no text of a stranger become markup', () => {
    const text = page(said);
    expect(text).not.toMatch(/<script|<img|onerror="/);
    expect(text.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(10);
  });

  it('loads nothing and runs nothing', () => {
    const text = page(said);
    expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(text).not.toMatch(/<\w+[^>]*\b(src|href)=/);
  });

  it('stands by itself: a language, a title, a heading, and what follows from a finding inside of it', () => {
    const text = page(said);
    expect(text).toMatch(/^<!doctype html>\s*<html lang="en">/);
    expect(text).toContain('<title>[health:page.title]</title>');
    expect(text.match(/<h1>/g)).toHaveLength(1);
    expect(text.match(/an effect/g)).toHaveLength(1);
    expect(text.indexOf('an effect')).toBeLessThan(text.indexOf('</ul>'));
  });

  it('names first who has the gravest to do, and last what nobody has to', () => {
    const acting = (['nobody', 'registrar', 'zone'] as const).map((who, index) => row({ row: String(index), who, whoWords: `-${who}-` }));
    const order = [...page({ ...said, rows: acting }).matchAll(/<h2>-(\w+)-</g)].map(([, who]) => who);
    expect(order).toEqual(['registrar', 'zone', 'nobody']);
  });

  it('says below the records when the world will see them, and nothing where there are none', () => {
    expect(page(said, '$ORIGIN example.org.\n', 'up to 1 hour')).toMatch(/<\/pre>\s*<p>up to 1 hour<\/p>/);
    expect(page(said, '', 'up to 1 hour')).not.toContain('up to 1 hour');
  });

  it('keeps every line of the zone as it is to be pasted', () => {
    const zone = '$ORIGIN example.org.\ndkim._domainkey   3600 IN TXT ( "a"\n                                "b" )\n';
    expect(page(said, zone)).toContain(`<pre>${zone.replaceAll('"', '&quot;')}</pre>`);
  });

  it('says so when no record is missing', () => {
    expect(page({ ...said, rows: [] }, '')).toContain('[health:page.zone-none]');
  });
});

describe('markup', () => {
  it('takes what it made itself as it is, and everything else as text', () => {
    expect(html`<p>${'<b>'}${html`<i>${1}</i>`}${[html`a`, html`b`]}</p>`.markup).toBe('<p>&lt;b&gt;<i>1</i>ab</p>');
  });
});
