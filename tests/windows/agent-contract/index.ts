import type { WindowAgent } from '../../../electron/core/world/windows.ts';
import { dying, hanging, waiting } from './limits.ts';
import { pressing } from './pressing.ts';
import { type DialogSettings, type OpenDialogs, person, type Points } from './scene.ts';
import { seeing } from './seeing.ts';
import { setting } from './setting.ts';

export type { DialogSettings, OpenDialogs } from './scene.ts';

export interface ContractPoint {
  name: string;
  run(): Promise<void>;
}

const GROUPS: readonly { settings: DialogSettings; points: Points }[] = [
  { settings: {}, points: { ...seeing, ...setting, ...pressing, ...waiting } },
  { settings: { trouble: 'hang', at: 'choose' }, points: hanging },
  { settings: { trouble: 'crash', at: 'choose' }, points: dying },
];

/**
 * What every WindowAgent must do, against the replica of the Mail applet. Plain asserts: runs wherever Windows' Node runs.
 * Each point opens dialogs of its own.
 */
export function agentContract(agent: WindowAgent, openDialogs: (settings: DialogSettings) => Promise<OpenDialogs>): ContractPoint[] {
  return GROUPS.flatMap(({ settings, points }) =>
    Object.entries(points).map(([name, check]) => ({
      name,
      run: async () => {
        const dialogs = await openDialogs(settings);
        try {
          await check({ agent, dialogs, hands: person(agent, dialogs) });
        } finally {
          await dialogs.close();
        }
      },
    })),
  );
}
