#include "replica.h"
#include <richedit.h>

/* The Add Account wizard: one frame, pages as child dialogs; pages left behind stay as hidden children. */
enum Page { AUTO, CHOOSE, EAS, POP_IMAP, EXTRA, STRANGE, DONE, PAGES };
static const wchar_t *PAGE_NAME[] = {L"auto", L"choose", L"eas", L"pop-imap", L"extra", L"strange", L"done"};

typedef struct { HWND frame, pages[PAGES]; enum Page now; Draft *draft; BOOL finished; } Wizard;
static Wizard wizard;

#define LABEL(key, y) {L"Static", key, ID_BASE, 0, 12, y, 96, 10}
#define FIELD(purpose, y, more) {L"Edit", NULL, ID_BASE + purpose, ES_AUTOHSCROLL | WS_BORDER | WS_TABSTOP | more, 112, y, 160, 12}
#define RADIO(key, purpose, y, more) {L"Button", key, ID_BASE + purpose, BS_AUTORADIOBUTTON | more, 12, y, 240, 10}

static const Control FRAME[] = {
  {L"Static", NULL, ID_BASE + P_HEADING, 0, 8, 6, 260, 12},
  {L"Button", "back", ID_BASE + P_BACK, BS_PUSHBUTTON | WS_TABSTOP | WS_DISABLED, 96, 222, 56, 14},
  {L"Button", "next", ID_BASE + P_NEXT, BS_DEFPUSHBUTTON | WS_TABSTOP, 154, 222, 56, 14},
  {L"Button", "finish", ID_BASE + P_FINISH, BS_PUSHBUTTON | WS_TABSTOP, 154, 222, 56, 14},
  {L"Button", "cancel", IDCANCEL, BS_PUSHBUTTON | WS_TABSTOP, 216, 222, 56, 14},
};
static const Control AUTO_PAGE[] = {
  RADIO("auto-choice", P_AUTO, 4, WS_TABSTOP | WS_GROUP),
  LABEL("your-name", 20), FIELD(P_NAME, 20, 0), LABEL("address", 38), FIELD(P_ADDRESS, 38, 0),
  LABEL("password", 56), FIELD(P_PASSWORD, 56, ES_PASSWORD), LABEL("retype", 74), FIELD(P_RETYPE, 74, ES_PASSWORD),
  RADIO("manual-choice", P_MANUAL, 110, WS_TABSTOP),
};
static const Control CHOOSE_PAGE[] = {
  RADIO("choose-365", P_CHOOSE_365, 10, WS_TABSTOP | WS_GROUP), RADIO("choose-pop-imap", P_CHOOSE_POP_IMAP, 40, 0), RADIO("choose-eas", P_CHOOSE_EAS, 70, 0),
};
static const Control EAS_PAGE[] = {
  {L"Button", "user-group", ID_BASE, BS_GROUPBOX, 4, 0, 276, 44},
  LABEL("your-name", 10), FIELD(P_NAME, 10, 0), LABEL("address", 26), FIELD(P_ADDRESS, 26, 0),
  {L"Button", "server-group", ID_BASE, BS_GROUPBOX, 4, 46, 276, 28},
  LABEL("mail-server", 56), FIELD(P_INCOMING, 56, 0),
  {L"Button", "logon-group", ID_BASE, BS_GROUPBOX, 4, 76, 276, 60},
  LABEL("user-name", 86), FIELD(P_USER, 86, 0), LABEL("password", 102), FIELD(P_PASSWORD, 102, ES_PASSWORD),
  {L"Button", "remember", ID_BASE + P_REMEMBER, BS_AUTOCHECKBOX | WS_TABSTOP, 112, 120, 120, 10},
  LABEL("keep-offline", 142), {TRACKBAR_CLASSW, NULL, ID_BASE + P_SLIDER, WS_TABSTOP, 112, 140, 120, 16},
};
static const Control POP_IMAP_PAGE[] = {
  LABEL("your-name", 0), FIELD(P_NAME, 0, 0), LABEL("address", 16), FIELD(P_ADDRESS, 16, 0),
  LABEL("account-type", 34), {L"ComboBox", NULL, ID_BASE + P_TYPE, CBS_DROPDOWNLIST | WS_TABSTOP, 112, 34, 80, 60},
  LABEL("incoming", 52), FIELD(P_INCOMING, 52, 0), LABEL("outgoing", 68), FIELD(P_OUTGOING, 68, 0),
  LABEL("user-name", 88), FIELD(P_USER, 88, 0), LABEL("password", 104), FIELD(P_PASSWORD, 104, ES_PASSWORD),
  {L"Button", "remember", ID_BASE + P_REMEMBER, BS_AUTOCHECKBOX | WS_TABSTOP, 112, 120, 120, 10},
  {L"Button", "spa", ID_BASE + P_SPA, BS_AUTOCHECKBOX | WS_TABSTOP, 12, 134, 240, 10},
  {L"Button", "test-settings", ID_BASE + P_TEST, BS_PUSHBUTTON | WS_TABSTOP, 12, 148, 110, 14},
  {L"Button", "test-on-next", ID_BASE + P_TEST_ON_NEXT, BS_AUTOCHECKBOX | WS_TABSTOP, 12, 166, 260, 10},
  {L"Button", "more-settings", ID_BASE + P_MORE, BS_PUSHBUTTON | WS_TABSTOP, 190, 178, 84, 14},
};
static const Control EXTRA_PAGE[] = { RADIO("extra-text", P_CHOOSE_365, 10, WS_TABSTOP | WS_GROUP) };
static const Control STRANGE_PAGE[] = {
  {L"ListBox", NULL, ID_BASE + P_LIST, WS_BORDER, 12, 10, 200, 60}, {L"Button", "spa", ID_BASE + P_SPA, BS_AUTOCHECKBOX | WS_TABSTOP, 12, 80, 200, 10},
};
static const Control DONE_PAGE[] = { {L"Static", "done-text", ID_BASE, 0, 12, 20, 240, 20} };

/* The third look: pictures, lines and hints, all labels of a page first and its fields after them. */
#define PICTURE(x, y) {L"Static", NULL, ID_BASE, SS_ICON, x, y, 16, 16}
#define LINE(y) {L"Static", NULL, ID_BASE, SS_ETCHEDHORZ, 4, y, 276, 2}
#define HINT(key, y) {L"Static", key, ID_BASE, 0, 24, y, 240, 10}
static const Control AUTO_SHEET[] = {
  PICTURE(260, 0), RADIO("auto-choice", P_AUTO, 4, WS_TABSTOP | WS_GROUP),
  LABEL("your-name", 20), LABEL("address", 48), LABEL("password", 66), LABEL("retype", 84),
  FIELD(P_NAME, 20, 0), FIELD(P_ADDRESS, 48, 0), FIELD(P_PASSWORD, 66, ES_PASSWORD), FIELD(P_RETYPE, 84, ES_PASSWORD),
  HINT("example", 34), LINE(100), RADIO("manual-choice", P_MANUAL, 110, WS_TABSTOP),
};
static const Control CHOOSE_SHEET[] = {
  PICTURE(260, 0), RADIO("choose-365", P_CHOOSE_365, 4, WS_TABSTOP | WS_GROUP), HINT("choose-365-hint", 16), LABEL("address", 32), FIELD(P_ADDRESS, 32, 0),
  RADIO("choose-pop-imap", P_CHOOSE_POP_IMAP, 50, 0), HINT("choose-pop-imap-hint", 62), RADIO("choose-eas", P_CHOOSE_EAS, 80, 0), HINT("choose-eas-hint", 92),
};
static const Control EAS_SHEET[] = {
  {L"Button", "user-group", ID_BASE, BS_GROUPBOX, 4, 0, 276, 44}, {L"Button", "server-group", ID_BASE, BS_GROUPBOX, 4, 46, 276, 28}, {L"Button", "logon-group", ID_BASE, BS_GROUPBOX, 4, 76, 276, 60},
  PICTURE(260, 0), LABEL("your-name", 10), LABEL("address", 26), LABEL("mail-server", 56), LABEL("user-name", 86), LABEL("password", 102),
  FIELD(P_NAME, 10, 0), FIELD(P_ADDRESS, 26, 0), FIELD(P_INCOMING, 56, 0), FIELD(P_USER, 86, 0), FIELD(P_PASSWORD, 102, ES_PASSWORD),
  {L"Button", "remember", ID_BASE + P_REMEMBER, BS_AUTOCHECKBOX | WS_TABSTOP, 112, 120, 120, 10},
  LABEL("keep-offline", 142), {TRACKBAR_CLASSW, NULL, ID_BASE + P_SLIDER, WS_TABSTOP, 112, 140, 120, 16}, HINT("one-month", 160), LINE(180),
};
static const Control POP_IMAP_SHEET[] = {
  PICTURE(260, 0), HINT("test-hint", 140), LABEL("your-name", 0), LABEL("address", 16), LABEL("account-type", 34), LABEL("incoming", 52), LABEL("outgoing", 68), LABEL("user-name", 88), LABEL("password", 104),
  FIELD(P_NAME, 0, 0), FIELD(P_ADDRESS, 16, 0), {L"ComboBox", NULL, ID_BASE + P_TYPE, CBS_DROPDOWNLIST | WS_TABSTOP, 112, 34, 80, 60},
  FIELD(P_INCOMING, 52, 0), FIELD(P_OUTGOING, 68, 0), FIELD(P_USER, 88, 0), FIELD(P_PASSWORD, 104, ES_PASSWORD),
  {L"Button", "remember", ID_BASE + P_REMEMBER, BS_AUTOCHECKBOX | WS_TABSTOP, 112, 120, 120, 10},
  {L"Button", "spa", ID_BASE + P_SPA, BS_AUTOCHECKBOX | WS_TABSTOP, 12, 134, 240, 10},
  {L"Button", "test-settings", ID_BASE + P_TEST, BS_PUSHBUTTON | WS_TABSTOP, 12, 148, 110, 14},
  {L"Button", "test-on-next", ID_BASE + P_TEST_ON_NEXT, BS_AUTOCHECKBOX | WS_TABSTOP, 12, 166, 170, 10},
  LABEL("keep-offline", 180), {TRACKBAR_CLASSW, NULL, ID_BASE + P_SLIDER, WS_TABSTOP, 112, 180, 60, 16}, HINT("one-month", 190),
  {L"Button", "more-settings", ID_BASE + P_MORE, BS_PUSHBUTTON | WS_TABSTOP, 190, 178, 84, 14},
};
static const Control DONE_SHEET[] = {
  PICTURE(260, 0), {L"Static", "done-text", ID_BASE, 0, 12, 20, 240, 20}, {L"Button", "mobile", ID_BASE + P_MOBILE, BS_AUTOCHECKBOX | WS_TABSTOP, 12, 60, 240, 10},
  {L"Button", "another", ID_BASE + P_ANOTHER, BS_PUSHBUTTON | WS_TABSTOP, 160, 170, 110, 14},
};

#define ROWS(table) table, sizeof table / sizeof *table
static const struct { const char *heading; const Control *controls; int count; const Control *sheet; int sheet_count; } PAGE[PAGES] = {
  {"auto-heading", ROWS(AUTO_PAGE), ROWS(AUTO_SHEET)}, {"choose-heading", ROWS(CHOOSE_PAGE), ROWS(CHOOSE_SHEET)},
  {"eas-heading", ROWS(EAS_PAGE), ROWS(EAS_SHEET)}, {"pop-imap-heading", ROWS(POP_IMAP_PAGE), ROWS(POP_IMAP_SHEET)},
  {"extra-heading", ROWS(EXTRA_PAGE), ROWS(EXTRA_PAGE)}, {"unknown-heading", ROWS(STRANGE_PAGE), ROWS(STRANGE_PAGE)}, {"done-heading", ROWS(DONE_PAGE), ROWS(DONE_SHEET)},
};

static BOOL filled(HWND page, int purpose) {
  if (trouble_is(L"stubborn", PAGE_NAME[wizard.now]) || trouble_is(L"typed-only", PAGE_NAME[wizard.now]))
    return GetPropW(control(page, purpose), L"typed") != NULL;
  return SendMessageW(control(page, purpose), WM_GETTEXTLENGTH, 0, 0) > 0;
}

static BOOL complete(void) {
  HWND page = wizard.pages[wizard.now];
  switch (wizard.now) {
    case AUTO: return IsDlgButtonChecked(page, id_of(P_MANUAL)) || (filled(page, P_NAME) && filled(page, P_ADDRESS) && filled(page, P_PASSWORD) && filled(page, P_RETYPE));
    case CHOOSE: return IsDlgButtonChecked(page, id_of(P_CHOOSE_365)) || IsDlgButtonChecked(page, id_of(P_CHOOSE_POP_IMAP)) || IsDlgButtonChecked(page, id_of(P_CHOOSE_EAS));
    case EAS: return filled(page, P_NAME) && filled(page, P_ADDRESS) && filled(page, P_INCOMING) && filled(page, P_USER) && filled(page, P_PASSWORD);
    case POP_IMAP: return filled(page, P_NAME) && filled(page, P_ADDRESS) && filled(page, P_INCOMING) && filled(page, P_OUTGOING) && filled(page, P_USER) && filled(page, P_PASSWORD);
    default: return TRUE;
  }
}

static void refresh(void) { if (wizard.pages[wizard.now]) EnableWindow(control(wizard.frame, P_NEXT), complete()); }

/* Server and user follow the address until somebody touches them: usually a wrong guess, as in the real dialog. */
static void follow_address(HWND page) {
  wchar_t address[256], guess[300];
  const wchar_t *at;
  if (wizard.now != EAS && wizard.now != POP_IMAP) return;
  get_text(page, P_ADDRESS, address, 256);
  if (!(at = wcschr(address, L'@'))) return;
  wsprintfW(guess, L"mail%s", at); guess[4] = L'.';
  if (!GetPropW(control(page, P_INCOMING), L"touched")) set_text(page, P_INCOMING, guess);
  if (wizard.now == EAS && !GetPropW(control(page, P_USER), L"touched")) { guess[0] = 0; wcsncat(guess, address, at - address); set_text(page, P_USER, guess); }
}

static LRESULT CALLBACK typed_proc(HWND edit, UINT message, WPARAM w, LPARAM l, UINT_PTR id, DWORD_PTR data) {
  (void)id; (void)data;
  /* Typed-only fields take characters and nothing else; being emptied is not being filled. */
  BOOL typed_only = trouble_is(L"typed-only", PAGE_NAME[wizard.now]);
  if (typed_only && (message == WM_SETTEXT || message == EM_REPLACESEL) && *(const wchar_t *)l) return 0;
  if (message == WM_CHAR || (message == EM_REPLACESEL && !typed_only)) SetPropW(edit, L"typed", (HANDLE)1);
  return DefSubclassProc(edit, message, w, l);
}

static void start_page(HWND page) {
  int purpose;
  for (purpose = P_NAME; purpose <= P_USER; purpose++) {
    HWND edit = control(page, purpose);
    if (edit) { SetWindowSubclass(edit, typed_proc, 1, 0); SendMessageW(edit, EM_SETEVENTMASK, 0, 1); }
  }
  CheckDlgButton(page, id_of(P_AUTO), BST_CHECKED);
  CheckDlgButton(page, id_of(P_TEST_ON_NEXT), BST_CHECKED);
  if (wizard.now == CHOOSE) CheckDlgButton(page, id_of(P_CHOOSE_365), BST_CHECKED);
  if (control(page, P_TYPE)) {
    SendMessageW(control(page, P_TYPE), CB_ADDSTRING, 0, (LPARAM)L"POP3");
    SendMessageW(control(page, P_TYPE), CB_ADDSTRING, 0, (LPARAM)L"IMAP");
    SendMessageW(control(page, P_TYPE), CB_SETCURSEL, 0, 0);
  }
  if (control(page, P_SLIDER)) { SendMessageW(control(page, P_SLIDER), TBM_SETRANGE, TRUE, MAKELONG(0, 5)); SendMessageW(control(page, P_SLIDER), TBM_SETPOS, TRUE, 1); }
  if (trouble_is(L"greyed", L"choose")) EnableWindow(control(page, P_CHOOSE_EAS), FALSE);
}

static INT_PTR CALLBACK page_proc(HWND page, UINT message, WPARAM w, LPARAM l) {
  int purpose = purpose_of(LOWORD(w));
  (void)l;
  if (message == WM_INITDIALOG) { start_page(page); return TRUE; }
  if (message == WM_HSCROLL) { wizard.draft->months = (int)SendMessageW(control(page, P_SLIDER), TBM_GETPOS, 0, 0); return TRUE; }
  if (message != WM_COMMAND) return FALSE;
  if (HIWORD(w) == EN_CHANGE) { if (purpose == P_ADDRESS) follow_address(page); refresh(); return TRUE; }
  if (HIWORD(w) == EN_KILLFOCUS || HIWORD(w) == EN_UPDATE) { SetPropW((HWND)l, L"touched", (HANDLE)1); return TRUE; }
  if (HIWORD(w) == CBN_SELCHANGE) { wizard.draft->kind = SendMessageW((HWND)l, CB_GETCURSEL, 0, 0) == 1 ? 1 : 2; wizard.draft->in_port = wizard.draft->kind == 1 ? 143 : 110; wizard.draft->in_security = 0; return TRUE; }
  if (HIWORD(w) != BN_CLICKED) return FALSE;
  if (purpose == P_MORE) run_more_settings(wizard.frame, wizard.draft);
  refresh();
  return TRUE;
}

static void show(enum Page page) {
  BOOL one_dialog = settings.look == 1;
  if (one_dialog) { remove_controls(wizard.frame); wizard.pages[wizard.now] = NULL; }
  if (wizard.pages[wizard.now]) ShowWindow(wizard.pages[wizard.now], SW_HIDE);
  wizard.now = page;
  if (one_dialog) { wizard.pages[page] = wizard.frame; add_controls(wizard.frame, PAGE[page].controls, PAGE[page].count, 8, 22); start_page(wizard.frame); }
  if (!wizard.pages[page]) wizard.pages[page] = show_page(wizard.frame, sheets() ? PAGE[page].sheet : PAGE[page].controls, sheets() ? PAGE[page].sheet_count : PAGE[page].count, 284, 198, page_proc, 0);
  set_text(wizard.frame, P_HEADING, word(PAGE[page].heading));
  if (!one_dialog) SetWindowPos(wizard.pages[page], HWND_TOP, 8, 36, 0, 0, SWP_NOSIZE | SWP_SHOWWINDOW);
  EnableWindow(control(wizard.frame, P_BACK), page != AUTO && page != DONE);
  ShowWindow(control(wizard.frame, P_NEXT), page == DONE ? SW_HIDE : SW_SHOW);
  ShowWindow(control(wizard.frame, P_FINISH), page == DONE ? SW_SHOW : SW_HIDE);
  EnableWindow(GetDlgItem(wizard.frame, IDCANCEL), page != DONE);
  if (sheets()) ShowWindow(GetDlgItem(wizard.frame, IDCANCEL), page == DONE ? SW_HIDE : SW_SHOW);
  refresh();
  trouble_on_page(wizard.frame, PAGE_NAME[page]);
}

static void collect(void) {
  HWND page = wizard.pages[wizard.now];
  Draft *draft = wizard.draft;
  get_text(page, P_NAME, draft->name, 256); get_text(page, P_ADDRESS, draft->address, 256); get_text(page, P_PASSWORD, draft->password, 256);
  get_text(page, P_INCOMING, draft->incoming, 256); get_text(page, P_OUTGOING, draft->outgoing, 256); get_text(page, P_USER, draft->user, 256);
}

static void test_and_go_on(void) {
  if (trouble_is(L"exists", NULL) || account_exists(wizard.draft)) { MessageBoxW(wizard.frame, word("exists-text"), L"Microsoft Outlook", MB_OK); return; }
  if (run_test(wizard.frame, wizard.draft)) show(trouble_is(L"data-file", NULL) ? EXTRA : trouble_is(L"extra-page", NULL) ? STRANGE : DONE);
}

/* The automatic page asks autodiscover by itself; here a setting says what it finds. */
static void find_by_itself(void) {
  Draft *draft = wizard.draft;
  collect();
  if (wcscmp(settings.autodiscover, L"activesync") == 0) draft->kind = 0;
  else if (wcscmp(settings.autodiscover, L"imap") == 0) { draft->kind = 1; draft->in_port = 993; draft->in_security = 1; draft->out_port = 465; draft->out_security = 1; draft->out_auth = 1; }
  else { MessageBoxW(wizard.frame, L"0x8004010F", L"Microsoft Outlook", MB_OK); return; }
  lstrcpynW(draft->incoming, settings.expect_server, 256); lstrcpynW(draft->outgoing, settings.expect_server, 256); lstrcpynW(draft->user, draft->address, 256);
  test_and_go_on();
}

static void next(void) {
  HWND page = wizard.pages[wizard.now];
  switch (wizard.now) {
    case AUTO: if (IsDlgButtonChecked(page, id_of(P_MANUAL))) show(CHOOSE); else find_by_itself(); return;
    case CHOOSE:
      if (IsDlgButtonChecked(page, id_of(P_CHOOSE_EAS))) { wizard.draft->kind = 0; show(EAS); }
      else if (IsDlgButtonChecked(page, id_of(P_CHOOSE_POP_IMAP))) { wizard.draft->kind = 2; wizard.draft->in_port = 110; wizard.draft->out_port = 25; show(POP_IMAP); }
      return;
    case EAS: case POP_IMAP: collect(); test_and_go_on(); return;
    case EXTRA: case STRANGE: show(DONE); return;
    default: return;
  }
}

static INT_PTR CALLBACK frame_proc(HWND frame, UINT message, WPARAM w, LPARAM l) {
  if (message == WM_INITDIALOG) { wizard.frame = frame; show(AUTO); return TRUE; }
  if (message == WM_COMMAND && l && GetPropW((HWND)l, L"page")) return page_proc(frame, message, w, l);
  if (message != WM_COMMAND || HIWORD(w) != BN_CLICKED) return FALSE;
  if (LOWORD(w) == IDCANCEL) { EndDialog(frame, IDCANCEL); return TRUE; }
  switch (purpose_of(LOWORD(w))) {
    case P_NEXT: next(); return TRUE;
    case P_BACK: show(wizard.now == CHOOSE ? AUTO : CHOOSE); return TRUE;
    case P_FINISH: write_account(wizard.draft); wizard.finished = TRUE; EndDialog(frame, IDOK); return TRUE;
  }
  return FALSE;
}

static INT_PTR CALLBACK simple_proc(HWND dialog, UINT message, WPARAM w, LPARAM l) {
  (void)l;
  if (message == WM_INITDIALOG) { trouble_on_page(dialog, L"simplified"); return TRUE; }
  if (message == WM_COMMAND && LOWORD(w) == IDCANCEL) { EndDialog(dialog, IDCANCEL); return TRUE; }
  return FALSE;
}

/* The simplified wizard: one window that draws itself, no controls inside. */
static BOOL simplified_wanted(void) {
  DWORD off = 0, size = sizeof off;
  RegGetValueW(HKEY_CURRENT_USER, L"Software\\Microsoft\\Office\\16.0\\Outlook\\Setup", L"DisableOffice365SimplifiedAccountCreation", RRF_RT_REG_DWORD, NULL, &off, &size);
  return trouble_is(L"simplified-always", NULL) || (trouble_is(L"simplified", NULL) && off != 1);
}

BOOL run_wizard(HWND owner, Draft *draft) {
  static const Control SIMPLE[] = {{L"NetUIHWND", NULL, ID_BASE, 0, 0, 0, 280, 200}};
  if (simplified_wanted()) {
    WNDCLASSW netui = {0};
    netui.lpfnWndProc = DefWindowProcW; netui.hInstance = module; netui.lpszClassName = L"NetUIHWND";
    RegisterClassW(&netui);
    show_dialog(owner, "simple-title", SIMPLE, 1, 280, 200, simple_proc, 0);
    return FALSE;
  }
  memset(&wizard, 0, sizeof wizard);
  wizard.draft = draft;
  draft->months = 1;
  show_dialog(owner, "add-account", FRAME, 5, 300, 242, frame_proc, 0);
  return wizard.finished;
}
