import { thunderbirdQr, VALUE_GROUPS, valuesByHand } from '../clients/index.ts';
import type { Account } from '../model/account.ts';
import type { PrintedPage, PrintedSection } from '../model/document.ts';
import { singleLine } from '../model/text.ts';
import type { Texts } from './formats.ts';

export interface HandoutOptions {
  texts: Texts;
  /** BCP 47. */
  locale: string;
  /** Whom to ask, in one line: policy or command line say it. */
  support?: string;
}

function androidSection(account: Account, texts: Texts): PrintedSection[] {
  const codes = thunderbirdQr([account]);
  const payload = codes.ok ? codes.value[0] : undefined;
  if (payload === undefined) return [];
  return [
    {
      heading: texts('handout.android.heading'),
      steps: [texts('handout.android.install'), texts('handout.android.scan'), texts('handout.android.password')],
      code: { payload, description: texts('handout.android.code') },
    },
  ];
}

function appleSection(account: Account, texts: Texts): PrintedSection[] {
  const { activesync } = account;
  if (activesync === undefined) return [];
  const values = { host: activesync.host, username: singleLine(activesync.username) };
  return [
    {
      heading: texts('handout.apple.heading'),
      steps: [
        texts('handout.apple.add'),
        texts('handout.apple.manual'),
        texts('handout.apple.values', values),
        texts('handout.apple.save'),
      ],
    },
  ];
}

function valueSections(account: Account, texts: Texts): PrintedSection[] {
  const values = valuesByHand(account);
  const groups = VALUE_GROUPS.flatMap((group) => {
    const rows = values
      .filter((value) => value.group === group)
      .map((value) => ({ name: texts(`handout.value.${value.name}`), value: value.value }));
    return rows.length === 0 ? [] : [{ heading: texts(`handout.group.${group}`), rows }];
  });
  return groups.length === 0 ? [] : [{ heading: texts('handout.values.heading'), paragraphs: [texts('handout.values.intro')] }, ...groups];
}

/** The sheet a person takes along: phone by QR code, every value to type, whom to ask. Never a password. */
export function handoutPage(account: Account, options: HandoutOptions): PrintedPage {
  const { texts, support } = options;
  const name = singleLine(account.fullName);
  const address = singleLine(account.address);
  const contact = singleLine(support ?? '');
  const notes = [texts('handout.notes.password'), ...(contact === '' ? [] : [texts('handout.notes.support', { contact })])];
  return {
    language: options.locale,
    title: texts('handout.title'),
    subtitle: name === '' ? address : texts('handout.subtitle', { name, address }),
    sections: [
      ...androidSection(account, texts),
      ...appleSection(account, texts),
      ...valueSections(account, texts),
      { heading: texts('handout.notes.heading'), paragraphs: notes },
    ],
    footer: texts('handout.footer', { address }),
  };
}
