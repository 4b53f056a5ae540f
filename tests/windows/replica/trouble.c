#include "replica.h"

/* Trouble that the tests switch on: `Trouble` names it, `At` the page. */
BOOL trouble_is(const wchar_t *name, const wchar_t *page) {
  if (wcscmp(settings.trouble, name) != 0) return FALSE;
  return settings.at[0] == 0 || page == NULL || wcscmp(settings.at, page) == 0;
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
  do { say("credentials", L"asked"); answer = show_dialog(owner, "credentials-title", C, 6, 216, 72, answer_proc, 0); } while (answer == IDOK && ++asked < 5);
}

static void redirect_prompt(HWND owner) {
  wchar_t text[512], host[128] = L"autodiscover.example.test";
  GetEnvironmentVariableW(L"REPLICA_REDIRECT_HOST", host, 128);
  wsprintfW(text, word("redirect-text"), host);
  say("redirect", MessageBoxW(owner, text, word("redirect-title"), MB_OKCANCEL) == IDOK ? L"allowed" : L"refused");
}

/* Called when a page has been shown. */
void trouble_on_page(HWND dialog, const wchar_t *page) {
  say("page", page);
  if (trouble_is(L"crash", page)) TerminateProcess(GetCurrentProcess(), 3);
  if (trouble_is(L"hang", page)) for (;;) Sleep(1000);
  if (trouble_is(L"slow", page)) Sleep(3000);
  if (trouble_is(L"certificate", page)) certificate_warning(dialog);
  if (trouble_is(L"credentials", page)) credential_prompt(dialog);
  if (trouble_is(L"redirect", page)) redirect_prompt(dialog);
  if (trouble_is(L"message", page)) MessageBoxW(dialog, L"0x800CCC0E", L"Microsoft Outlook", MB_OK);
}
