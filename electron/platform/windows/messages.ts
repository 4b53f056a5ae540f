/** Window messages and styles of winuser.h, commctrl.h and richedit.h that Mailramp sends or reads. */
export const MESSAGE = {
  setText: 0x000c,
  getText: 0x000d,
  getTextLength: 0x000e,
  close: 0x0010,
  command: 0x0111,
  hScroll: 0x0114,
  character: 0x0102,
  notify: 0x004e,
  nothing: 0x0000,
  editSelect: 0x00b1,
  editReplace: 0x00c2,
  buttonClick: 0x00f5,
  buttonChecked: 0x00f0,
  comboCount: 0x0146,
  comboSelection: 0x0147,
  comboText: 0x0148,
  comboTextLength: 0x0149,
  comboSelect: 0x014e,
  listCount: 0x018b,
  listSelection: 0x0188,
  listText: 0x0189,
  listTextLength: 0x018a,
  listSelect: 0x0186,
  viewCount: 0x1004,
  viewHeader: 0x101f,
  headerCount: 0x1200,
  viewText: 0x1073,
  tabCount: 0x1304,
  tabText: 0x133c,
  tabFocus: 0x1330,
  tabSelect: 0x130c,
  sliderSet: 0x0405,
} as const;

/** Notifications that a control would send its parent when a person used it. */
export const NOTIFICATION = { comboChanged: 1, listChanged: 1, editChanged: 0x0300, clicked: 0 } as const;

/** SMTO_ABORTIFHUNG | SMTO_ERRORONEXIT. */
export const SEND_FLAGS = 0x0002 | 0x0020;

export const STYLE_INDEX = -16;
export const PASSWORD_STYLE = 0x0020;
