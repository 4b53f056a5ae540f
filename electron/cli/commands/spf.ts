import { evaluateSpf, isDomain, parseIp, plainDomain, type SpfResult } from '../../core/domain-check/index.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { type Answer, type Call, failure, noDomain, unlike, usage } from '../call.ts';
import { spfLines } from '../print/print-spf.ts';
import { withinTime } from '../within-time.ts';

/** RFC 7208 section 4.6.4 asks for at least this long. */
const PATIENCE = 20_000;

/** `spf DOMAIN --ip IP`: may this address send for this domain? What was found out is an answer, whatever it says. */
export async function spf(call: Call): Promise<Answer> {
  const { given, words } = call;
  const [typed = ''] = given.arguments;
  const domain = plainDomain(typed);
  if (!isDomain(domain)) return failure(noDomain(typed).problem);
  const ip = given.text('ip');
  if (ip === undefined) return failure(usage('missing-option', { option: '--ip' }).problem);
  if (parseIp(ip) === undefined) return failure(unlike('--ip', ip, '192.0.2.10').problem);
  const sender = given.text('sender') ?? `postmaster@${domain}`;
  const result = await withinTime(call, PATIENCE, (signal) =>
    evaluateSpf(
      call.world.network.dns,
      { ip, sender, helo: given.text('helo') ?? domain, domain, seconds: Math.floor(call.world.clock.now() / 1_000) },
      { signal },
    ),
  );
  if (call.signal.aborted) return failure(problemOf('cancelled', {}, ['retry']));
  return { document: result, lines: spfLines(result, ip, words), problem: problemIn(result) };
}

function problemIn({ result, fault, domain }: SpfResult): Problem | undefined {
  if (result !== 'temperror') return undefined;
  if (fault?.reason === 'offline') return problemOf('offline', {}, ['check-network', 'retry']);
  return problemOf('dns-unanswered', { domain: fault?.name ?? domain }, ['check-network', 'retry-later']);
}
