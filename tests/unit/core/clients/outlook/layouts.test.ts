import { describe, expect, it } from 'vitest';
import type { PageId } from '../../../../../electron/core/clients/outlook/dialogs/pages.ts';
import { recognise } from '../../../../../electron/core/clients/outlook/dialogs/recognise.ts';
import type { ControlFacts } from '../../../../../electron/core/world/windows.ts';

/** A control in one word: `Edit`, `Password`, `Radio:caption`, `Push#id:caption`, `Page(` … `)` for a child dialog. */
function controls(script: string): ControlFacts[] {
  const made: ControlFacts[] = [];
  const parents = [1];
  for (const word of script.split('|').map((part) => part.trim())) {
    if (word === ')') {
      parents.pop();
      continue;
    }
    const [head = '', caption = ''] = word.split(/:(.*)/s);
    const [kind = '', id] = head.replace('(', '').split('#');
    const known: Record<string, [string, number]> = {
      Edit: ['RICHEDIT50W', 0],
      Password: ['Edit', 0x20],
      Push: ['Button', 0],
      Default: ['Button', 1],
      Radio: ['Button', 9],
      Check: ['Button', 3],
      Group: ['Button', 7],
      Text: ['Static', 0],
      Combo: ['ComboBox', 3],
      List: ['SysListView32', 1],
      Tab: ['SysTabControl32', 0],
      Slider: ['msctls_trackbar32', 0],
      Progress: ['msctls_progress32', 0],
      Page: ['#32770', 0],
    };
    const [className, style] = known[kind] ?? [kind, 0];
    const handle = 10 + made.length;
    const parent = parents.at(-1) ?? 1;
    made.push({
      handle,
      className,
      id: Number(id ?? 500 + made.length),
      caption,
      style,
      enabled: true,
      visible: true,
      index: made.length,
      parent,
    });
    if (head.endsWith('(')) parents.push(handle);
  }
  return made;
}

const look = (script: string, title = 'Xyz', wizard = false) =>
  recognise(
    { handle: 1, className: '#32770', title, processId: 1, enabled: true, visible: true },
    controls(script),
    wizard ? { wizard: 1 } : {},
  );

const captionsOf = (found: ReturnType<typeof look>, ...roles: (keyof typeof found.controls)[]): (string | undefined)[] =>
  roles.map((role) => found.controls[role]?.caption);

describe('layouts of other versions', () => {
  it.each<[string, PageId, string, string?]>([
    [
      'Mail as a property sheet',
      'mail',
      'Tab | Page( | Text:Seti: | List | Push:A... | Push:B | Push:C | Push:D... | Radio:E | Radio:F | Combo | ) | Default#1:Da | Push#2:Ne | Push:G',
    ],
    ['Mail Setup with pictures and texts', 'mail-setup', 'Text:a | Push:A... | Text:b | Push:B... | Text:c | Push:C... | Push#1:D'],
    [
      'the automatic page of 2010, with text messages',
      'auto',
      'Page( | Radio:a | Text:b | Edit | Text:c | Edit | Text:d | Password | Text:e | Password | Radio:f | Radio:g | ) | Push:< B | Default:N > | Push#2:C',
    ],
    [
      'services with their texts beside them',
      'choose-service',
      'Page( | Radio: | Text:Microsoft Exchange | Radio: | Text:Outlook.com / Exchange ActiveSync | Radio: | Text:POP / IMAP | ) | Push:< B | Default:N > | Push#2:C',
    ],
    [
      'services of 2016, which ask for an address',
      'choose-service',
      'Page( | Radio:Office 365 | Text:a | Text:E-mail Address: | Edit | Radio:POP or IMAP | Text:POP or IMAP e-mail accounts | Radio:Exchange ActiveSync | Text:Services that use Exchange ActiveSync | ) | Push:< B | Default:N > | Push#2:C',
    ],
    [
      'services of 2013, which list other servers',
      'choose-service',
      'Page( | Radio:Microsoft Exchange Server | Radio:Outlook.com or Exchange ActiveSync compatible service | Radio:POP or IMAP | Radio:Other | List | ) | Push:< B | Default:N > | Push#2:C',
    ],
    ['a window that shows progress', 'unknown', 'Text:Please wait | Progress | Push#2:Cancel', 'Microsoft Outlook'],
    [
      'ActiveSync with a list for the months',
      'eas',
      'Page( | Group:a | Text:b | Edit | Text:c | Edit | Group:d | Text:e | Edit | Group:f | Text:g | Edit | Text:h | Password | Check:i | Text:j | Combo | ) | Push:< B | Default:N > | Push#2:C',
    ],
    [
      'POP3 with a data file to choose',
      'pop-imap',
      'Page( | Text:a | Edit | Text:b | Edit | Text:c | Combo | Text:d | Edit | Text:e | Edit | Text:f | Edit | Text:g | Password | Check:h | Check:i | Push:J... | Check:k | Radio:l | Radio:m | Edit | Push:N | Push:O... | ) | Push:< B | Default:N > | Push#2:C',
    ],
    ['a test with two tabs', 'test', 'Tab | Page( | List | ) | Push:a | Push#2:b'],
    ['a test with details', 'test', 'Text:x | Push:Details >> | Push:a | Push#2:b | List'],
    ['a test whose tasks are mere texts', 'test', 'Text:Log onto server: Completed | Push:a | Push#2:b', 'Test Account Settings'],
    ['Mail Setup without data files', 'mail-setup', 'Push:a... | Push:Show Profiles... | Push#2:Close', 'Mail Setup - Outlook'],
    ['a message in an unknown language', 'message-box', 'Static-icon | Text:Blabla | Push#1:Si | Push#2:No'],
    [
      'a warning',
      'certificate-warning',
      'Text:Information you exchange. | Text:The security certificate is from a stranger. | Push:Yes | Push:No | Push:View',
    ],
    ['a warning that asks with a known title', 'certificate-warning', 'Text:Xyz | Push:A | Push:B', 'Internetsicherheitshinweis'],
    ['a password prompt', 'credential-prompt', 'Text:a | Edit | Text:b | Password | Check:c | Push#1:d | Push#2:e'],
    ['account settings', 'unknown', 'Tab | Page( | List | Push:a | Push:b | Push:c | Push:d | Push:e | ) | Push#2:f', 'Account Settings'],
    [
      'a data file page',
      'data-file',
      'Page( | Radio:New Outlook Data File | Radio:Existing | Edit | Push:Browse | ) | Push:< B | Default:N > | Push#2:C',
    ],
    ['an empty dialog', 'unknown', 'Group:x'],
  ])('%s', (_name, page, script, title) => {
    expect(look(script, title).page).toBe(page);
  });

  it('finds what leads on without arrows and in another order of creation', () => {
    const fields = 'Text:a | Edit | Text:b | Edit | Text:c | Edit | Text:d | Edit | Text:e | Password | Check:f';
    expect(captionsOf(look(`Page( | ${fields} | ) | Push:Retro | Default:Avano | Push#2:Nulo`), 'next', 'cancel')).toEqual([
      'Avano',
      'Nulo',
    ]);
    expect(captionsOf(look(`Push#2:Nulo | Default:Avano | Push:Retro | Page( | ${fields} | )`), 'next', 'cancel')).toEqual([
      'Avano',
      'Nulo',
    ]);
    expect(captionsOf(look(`${fields} | Push:Retro | Push:Avano | Push#2:Nulo`), 'next')).toEqual(['Avano']);
  });

  it('takes a fieldless page of the wizard for its end only when nothing says Next', () => {
    expect(look('Page( | Text:a | ) | Push:Retro | Default:Fino | Push#2:Nulo', 'x', true)).toMatchObject({
      page: 'done',
      controls: { finish: { caption: 'Fino' } },
    });
    expect(look('Page( | Text:a | ) | Push:< Retro | Default:Avano > | Push#2:Nulo', 'x', true).page).toBe('unknown');
  });

  it.each([
    ['in the frame', 'Page( | Text:a | Check:b | Push:&Add another account... | ) | Push:< Back | Default:Finish'],
    ['in one dialog', 'Text:a | Push:&Add another account... | Push:< Back | Push:Finish'],
    ['in an unknown language', 'Page( | Text:a | Push:Votik... | ) | Push:< Retro | Default:Fino'],
    ['in an unknown language and one dialog', 'Text:a | Push:Votik... | Push:< Retro | Push:Fino'],
  ])('finds Finish on a last page without Cancel, %s', (_name, script) => {
    const found = look(script, 'x', true);
    expect([found.page, captionsOf(found, 'finish', 'cancel')]).toEqual(['done', [script.split(':').at(-1), undefined]]);
  });

  it('pairs labels and fields that stand in columns', () => {
    const labels = 'Text:Your Name: | Text:E-mail Address: | Text:User Name: | Text:Mail server: | Text:Password:';
    const found = look(`Page( | ${labels} | Edit | Edit | Edit | Edit | Password | ) | Push:< Back | Default:Next > | Push#2:Cancel`);
    const fields = found.anatomy.fields.map(({ handle }) => handle);
    const roles = (['name', 'address', 'user', 'server', 'password'] as const).map((role) => found.controls[role]?.handle);
    expect(roles).toEqual(fields);
  });

  it('refuses by the ids that Windows itself gives', () => {
    expect(captionsOf(look('Text:a | Push#6:Sia | Push#7:Nea'), 'no', 'yes')).toEqual(['Nea', 'Sia']);
    expect(captionsOf(look('Text:a | Push#2:Bono'), 'no')).toEqual(['Bono']);
    expect(captionsOf(look('Text:a | Push:Sia | Push:Nea'), 'no')).toEqual([undefined]);
  });

  it('stops when two buttons claim to lead on', () => {
    const found = look('Page( | Radio:Exchange ActiveSync | Radio:POP / IMAP | ) | Push:Next > | Default:Weiter > | Push#2:C');
    expect(found.ambiguous).toContain('next');
  });
});
