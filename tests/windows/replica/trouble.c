#include "replica.h"

/* Trouble that the tests switch on: `Trouble` names it, `At` the page. */
BOOL trouble_is(const wchar_t *name, const wchar_t *page) {
  if (wcscmp(settings.trouble, name) != 0) return FALSE;
  return settings.at[0] == 0 || page == NULL || wcscmp(settings.at, page) == 0;
}

/* Stands still until the tests switch that off, so that something can be ended at exactly this page. */
void hold(const wchar_t *page) {
  int turns;
  for (turns = 0; turns < 1500 && trouble_is(L"hold", page); turns++) { Sleep(20); load_settings(); }
}

static INT_PTR CALLBACK answer_proc(HWND dialog, UINT message, WPARAM w, LPARAM l) {
  (void)l;
  if (message == WM_INITDIALOG) return TRUE;
  if (message == WM_COMMAND && HIWORD(w) == BN_CLICKED) { say("answered", LOWORD(w) == IDOK ? L"yes" : L"no"); EndDialog(dialog, LOWORD(w)); return TRUE; }
  return FALSE;
}

static void certificate_warning(HWND owner) {
  static const Control C[] = {
    {L"Static", "warning-text", ID_BASE, 0, 8, 8, 220, 34},
    {L"Button", "yes", IDOK, BS_PUSHBUTTON | WS_TABSTOP, 60, 50, 50, 14},
    {L"Button", "no", IDCANCEL, BS_DEFPUSHBUTTON | WS_TABSTOP, 120, 50, 50, 14},
  };
  show_dialog(owner, "warning-title", C, 3, 236, 72, answer_proc, 0);
}

static void credential_prompt(HWND owner) {
  static const Control C[] = {
    {L"Static", "user-name", ID_BASE, 0, 8, 8, 70, 10},
    {L"Edit", NULL, ID_BASE + P_USER, ES_AUTOHSCROLL | WS_BORDER | WS_TABSTOP, 80, 8, 120, 12},
    {L"Static", "password", ID_BASE, 0, 8, 26, 70, 10},
    {L"Edit", NULL, ID_BASE + P_PASSWORD, ES_PASSWORD | ES_AUTOHSCROLL | WS_BORDER | WS_TABSTOP, 80, 26, 120, 12},
    {L"Button", "ok", IDOK, BS_DEFPUSHBUTTON | WS_TABSTOP, 60, 50, 50, 14},
    {L"Button", "cancel", IDCANCEL, BS_PUSHBUTTON | WS_TABSTOP, 120, 50, 50, 14},
  };
  INT_PTR answer;
  int asked = 0;
  /* An insisting one also asks again when it was refused. */
  int most = settings.trouble[11] ? 2 : 1;
  do { say("credentials", L"asked"); answer = show_dialog(owner, "credentials-title", C, 6, 216, 72, answer_proc, 0); } while (++asked < (answer == IDOK ? 5 : most));
}

static void redirect_prompt(HWND owner) {
  wchar_t text[1024], url[512];
  wsprintfW(url, L"\n%s/autodiscover/autodiscover.xml", settings.redirect);
  wsprintfW(text, word("redirect-text"), L"alice@example.test");
  lstrcatW(text, url);
  say("redirect", MessageBoxW(owner, text, word("redirect-title"), MB_OKCANCEL) == IDOK ? L"allowed" : L"refused");
}

static INT_PTR CALLBACK beside_proc(HWND dialog, UINT message, WPARAM w, LPARAM l) {
  (void)w; (void)l;
  if (message == WM_TIMER) DestroyWindow(dialog);
  return message == WM_INITDIALOG;
}

/* A window of the same program that waits for nobody and stays enabled, with a tip beside it. */
static void modeless_window(void) {
  static const Control C[] = {
    {L"Edit", NULL, ID_BASE + P_USER, ES_AUTOHSCROLL | WS_BORDER, 8, 8, 100, 12},
    {L"ListBox", NULL, ID_BASE + P_LIST, WS_BORDER, 8, 24, 100, 40},
    {L"ScrollBar", NULL, ID_BASE + P_APPLY, 0, 8, 66, 100, 10},
  };
  HWND window = show_page(NULL, C, 3, 120, 80, beside_proc, 0);
  SetWindowLongW(window, GWL_STYLE, WS_POPUP | WS_CAPTION);
  SetWindowTextW(window, L"Notes");
  SetWindowPos(window, HWND_TOPMOST, 0, 0, 0, 0, SWP_NOSIZE | SWP_NOMOVE | SWP_SHOWWINDOW);
  CreateWindowExW(WS_EX_TOPMOST, TOOLTIPS_CLASSW, L"Mail", WS_POPUP | WS_VISIBLE, 0, 0, 80, 20, window, NULL, module, NULL);
}

/* A window that shows progress for a moment, with a button that must not be pressed. */
static void progress_window(HWND owner) {
  static const Control C[] = {
    {L"Static", "working", ID_BASE, 0, 8, 8, 100, 10},
    {PROGRESS_CLASSW, NULL, ID_BASE + P_SLIDER, 0, 8, 24, 100, 10},
    {L"Button", "cancel", IDCANCEL, BS_PUSHBUTTON, 40, 40, 50, 14},
  };
  HWND window = show_page(NULL, C, 3, 120, 60, beside_proc, 0);
  SetWindowLongW(window, GWL_STYLE, WS_POPUP | WS_CAPTION);
  SetWindowTextW(window, L"Microsoft Outlook");
  SetWindowPos(window, HWND_TOPMOST, 0, 0, 0, 0, SWP_NOSIZE | SWP_NOMOVE | SWP_SHOWWINDOW);
  EnableWindow(owner, FALSE);
  SetTimer(window, 1, 900, NULL);
  while (IsWindow(window)) {
    MSG message;
    if (GetMessageW(&message, NULL, 0, 0) > 0) { TranslateMessage(&message); DispatchMessageW(&message); }
  }
  EnableWindow(owner, TRUE);
}

/* Called when a page has been shown. */
void trouble_on_page(HWND dialog, const wchar_t *page) {
  say("page", page);
  hold(page);
  if (trouble_is(L"modeless", page)) modeless_window();
  if (trouble_is(L"progress", page)) progress_window(dialog);
  if (trouble_is(L"location", page)) MessageBoxW(dialog, word("location-text"), word("location-title"), MB_OK);
  if (trouble_is(L"crash", page)) TerminateProcess(GetCurrentProcess(), 3);
  if (trouble_is(L"hang", page)) for (;;) Sleep(1000);
  if (trouble_is(L"slow", page)) Sleep(SLOW);
  if (trouble_is(L"certificate", page)) certificate_warning(dialog);
  if (trouble_is(L"credentials", page) || trouble_is(L"credentials-insisting", page)) credential_prompt(dialog);
  if (trouble_is(L"redirect", page)) redirect_prompt(dialog);
  if (trouble_is(L"message", page)) MessageBoxW(dialog, L"0x800CCC0E", L"Microsoft Outlook", MB_OK);
}
