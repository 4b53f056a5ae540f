import type { Source } from '../context.ts';
import { askAutoconfig } from './autoconfig.ts';

/** Thunderbird's database of providers; it gets the domain and nothing of the person. */
export const ISPDB = 'https://autoconfig.thunderbird.net/v1.1/';

export const ispdb: Source = {
  id: 'ispdb',
  find: async (context) => {
    const finding = await askAutoconfig(context, 'ispdb', `${ISPDB}${context.address.domain}`, { standing: 'known', transport: 'https' });
    if (finding !== undefined) context.offer(finding);
  },
};
