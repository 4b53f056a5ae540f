import type { ClientId } from '../model/plan.ts';
import { appleMail } from './apple/index.ts';
import type { Client } from './client.ts';
import { thunderbird } from './thunderbird/index.ts';

/** Every mail program Mailramp can set up, the one it recommends first. */
export const clients: readonly Client[] = [thunderbird, appleMail];

export const clientById = (id: ClientId): Client | undefined => clients.find((client) => client.id === id);
