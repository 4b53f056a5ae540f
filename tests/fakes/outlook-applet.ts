import type { Desktop, Dialog } from './outlook-dialogs.ts';
import { kitOf } from './outlook-kit.ts';
import { OUTLOOK, SECTION } from './outlook-registry.ts';
import { askToRemove } from './outlook-removal.ts';
import type { AppletScript } from './outlook-script.ts';
import { openWizard } from './outlook-wizard.ts';
import { type FakeRegistry, utf16 } from './registry.ts';

export type { AppletScript, Place } from './outlook-script.ts';

/** A Mail applet as published manuals describe it, played on a scripted desktop; it writes the registry as Outlook does. */
export function openApplet(desk: Desktop, registry: FakeRegistry, processId: number, script: AppletScript): void {
  const kit = kitOf(desk, registry, processId, script);
  const { look, say, idOf, is, push, radio, label, edit, combo, names, find, open, shown } = kit;

  function mailSetup(): void {
    const dialog = open('mailSetup', undefined, [push('accounts', 10), push('dataFiles', 11), push('showProfiles', 12), push('close', 2)]);
    dialog.onClose = () => desk.end(processId);
    find(dialog, 12).onClick = () => mail(dialog);
    find(dialog, 2).onClick = () => dialog.onClose();
    shown(dialog, 'mail-setup');
  }

  function mail(owner: Dialog | undefined): void {
    const dialog = open('mail', owner, [
      { className: 'Static', caption: 'x' },
      {
        className: look === 0 ? 'ListBox' : 'SysListView32',
        id: idOf(20),
        lines: names().map((name) => (is('list-decorates-names') ? `${name} (1)` : name)),
      },
      push('add', 21),
      push('remove', 22, { enabled: !is('remove-refused') }),
      push('properties', 23),
      push('copy', 24),
      radio('prompt', 25),
      radio('always', 26, { checked: true }),
      combo(27, names()),
      push('ok', 1),
      push('cancel', 2),
    ]);
    let touched = false;
    const leave = (): void => {
      if (owner === undefined) desk.end(processId);
      else desk.close(dialog);
    };
    dialog.onClose = leave;
    find(dialog, 27).onChoose = () => {
      touched = true;
    };
    find(dialog, 21).onClick = () => newProfile(dialog);
    const remove = (name: string): void => {
      registry.removeQuietly(`${OUTLOOK}\\Profiles\\${name}`);
      if (is('remove-takes-default')) registry.put('HKCU', OUTLOOK, { DefaultProfile: 'Third' });
      find(dialog, 20).lines = names();
      find(dialog, 27).lines = names();
    };
    find(dialog, 22).onClick = () => askToRemove(desk, dialog, find(dialog, 20), { trouble: script.trouble, say, remove });
    find(dialog, 2).onClick = leave;
    find(dialog, 1).onClick = () => {
      const name = find(dialog, 27).lines[find(dialog, 27).chosen];
      if (touched && name !== undefined) registry.put('HKCU', OUTLOOK, { DefaultProfile: name });
      leave();
    };
    shown(dialog, 'mail');
  }

  function newProfile(owner: Dialog): void {
    const dialog = open('newProfile', owner, [label('profileName'), edit(30), push('ok', 1, { enabled: false }), push('cancel', 2)]);
    find(dialog, 30).onChange = () => {
      find(dialog, 1).enabled = find(dialog, 30).text !== '';
    };
    find(dialog, 2).onClick = () => desk.close(dialog);
    dialog.onClose = () => desk.close(dialog);
    find(dialog, 1).onClick = () => {
      const profile = find(dialog, 30).text;
      desk.close(dialog);
      registry.put('HKCU', `${OUTLOOK}\\Profiles\\${profile}\\${SECTION}`);
      if (script.takesDefault === true) registry.put('HKCU', OUTLOOK, { DefaultProfile: profile });
      registry.put('HKCU', `${OUTLOOK}\\Profiles\\${profile}\\0a0d020000000000c000000000000046`, {
        '001f6610': utf16(`C:\\Users\\anna\\AppData\\Local\\Microsoft\\Outlook\\${profile}.ost`),
      });
      openWizard(kit, owner, {
        profile,
        kind: 'pop3',
        values: {},
        ports: { in: 110, inSecurity: 0, out: 25, outSecurity: 0, auth: false },
      });
    };
    shown(dialog, 'new-profile');
  }

  if (names().length === 0) mail(undefined);
  else mailSetup();
}
