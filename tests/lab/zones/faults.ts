import type { Fault } from './fault.ts';
import { NAME_FAULTS } from './faults-names.ts';
import { POLICY_FAULTS } from './faults-policies.ts';
import { SERVER_FAULTS } from './faults-server.ts';
import { SPF_FAULTS } from './faults-spf.ts';

/** Every planted fault. */
export const FAULTS: readonly Fault[] = [...NAME_FAULTS, ...SPF_FAULTS, ...POLICY_FAULTS, ...SERVER_FAULTS];

const remedyOf = ({ mend, own, rounds = 1 }: Fault): string => {
  if (mend !== undefined || own?.server !== undefined) return 'by hand';
  return rounds === 1 ? 'by the records' : `by the records, in ${rounds} steps`;
};

/** The table of all of them as it stands in the documents. */
export const faultTable = (): string =>
  [
    '| planted | found | mended |',
    '| --- | --- | --- |',
    ...FAULTS.map((fault) => `| ${fault.what} | \`${fault.finding}\` (${fault.severity}) | ${remedyOf(fault)} |`),
  ].join('\n');
