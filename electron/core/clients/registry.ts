import type { ClientId } from '../model/plan.ts';
import { appleMail } from './apple/index.ts';
import type { Client } from './client.ts';
import { outlook, outlookActiveSync, outlookImap, outlookPop3 } from './outlook/index.ts';
import { thunderbird } from './thunderbird/index.ts';

/** Every mail program Mailramp can set up, the one it recommends first. */
export const clients: readonly Client[] = [thunderbird, appleMail, outlook];

/** The same programs with the kind of account named: asked for by name, never offered beside themselves. */
const byName: readonly Client[] = [outlookActiveSync, outlookImap, outlookPop3];

export const clientById = (id: ClientId): Client | undefined => [...clients, ...byName].find((client) => client.id === id);
