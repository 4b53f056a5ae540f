import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CALLS } from '../../../electron/contract/calls.ts';
import { domainFacts } from '../../../electron/core/domain-check/index.ts';
import { parseAddress } from '../../../electron/core/model/address.ts';
import type { Call } from '../../../electron/main/answer.ts';
import { catalogues } from '../../../electron/main/catalogues.ts';
import { answersOf } from '../../../electron/main/handlers/answers.ts';
import { startOver } from '../../../electron/main/session.ts';
import { createTranslator } from '../../../electron/wording/index.ts';
import { testDesk, type TestDesk } from './desk.ts';

const HOST = 'mail.firma.example';

async function deskFor(typed = 'anna@firma.example', saveTo?: string): Promise<TestDesk> {
  const desk = testDesk(saveTo);
  desk.translate = await createTranslator('en', catalogues.en);
  const address = parseAddress(typed);
  if (address.ok) startOver(desk.session, address.value, 'Anna');
  desk.world.network
    .record('firma.example', { type: 'MX', preference: 10, exchange: HOST }, { type: 'SOA', primary: 'ns1.example.net', minimum: 60 })
    .record(HOST, { type: 'A', value: '198.51.100.7' });
  return desk;
}

const heard: { name: string }[] = [];
const quiet = (signal = new AbortController().signal): Call => ({ signal, emit: (name, event) => void heard.push({ name, ...event }) });

const ask = (desk: TestDesk, name: 'checkDomain' | 'saveCheck', input: unknown, call = quiet()) =>
  desk.world.clock.run(answersOf(desk)[name].run(input, call, desk.trail));

const valueIn = (envelope: unknown) => {
  const { reply: parsed } = z.object({ reply: CALLS.checkDomain.output }).parse(envelope);
  if (!parsed.ok) throw new Error(parsed.problem.code);
  return parsed.value;
};

describe('checkDomain', () => {
  it('says in words how the domain of the given address stands, with the zone to publish, and tells its progress', async () => {
    heard.length = 0;
    const desk = await deskFor();
    const health = valueIn(await ask(desk, 'checkDomain', { fresh: false }));
    expect(health).toMatchObject({ domain: 'firma.example', verdict: 'broken', verdictWord: 'Broken' });
    expect(health.rows.some(({ id, person }) => id === 'autodiscover-missing' && person.startsWith('Outlook'))).toBe(true);
    expect(health.zone).toMatch(/^autodiscover +3600 IN CNAME +mail\.firma\.example\.$/m);
    expect(health.wait).toBe('Once this is published, others may still see the old state for up to 1 minute.');
    expect(heard.some(({ name }) => name === 'checkProgress')).toBe(true);
  });

  it('has nothing to check before an address was given', async () => {
    expect(await ask(testDesk(), 'checkDomain', { fresh: false })).toMatchObject({ reply: { ok: false, problem: { code: 'usage' } } });
  });

  it('ends when the window lets go, and keeps nothing', async () => {
    const desk = await deskFor();
    const abort = new AbortController();
    abort.abort();
    expect(await ask(desk, 'checkDomain', { fresh: false }, quiet(abort.signal))).toMatchObject({
      reply: { ok: false, problem: { code: 'cancelled' } },
    });
    expect(desk.session.check).toBeUndefined();
  });

  it('tells no more than the contract takes, however much a stranger published', async () => {
    const desk = await deskFor();
    for (let index = 0; index < 80; index += 1)
      desk.world.network.record('firma.example', { type: 'TXT', chunks: [`v=spf1 ${'a:x.example '.repeat(900)}-all`] });
    expect(valueIn(await ask(desk, 'checkDomain', { fresh: false })).rows.length).toBeLessThanOrEqual(500);
  });

  it('is forgotten with the address', async () => {
    const desk = await deskFor();
    await ask(desk, 'checkDomain', { fresh: false });
    expect(desk.session.check).toBeDefined();
    const other = parseAddress('bert@other.example');
    if (other.ok) startOver(desk.session, other.value, 'Bert');
    expect(desk.session.check).toBeUndefined();
  });
});

describe('saveCheck', () => {
  it('writes a page, or what was asked and answered, where the person says', async () => {
    for (const format of ['html', 'json'] as const) {
      const file = `/home/anna/check.${format}`;
      const desk = await deskFor('anna@firma.example', file);
      await ask(desk, 'checkDomain', { fresh: false });
      expect(await ask(desk, 'saveCheck', { format })).toEqual({ reply: { ok: true, value: { saved: true, path: file } } });
      expect(desk.asked).toEqual([`save firma.example.${format}`]);
      const text = desk.machine.disk.get(file) ?? '';
      if (format === 'html') expect(text).toMatch(/^<!doctype html>/);
      else expect(z.object({ facts: domainFacts }).parse(JSON.parse(text)).facts.domain).toBe('firma.example');
    }
  });

  it('writes nothing when the person changes their mind, or nothing was checked', async () => {
    const desk = await deskFor();
    expect(await ask(desk, 'saveCheck', { format: 'html' })).toMatchObject({ reply: { ok: false } });
    await ask(desk, 'checkDomain', { fresh: false });
    expect(await ask(desk, 'saveCheck', { format: 'html' })).toEqual({ reply: { ok: true, value: { saved: false } } });
  });
});
