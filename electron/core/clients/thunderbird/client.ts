import { failed } from '../../model/outcome.ts';
import { problemOf } from '../../model/problem.ts';
import type { Client } from '../client.ts';

const missing = () => Promise.resolve(failed(problemOf('client-missing', { client: 'thunderbird' }, ['install-program'])));

export const thunderbird: Client = {
  id: 'thunderbird',
  detect: () => Promise.resolve([]),
  plan: missing,
  apply: missing,
  verify: missing,
  undo: missing,
  open: () => Promise.resolve(false),
};
