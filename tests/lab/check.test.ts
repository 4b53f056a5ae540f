import { describe, expect, it } from 'vitest';
import { OUTPUT } from '../../electron/cli/schemas.ts';
import { documentOf, mailramp } from './lab.ts';

const HOST = ['--expect-host', 'mail.example.test', '--expect-ip', '127.77.0.10', '--expect-ip', '::1'];
const troubles = async (domain: string, more: readonly string[] = HOST) => {
  const { exit, document } = await documentOf(OUTPUT.check, ['check', domain, ...more]);
  const { findings, ...report } = document;
  return { exit, ...report, troubles: findings.filter(({ severity }) => severity !== 'ok' && severity !== 'info') };
};
describe('mailramp check against real servers', () => {
  it('x', async () => {
    for (const domain of ['example.test', 'customer.test', 'recommended.test']) {
      const r = await troubles(domain);
      console.log(domain, r.exit, r.verdict, r.asked, '\n' + r.troubles.map((f) => `${f.severity} ${f.id} <${f.cause ?? ''}> ${JSON.stringify(f.facts).slice(0, 250)}`).join('\n'), '\n' + r.zone);
    }
    console.log((await mailramp(['check', '--domains', '/dev/stdin', ...HOST])).stdout.slice(0, 30));
  });
});
