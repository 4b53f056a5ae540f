import { redact } from '../../core/diagnostics/index.ts';
import type { Policy } from '../../core/policy/index.ts';
import type { Handler } from '../answer.ts';
import type { Desk } from '../desk.ts';

export const copy =
  ({ shell }: Desk): Handler<'copy'> =>
  ({ text }) => {
    shell.copy(text);
    return Promise.resolve({ copied: true });
  };

/** For helpdesk, who read codes: one `name: value` a line, no sentence, no password, addresses shortened. */
export const report =
  ({ session, opening, world, policy }: Desk): Handler<'report'> =>
  () => {
    const { discovery, verification, result } = session;
    const facts = {
      reference: session.reference,
      at: new Date(world.clock.now()).toISOString(),
      mailramp: opening.version,
      system: opening.os,
      policies: policyLines(policy),
      address: session.address?.text,
      discovery: discovery?.problem?.code ?? discovery?.services.map((one) => `${one.protocol} ${one.host}:${one.port} ${one.security}`),
      tried: discovery?.tried.map((one) => `${one.source} ${one.outcome} ${Math.round(one.ms)} ms`),
      login: verification?.services.map((one) => `${one.protocol} ${one.host}:${one.port} ${one.outcome}`),
      setup: result === undefined ? undefined : `${result.client} ${result.outcome} ${result.problem?.code ?? ''}`.trim(),
      proofs: result?.verified.map((one) => one.kind),
    };
    return Promise.resolve({ text: redact(linesOf(facts), world.machine.home) });
  };

/** What the company set here, and what of it is not obeyed; nothing where it set nothing. */
function policyLines({ decided, refused }: Policy): string[] | undefined {
  const set = decided
    .filter(({ source }) => source !== 'built-in')
    .map(({ setting, value, source }) => `${setting} = ${String(value)} (${source})`);
  const lines = [...set, ...refused.map(({ name = '', reason, source }) => `${name} ${reason} (${source})`)];
  return lines.length === 0 ? undefined : lines;
}

const linesOf = (facts: Record<string, string | readonly string[] | undefined>): string =>
  Object.entries(facts)
    .flatMap(([name, value]) => {
      if (value === undefined) return [];
      return typeof value === 'string' ? [`${name}: ${value}`] : [`${name}:`, ...value.map((one) => `  ${one}`)];
    })
    .join('\n');
