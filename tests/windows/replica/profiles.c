#include "replica.h"
#include <stdlib.h>

/* Dialogs 1 to 3: Mail Setup, Mail (the list of profiles), New Profile. */
static const Control SETUP[] = {
  {L"Button", "accounts", ID_BASE + P_ACCOUNTS, BS_PUSHBUTTON | WS_TABSTOP, 130, 10, 90, 14},
  {L"Button", "data-files", ID_BASE + P_DATA_FILES, BS_PUSHBUTTON | WS_TABSTOP, 130, 40, 90, 14},
  {L"Button", "show-profiles", ID_BASE + P_PROFILES, BS_PUSHBUTTON | WS_TABSTOP, 130, 70, 90, 14},
  {L"Button", "close", IDCANCEL, BS_PUSHBUTTON | WS_TABSTOP, 170, 100, 50, 14},
};

static const Control MAIL[] = {
  {L"Static", "profiles-text", ID_BASE, 0, 8, 8, 200, 10},
  {L"ListBox", NULL, ID_BASE + P_LIST, LBS_NOTIFY | WS_BORDER | WS_VSCROLL | WS_TABSTOP, 8, 20, 210, 60},
  {L"Button", "add", ID_BASE + P_ADD, BS_PUSHBUTTON | WS_TABSTOP, 8, 86, 50, 14},
  {L"Button", "remove", ID_BASE + P_REMOVE, BS_PUSHBUTTON | WS_TABSTOP, 62, 86, 50, 14},
  {L"Button", "properties", ID_BASE + P_PROPERTIES, BS_PUSHBUTTON | WS_TABSTOP, 116, 86, 50, 14},
  {L"Button", "copy", ID_BASE + P_COPY, BS_PUSHBUTTON | WS_TABSTOP, 170, 86, 50, 14},
  {L"Button", "prompt-profile", ID_BASE + P_PROMPT, BS_AUTORADIOBUTTON | WS_TABSTOP | WS_GROUP, 8, 108, 200, 10},
  {L"Button", "always-profile", ID_BASE + P_ALWAYS, BS_AUTORADIOBUTTON, 8, 122, 200, 10},
  {L"ComboBox", NULL, ID_BASE + P_DEFAULT_COMBO, CBS_DROPDOWNLIST | WS_VSCROLL | WS_TABSTOP | WS_GROUP, 18, 136, 200, 60},
  {L"Button", "ok", IDOK, BS_DEFPUSHBUTTON | WS_TABSTOP, 60, 160, 50, 14},
  {L"Button", "cancel", IDCANCEL, BS_PUSHBUTTON | WS_TABSTOP, 114, 160, 50, 14},
  {L"Button", "apply", ID_BASE + P_APPLY, BS_PUSHBUTTON | WS_TABSTOP | WS_DISABLED, 168, 160, 50, 14},
};

static const Control NEW_PROFILE[] = {
  {L"Static", "profile-name", ID_BASE, 0, 8, 10, 60, 10},
  {L"Edit", NULL, ID_BASE + P_PROFILE_NAME, ES_AUTOHSCROLL | WS_BORDER | WS_TABSTOP, 8, 24, 160, 12},
  {L"Button", "ok", IDOK, BS_DEFPUSHBUTTON | WS_TABSTOP | WS_DISABLED, 60, 44, 50, 14},
  {L"Button", "cancel", IDCANCEL, BS_PUSHBUTTON | WS_TABSTOP, 118, 44, 50, 14},
};

static wchar_t new_name[256];

static INT_PTR CALLBACK new_profile_proc(HWND dialog, UINT message, WPARAM w, LPARAM l) {
  (void)l;
  if (message == WM_INITDIALOG) { trouble_on_page(dialog, L"new-profile"); return TRUE; }
  if (message != WM_COMMAND) return FALSE;
  if (HIWORD(w) == EN_CHANGE) { get_text(dialog, P_PROFILE_NAME, new_name, 256); EnableWindow(GetDlgItem(dialog, IDOK), new_name[0] != 0); return TRUE; }
  if (LOWORD(w) == IDOK || LOWORD(w) == IDCANCEL) { EndDialog(dialog, LOWORD(w)); return TRUE; }
  return FALSE;
}

static void fill_profiles(HWND dialog) {
  static wchar_t names[64][256];
  wchar_t chosen[256];
  int i, count = profile_names(names, 64);
  default_profile(chosen, 256);
  SendMessageW(control(dialog, P_LIST), LB_RESETCONTENT, 0, 0);
  SendMessageW(control(dialog, P_DEFAULT_COMBO), CB_RESETCONTENT, 0, 0);
  for (i = 0; i < count; i++) {
    SendMessageW(control(dialog, P_LIST), LB_ADDSTRING, 0, (LPARAM)names[i]);
    SendMessageW(control(dialog, P_DEFAULT_COMBO), CB_ADDSTRING, 0, (LPARAM)names[i]);
    if (lstrcmpiW(names[i], chosen) == 0) SendMessageW(control(dialog, P_DEFAULT_COMBO), CB_SETCURSEL, i, 0);
  }
  CheckDlgButton(dialog, id_of(P_ALWAYS), BST_CHECKED);
}

static void add_profile(HWND dialog) {
  Draft draft;
  memset(&draft, 0, sizeof draft);
  new_name[0] = 0;
  if (show_dialog(dialog, "new-profile", NEW_PROFILE, 4, 176, 66, new_profile_proc, 0) != IDOK) return;
  lstrcpynW(draft.profile, new_name, 256);
  create_profile(draft.profile);
  if (!run_wizard(dialog, &draft)) remove_profile(draft.profile);
  fill_profiles(dialog);
}

static void take_default(HWND dialog) {
  wchar_t name[256] = {0};
  LRESULT line = SendMessageW(control(dialog, P_DEFAULT_COMBO), CB_GETCURSEL, 0, 0);
  if (line == CB_ERR) return;
  SendMessageW(control(dialog, P_DEFAULT_COMBO), CB_GETLBTEXT, line, (LPARAM)name);
  set_default_profile(name);
}

static void remove_chosen(HWND dialog) {
  wchar_t name[256] = {0};
  LRESULT line = SendMessageW(control(dialog, P_LIST), LB_GETCURSEL, 0, 0);
  if (line == LB_ERR) return;
  SendMessageW(control(dialog, P_LIST), LB_GETTEXT, line, (LPARAM)name);
  say("asked-to-remove", name);
  if (trouble_is(L"remove-ignored", NULL)) return;
  if (MessageBoxW(dialog, word("remove-text"), word("mail"), MB_YESNO | MB_ICONWARNING | MB_DEFBUTTON2) != IDYES) return;
  remove_profile(name);
  say("removed", name);
  fill_profiles(dialog);
}

static BOOL default_touched;

static INT_PTR CALLBACK mail_proc(HWND dialog, UINT message, WPARAM w, LPARAM l) {
  if (message == WM_NOTIFY && ((NMHDR *)l)->code == (UINT)PSN_APPLY) { if (default_touched) take_default(dialog); return TRUE; }
  if (message == WM_INITDIALOG) { fill_profiles(dialog); default_touched = FALSE; EnableWindow(control(dialog, P_REMOVE), !trouble_is(L"remove-refused", NULL)); trouble_on_page(dialog, L"mail"); return TRUE; }
  if (message != WM_COMMAND) return FALSE;
  if (HIWORD(w) == CBN_SELCHANGE && purpose_of(LOWORD(w)) == P_DEFAULT_COMBO) { default_touched = TRUE; EnableWindow(control(dialog, P_APPLY), TRUE); if (sheets()) PropSheet_Changed(GetParent(dialog), dialog); return TRUE; }
  if (HIWORD(w) != BN_CLICKED) return FALSE;
  switch (LOWORD(w)) {
    case IDOK: if (default_touched) take_default(dialog); EndDialog(dialog, IDOK); return TRUE;
    case IDCANCEL: EndDialog(dialog, IDCANCEL); return TRUE;
  }
  switch (purpose_of(LOWORD(w))) {
    case P_ADD: add_profile(dialog); return TRUE;
    case P_REMOVE: remove_chosen(dialog); return TRUE;
    case P_APPLY: take_default(dialog); EnableWindow(control(dialog, P_APPLY), FALSE); return TRUE;
  }
  return FALSE;
}

/* The list of profiles as a real property sheet of one page, whose buttons are the system's own. */
static void show_mail_sheet(HWND owner) {
  PROPSHEETPAGEW page = {0};
  PROPSHEETHEADERW sheet = {0};
  DLGTEMPLATE *made = page_template("tab-general", MAIL, 9, 228, 160);
  page.dwSize = sizeof page; page.dwFlags = PSP_DLGINDIRECT; page.hInstance = module; page.pResource = made; page.pfnDlgProc = mail_proc;
  sheet.dwSize = sizeof sheet; sheet.dwFlags = PSH_PROPSHEETPAGE; sheet.hwndParent = owner; sheet.hInstance = module;
  sheet.pszCaption = word("mail"); sheet.nPages = 1; sheet.ppsp = &page;
  PropertySheetW(&sheet);
  free(made);
}

void show_mail(HWND owner) {
  if (sheets()) show_mail_sheet(owner);
  else show_dialog(owner, "mail", MAIL, 12, 228, 182, mail_proc, 0);
}

static INT_PTR CALLBACK setup_proc(HWND dialog, UINT message, WPARAM w, LPARAM l) {
  (void)l;
  if (message == WM_INITDIALOG) { trouble_on_page(dialog, L"mail-setup"); return TRUE; }
  if (message != WM_COMMAND || HIWORD(w) != BN_CLICKED) return FALSE;
  if (LOWORD(w) == IDCANCEL) { EndDialog(dialog, 0); return TRUE; }
  if (purpose_of(LOWORD(w)) == P_PROFILES) { show_mail(dialog); return TRUE; }
  return FALSE;
}

/* Outlook shows the list of profiles at once when there is none yet. */
void show_mail_setup(HWND owner) {
  wchar_t names[1][256];
  if (profile_names(names, 1) == 0) show_mail(owner);
  else show_dialog(owner, "mail-setup", SETUP, 4, 228, 122, setup_proc, 0);
}
