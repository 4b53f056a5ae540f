import { describe, expect, it } from 'vitest';
import { OUTPUT } from '../../../electron/cli/schemas.ts';
import { fakeWorld, type FakeWorld } from '../../fakes/world.ts';
import { mailramp } from './command-line.ts';

const text = (record: string) => ({ type: 'TXT' as const, chunks: [record] });

function zone(record: string): FakeWorld {
  const world = fakeWorld();
  world.network
    .record('firma.example', text(record), { type: 'MX', preference: 10, exchange: 'mail.firma.example' })
    .record('mail.firma.example', { type: 'A', value: '192.0.2.10' })
    .record('why.firma.example', text('%{c} may not, \u001b[31msays %{d} (%{t})'), text('two'))
    .record('ask.firma.example', text('%{c} may not, says %{d}'));
  return world;
}

const json = (out: string) => OUTPUT.spf.parse(JSON.parse(out));

describe('mailramp spf', () => {
  it('says that the mail server may send, what decided and what it cost', async () => {
    const { code, out, err } = await mailramp(['spf', 'Firma.example.', '--ip', '192.0.2.10'], zone('v=spf1 mx -all'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(
      [
        'pass: 192.0.2.10 may send for firma.example.',
        '  Decided by     mx',
        '  Look-ups       1 of 10',
        '  Found nothing  0 of 2',
        '',
        'The way there',
        '  firma.example → pass',
        '    v=spf1 mx -all',
        '    - mx (firma.example): matches',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['v=spf1 -all exp=ask.firma.example', 'fail'],
    ['v=spf1 ~all', 'softfail'],
    ['v=spf1 ?all', 'neutral'],
    ['v=spf1 incude:x.example -all', 'permerror'],
    ['nothing', 'none'],
  ])('ends with 0 for %s, which is an answer: %s', async (record, result) => {
    const { code, out } = await mailramp(['spf', 'firma.example', '--ip', '198.51.100.1', '--json'], zone(record));
    expect(code).toBe(0);
    expect(json(out)).toMatchObject({ domain: 'firma.example', result });
    const told = await mailramp(['spf', 'firma.example', '--ip', '198.51.100.1', '--locale', 'de'], zone(record));
    expect(told).toMatchObject({ code: 0, err: '' });
    expect(told.out).toContain(`${result}: `);
    expect(told.out).not.toMatch(/text\.spf|[{}]/);
  });

  it('passes on what the domain says, without anything a terminal would obey', async () => {
    const { out } = await mailramp(['spf', 'firma.example', '--ip', '198.51.100.1'], zone('v=spf1 -all exp=ask.firma.example'));
    expect(out).toMatch(/The domain says +198\.51\.100\.1 may not, says firma\.example/);
    const hostile = await mailramp(['spf', 'firma.example', '--ip', '198.51.100.1'], zone('v=spf1 \u001b[31m -all'));
    expect(hostile.out).not.toContain('\u001b');
    expect(hostile.out).toContain('character 8');
  });

  it('takes the sender and the greeting into macros', async () => {
    const args = ['spf', 'firma.example', '--ip', '2001:db8::1', '--sender', 'anna@other.example', '--helo', 'mx.other.example', '--json'];
    const world = zone('v=spf1 exists:%{l}.%{o}.%{h}.firma.example -all');
    const { out } = await mailramp(args, world);
    expect(json(out)).toMatchObject({ result: 'fail', lookups: 1, void: 1 });
    expect(world.network.questions).toContainEqual({ name: 'anna.other.example.mx.other.example.firma.example', type: 'A' });
  });

  it('ends with 10 when DNS does not answer, and still shows how far it came', async () => {
    const world = zone('v=spf1 include:silent.example -all');
    world.network.dnsFails('silent.example', 'TXT', 'servfail');
    const { code, out } = await mailramp(['spf', 'firma.example', '--ip', '192.0.2.10', '--json'], world);
    expect(code).toBe(10);
    expect(json(out)).toMatchObject({
      result: 'temperror',
      problem: { code: 'dns-unanswered', facts: { domain: 'silent.example' } },
      tree: { result: 'temperror', terms: [{ text: 'include:silent.example', node: { result: 'temperror' } }] },
    });
  });

  it('ends with 10 when the time is over', async () => {
    const world = zone('v=spf1 mx -all');
    world.network.dnsFails('firma.example', 'TXT', 'servfail', 600_000);
    const { code, out } = await mailramp(['spf', 'firma.example', '--ip', '192.0.2.10', '--timeout', '1', '--json'], world);
    expect(code).toBe(10);
    expect(json(out).result).toBe('temperror');
  });

  it('ends with 40 when the person has had enough', async () => {
    const controller = new AbortController();
    controller.abort();
    const typed = { signal: controller.signal };
    expect((await mailramp(['spf', 'firma.example', '--ip', '192.0.2.10'], zone('v=spf1 mx -all'), typed)).code).toBe(40);
  });

  it.each([
    [['spf', 'firma.example']],
    [['spf', 'firma', '--ip', '192.0.2.10']],
    [['spf', 'a..example', '--ip', '192.0.2.10']],
    [['spf', '[192.0.2.1]', '--ip', '192.0.2.10']],
    [['spf', 'firma.example', '--ip', '192.0.2.256']],
    [['spf', '--ip', '192.0.2.10']],
  ])('does not understand %j', async (args) => {
    const { code, err } = await mailramp(args, zone('v=spf1 mx -all'));
    expect(code).toBe(2);
    expect(err).toMatch(/--ip|DOMAIN|domain name|firma|a\.\.example/);
  });

  it('asks for a name in any script as DNS writes it', async () => {
    const world = fakeWorld();
    world.network.record('xn--mller-kva.example', text('v=spf1 ip4:192.0.2.0/24 -all'));
    const { out } = await mailramp(['spf', 'Müller.example', '--ip', '::ffff:192.0.2.7', '--json'], world);
    expect(json(out)).toMatchObject({ domain: 'xn--mller-kva.example', result: 'pass', mechanism: 'ip4:192.0.2.0/24' });
  });
});
