import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../../electron/core/clients/outlook/dialogs/controls.ts';
import { isComboBox, isListBox, isListView, isTabControl } from '../../../../electron/platform/windows/describe.ts';

const kindOfClass = (className: string): string =>
  kindOf({ handle: 1, className, id: 0, caption: '', style: 0, enabled: true, visible: true, index: 0, parent: 0 });

describe('families of control classes', () => {
  it.each([
    ['ComboBox', 'combo'],
    ['ComboBoxEx32', 'combo'],
    ['REComboBox20W', 'combo'],
    ['WindowsForms10.COMBOBOX.app.0.378734a', 'combo'],
    ['ListBox', 'list'],
    ['REListBox20W', 'list'],
    ['SysListView32', 'list'],
    ['WindowsForms10.SysListView32.app.0.378734a', 'list'],
    ['SysTabControl32', 'tab'],
    ['WindowsForms10.SysTabControl32.app.0.378734a', 'tab'],
    ['ComboLBox', 'other'],
    ['Edit', 'edit'],
  ])('can be read and chosen from where the dialogs expect it (%s)', (className, kind) => {
    expect(kindOfClass(className)).toBe(kind);
    expect(isComboBox(className)).toBe(kind === 'combo');
    expect(isListBox(className) || isListView(className)).toBe(kind === 'list');
    expect(isTabControl(className)).toBe(kind === 'tab');
  });
});
