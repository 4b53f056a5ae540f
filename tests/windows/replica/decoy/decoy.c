/* Dialogs of another program with the titles of Outlook's own. Nobody may touch them: whatever arrives at one of them or at a
   control of it, except what Windows itself sends to every window, is written to the log. */
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
#include <commctrl.h>
#include <stdio.h>

static const wchar_t *TITLES[] = {L"Mail Setup - Outlook", L"Mail", L"E-Mail", L"New Profile", L"Add Account", L"Test Account Settings", L"Microsoft Outlook"};
enum { DIALOGS = sizeof TITLES / sizeof *TITLES };

static void say(const wchar_t *event, HWND window, UINT message) {
  wchar_t path[MAX_PATH], title[128] = L"";
  FILE *log;
  if (!GetEnvironmentVariableW(L"REPLICA_LOG", path, MAX_PATH)) return;
  log = _wfopen(path, L"a, ccs=UTF-8");
  if (!log) return;
  GetWindowTextW(GetAncestor(window, GA_ROOT), title, 128);
  fwprintf(log, L"decoy %ls %ls %04x\n", event, title, message);
  fclose(log);
}

/* What would press, set, choose or close something. Reading a title or asking for the state needs no message at all. */
static BOOL is_touch(UINT message) {
  switch (message) {
    case WM_SETTEXT: case WM_COMMAND: case WM_CLOSE: case WM_SYSCOMMAND: case WM_CHAR: case WM_KEYDOWN: case WM_LBUTTONDOWN: case WM_NOTIFY:
    case BM_CLICK: case BM_SETCHECK: case EM_REPLACESEL: case EM_SETSEL: case CB_SETCURSEL: case LB_SETCURSEL: case TCM_SETCURFOCUS: case TCM_SETCURSEL: return TRUE;
  }
  return FALSE;
}

static BOOL ready;

static LRESULT CALLBACK watch(HWND window, UINT message, WPARAM w, LPARAM l, UINT_PTR id, DWORD_PTR data) {
  (void)id; (void)data;
  if (ready && is_touch(message)) say(L"touched", window, message);
  return DefSubclassProc(window, message, w, l);
}

static HWND child(HWND parent, const wchar_t *class_name, const wchar_t *text, DWORD style, int id, int y) {
  HWND window = CreateWindowExW(0, class_name, text, WS_CHILD | WS_VISIBLE | WS_TABSTOP | style, 8, y, 120, 20, parent, (HMENU)(INT_PTR)id, NULL, NULL);
  SetWindowSubclass(window, watch, 1, 0);
  return window;
}

static void open_decoy(const wchar_t *title) {
  HWND dialog = CreateWindowExW(WS_EX_TOPMOST | WS_EX_DLGMODALFRAME, L"#32770", title, WS_POPUP | WS_CAPTION | WS_SYSMENU | WS_VISIBLE, 10, 10, 300, 260, NULL, NULL, NULL, NULL);
  SetWindowSubclass(dialog, watch, 1, 0);
  child(dialog, L"Static", L"&Your Name:", 0, -1, 8);
  child(dialog, L"Edit", L"", WS_BORDER, 1021, 30);
  child(dialog, L"Button", L"&Show Profiles...", 0, 1003, 60);
  child(dialog, L"Button", L"A&dd...", 0, 1006, 90);
  child(dialog, L"Button", L"&Next >", 0, 1016, 120);
  child(dialog, L"Button", L"OK", BS_DEFPUSHBUTTON, IDOK, 150);
  child(dialog, L"Button", L"Cancel", 0, IDCANCEL, 180);
}

int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, PWSTR line, int show) {
  MSG message;
  int i;
  (void)instance; (void)before; (void)line; (void)show;
  for (i = 0; i < DIALOGS; i++) open_decoy(TITLES[i]);
  ready = TRUE;
  say(L"open", NULL, 0);
  while (GetMessageW(&message, NULL, 0, 0) > 0) { TranslateMessage(&message); DispatchMessageW(&message); }
  return 0;
}
