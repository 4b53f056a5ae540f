#include "replica.h"

/* More Settings: a property sheet with two tabs, each made only once it is shown. */
static Draft *edited;
static const struct { const wchar_t *name; int value; } SECURITY[] = {{NULL, 0}, {L"SSL/TLS", 1}, {L"STARTTLS", 2}, {NULL, 3}};

static const Control OUTGOING[] = {
  {L"Button", "out-auth", ID_BASE + P_AUTH, BS_AUTOCHECKBOX | WS_TABSTOP, 8, 8, 220, 10},
  {L"Button", "same-auth", ID_BASE + P_SAME_AUTH, BS_AUTORADIOBUTTON | WS_TABSTOP | WS_GROUP | WS_DISABLED, 18, 24, 220, 10},
};
static const Control ADVANCED[] = {
  {L"Static", "in-port", ID_BASE, 0, 8, 8, 96, 10}, {L"Edit", NULL, ID_BASE + P_IN_PORT, ES_NUMBER | WS_BORDER | WS_TABSTOP, 110, 8, 40, 12},
  {L"Static", "in-security", ID_BASE, 0, 8, 26, 150, 10}, {L"ComboBox", NULL, ID_BASE + P_IN_SECURITY, CBS_DROPDOWNLIST | WS_TABSTOP, 160, 26, 70, 60},
  {L"Static", "out-port", ID_BASE, 0, 8, 46, 96, 10}, {L"Edit", NULL, ID_BASE + P_OUT_PORT, ES_NUMBER | WS_BORDER | WS_TABSTOP, 110, 46, 40, 12},
  {L"Static", "out-security", ID_BASE, 0, 8, 64, 150, 10}, {L"ComboBox", NULL, ID_BASE + P_OUT_SECURITY, CBS_DROPDOWNLIST | WS_TABSTOP, 160, 64, 70, 60},
  {L"Button", "leave", ID_BASE + P_LEAVE, BS_AUTOCHECKBOX | WS_TABSTOP, 8, 84, 220, 10},
};

static const Control GENERAL[] = {
  {L"Static", "account-name", ID_BASE, 0, 8, 8, 96, 10}, {L"Edit", NULL, ID_BASE + P_GENERAL_NAME, ES_AUTOHSCROLL | WS_BORDER | WS_TABSTOP, 110, 8, 100, 12},
  {L"Static", "reply-address", ID_BASE, 0, 8, 26, 96, 10}, {L"Edit", NULL, ID_BASE + P_GENERAL_REPLY, ES_AUTOHSCROLL | WS_BORDER | WS_TABSTOP, 110, 26, 100, 12},
};

static HWND sheet, tab, shown[2];

static void fill_security(HWND combo, int now) {
  int i;
  for (i = 0; i < 4; i++) SendMessageW(combo, CB_ADDSTRING, 0, (LPARAM)(SECURITY[i].name ? SECURITY[i].name : word(i == 0 ? "security-none" : "security-auto")));
  SendMessageW(combo, CB_SETCURSEL, now, 0);
}

static void set_port(HWND page, int purpose, int port) { wchar_t text[16]; wsprintfW(text, L"%d", port); set_text(page, purpose, text); }

static int default_port(BOOL incoming, int security) {
  if (!incoming) return security == 1 ? 465 : security == 2 ? 587 : 25;
  return edited->kind == 1 ? (security == 1 ? 993 : 143) : (security == 1 ? 995 : 110);
}

static void keep(void);

static INT_PTR CALLBACK tab_proc(HWND page, UINT message, WPARAM w, LPARAM l) {
  int purpose = purpose_of(LOWORD(w));
  if (message == WM_NOTIFY && ((NMHDR *)l)->code == (UINT)PSN_APPLY) { keep(); return TRUE; }
  if (message == WM_INITDIALOG) {
    if (control(page, P_GENERAL_NAME)) { trouble_on_page(page, L"more-settings"); return TRUE; }
    shown[control(page, P_IN_PORT) ? 1 : 0] = page;
    if (control(page, P_IN_PORT)) {
      fill_security(control(page, P_IN_SECURITY), edited->in_security); fill_security(control(page, P_OUT_SECURITY), edited->out_security);
      set_port(page, P_IN_PORT, edited->in_port); set_port(page, P_OUT_PORT, edited->out_port);
      if (edited->kind == 1) ShowWindow(control(page, P_LEAVE), SW_HIDE);
    } else CheckDlgButton(page, id_of(P_SAME_AUTH), BST_CHECKED);
    return TRUE;
  }
  if (message != WM_COMMAND) return FALSE;
  if (HIWORD(w) == CBN_SELCHANGE && purpose == P_IN_SECURITY) set_port(page, P_IN_PORT, default_port(TRUE, (int)SendMessageW((HWND)l, CB_GETCURSEL, 0, 0)));
  if (HIWORD(w) == CBN_SELCHANGE && purpose == P_OUT_SECURITY) set_port(page, P_OUT_PORT, default_port(FALSE, (int)SendMessageW((HWND)l, CB_GETCURSEL, 0, 0)));
  if (HIWORD(w) == BN_CLICKED && purpose == P_AUTH) EnableWindow(control(page, P_SAME_AUTH), IsDlgButtonChecked(page, id_of(P_AUTH)));
  return TRUE;
}

static void show_tab(int index) {
  RECT area = {0};
  if (!shown[index]) shown[index] = index ? show_page(sheet, ADVANCED, 9, 240, 110, tab_proc, 0) : show_page(sheet, OUTGOING, 2, 240, 110, tab_proc, 0);
  if (shown[1 - index]) ShowWindow(shown[1 - index], SW_HIDE);
  GetClientRect(tab, &area);
  TabCtrl_AdjustRect(tab, FALSE, &area);
  SetWindowPos(shown[index], HWND_TOP, area.left + 12, area.top + 12, 0, 0, SWP_NOSIZE | SWP_SHOWWINDOW);
}

static int number_of(HWND page, int purpose) { wchar_t text[16]; get_text(page, purpose, text, 16); return _wtoi(text); }

static void keep(void) {
  if (shown[0]) edited->out_auth = IsDlgButtonChecked(shown[0], id_of(P_AUTH)) == BST_CHECKED;
  if (!shown[1]) return;
  edited->in_port = number_of(shown[1], P_IN_PORT); edited->out_port = number_of(shown[1], P_OUT_PORT);
  edited->in_security = (int)SendMessageW(control(shown[1], P_IN_SECURITY), CB_GETCURSEL, 0, 0);
  edited->out_security = (int)SendMessageW(control(shown[1], P_OUT_SECURITY), CB_GETCURSEL, 0, 0);
}

static INT_PTR CALLBACK sheet_proc(HWND dialog, UINT message, WPARAM w, LPARAM l) {
  if (message == WM_INITDIALOG) {
    TCITEMW item = {0};
    sheet = dialog; tab = control(dialog, P_CONNECT); shown[0] = shown[1] = NULL;
    item.mask = TCIF_TEXT;
    item.pszText = (wchar_t *)word("tab-outgoing"); SendMessageW(tab, TCM_INSERTITEMW, 0, (LPARAM)&item);
    item.pszText = (wchar_t *)word("tab-advanced"); SendMessageW(tab, TCM_INSERTITEMW, 1, (LPARAM)&item);
    show_tab(0);
    trouble_on_page(dialog, L"more-settings");
    return TRUE;
  }
  if (message == WM_NOTIFY && ((NMHDR *)l)->code == TCN_SELCHANGE) { show_tab((int)SendMessageW(tab, TCM_GETCURSEL, 0, 0)); return TRUE; }
  if (message != WM_COMMAND || HIWORD(w) != BN_CLICKED) return FALSE;
  if (LOWORD(w) == IDOK) keep();
  if (LOWORD(w) == IDOK || LOWORD(w) == IDCANCEL) EndDialog(dialog, LOWORD(w));
  return TRUE;
}

/* The same as a real property sheet, with a page before the two that matter. */
static void run_property_sheet(HWND owner) {
  static const struct { const char *title; const Control *controls; int count; } PAGE[] = {{"tab-general", GENERAL, 4}, {"tab-outgoing", OUTGOING, 2}, {"tab-advanced", ADVANCED, 9}};
  PROPSHEETPAGEW pages[3];
  PROPSHEETHEADERW header = {0};
  int i;
  memset(pages, 0, sizeof pages);
  for (i = 0; i < 3; i++) {
    pages[i].dwSize = sizeof pages[i]; pages[i].dwFlags = PSP_DLGINDIRECT; pages[i].hInstance = module; pages[i].pfnDlgProc = tab_proc;
    pages[i].pResource = page_template(PAGE[i].title, PAGE[i].controls, PAGE[i].count, 240, 110);
  }
  header.dwSize = sizeof header; header.dwFlags = PSH_PROPSHEETPAGE | PSH_NOAPPLYNOW; header.hwndParent = owner; header.hInstance = module;
  header.pszCaption = word("internet-settings"); header.nPages = 3; header.ppsp = pages;
  PropertySheetW(&header);
}

void run_more_settings(HWND owner, Draft *draft) {
  static const Control SHEET[] = {
    {L"SysTabControl32", NULL, ID_BASE + P_CONNECT, WS_TABSTOP, 4, 4, 256, 140},
    {L"Button", "ok", IDOK, BS_DEFPUSHBUTTON | WS_TABSTOP, 150, 150, 50, 14},
    {L"Button", "cancel", IDCANCEL, BS_PUSHBUTTON | WS_TABSTOP, 204, 150, 50, 14},
  };
  edited = draft;
  shown[0] = shown[1] = NULL;
  if (sheets()) { run_property_sheet(owner); return; }
  show_dialog(owner, "internet-settings", SHEET, 3, 264, 170, sheet_proc, 0);
}
