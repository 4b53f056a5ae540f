import type { Account } from '../../core/model/account.ts';
import type { ExportedDocument } from '../../core/model/document.ts';
import { failed, type Outcome, succeeded } from '../../core/model/outcome.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { qrSvg, thunderbirdQr, valuesByHand as valuesOf } from '../../core/clients/index.ts';
import { exportAccount } from '../../core/exports/index.ts';
import type { Input } from '../../contract/calls.ts';
import { renderDocument } from '../../platform/documents/render-document.ts';
import { accountOf } from '../account.ts';
import { receiptPage } from '../receipt.ts';
import type { Handler } from '../answer.ts';
import type { Desk } from '../desk.ts';

/** QR pictures that Thunderbird for Android reads; no password is in them. */
export const phone =
  ({ onboarding, session }: Desk): Handler<'phone'> =>
  async () => {
    const account = accountOf(onboarding, session);
    const payloads = account.ok ? thunderbirdQr([account.value]) : account;
    return payloads.ok ? succeeded({ codes: await Promise.all(payloads.value.map((payload) => qrSvg(payload))) }) : payloads;
  };

export const valuesByHand =
  ({ onboarding, session }: Desk): Handler<'valuesByHand'> =>
  () => {
    const account = accountOf(onboarding, session);
    return Promise.resolve(account.ok ? succeeded({ values: valuesOf(account.value) }) : account);
  };

/** Asks where, then writes the whole document or nothing. */
export const save =
  (desk: Desk): Handler<'save'> =>
  async ({ format }) => {
    const { onboarding, session, shell, world, trail } = desk;
    const account = accountOf(onboarding, session);
    const document = account.ok ? await documentFor(desk, account.value, format) : account;
    if (!document.ok) return document;
    const path = await shell.askWhereToSave(document.value.name);
    if (path === undefined) return succeeded({ saved: false });
    try {
      await world.machine.files.writeAtomic(path, await renderDocument(document.value), 0o600);
    } catch (error) {
      trail.failure('not-saved', error);
      return failed(problemOf('file-unwritable', { path }, ['retry', 'copy-report']));
    }
    trail.note('saved', { format });
    return succeeded({ saved: true, path });
  };

async function documentFor(desk: Desk, account: Account, format: Input<'save'>['format']): Promise<Outcome<ExportedDocument, Problem>> {
  const { translate, opening, policy } = desk;
  const { companyName, helpdeskContact } = policy.values;
  if (format === 'receipt') return receiptOf(desk, account);
  return exportAccount(account, format, {
    texts: (key, values = {}) => translate(`documents:${key}`, { ...values }),
    locale: opening.locale,
    ...(companyName === undefined ? {} : { organization: companyName }),
    ...(helpdeskContact === undefined ? {} : { support: helpdeskContact }),
  });
}

function receiptOf({ session, world, translate, opening }: Desk, account: Account): Outcome<ExportedDocument, Problem> {
  const { result, reference } = session;
  if (result === undefined) return failed(problemOf('usage', {}, ['retry']));
  const page = receiptPage({ account, result, reference, now: new Date(world.clock.now()), language: opening.locale }, translate);
  return succeeded({ render: 'pdf', name: `${reference}.pdf`, mime: 'application/pdf', page });
}
