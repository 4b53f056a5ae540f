#include "replica.h"
#include <cpl.h>
#include <richedit.h>
#include <shlwapi.h>

/* Office's own rich edit class, so that the second look has fields that are no plain edits. */
static void register_office_edit(void) {
  WNDCLASSW office;
  LoadLibraryW(L"riched20.dll");
  if (!GetClassInfoW(NULL, L"RichEdit20W", &office)) return;
  office.lpszClassName = L"RichEdit20WPT";
  office.hInstance = module;
  RegisterClassW(&office);
}

/* As on Windows itself, where control.exe hands over to a rundll32.exe of its own and ends. */
static BOOL handed_over(void) {
  wchar_t host[MAX_PATH], applet[MAX_PATH], line[2 * MAX_PATH + 64];
  STARTUPINFOW start = {0};
  PROCESS_INFORMATION started;
  GetModuleFileNameW(NULL, host, MAX_PATH);
  GetModuleFileNameW(module, applet, MAX_PATH);
  if (!settings.hands_over || !StrStrIW(host, L"control.exe")) return FALSE;
  wsprintfW(line, L"rundll32.exe shell32.dll,Control_RunDLL \"%s\"", applet);
  start.cb = sizeof start;
  if (!CreateProcessW(NULL, line, NULL, NULL, FALSE, 0, NULL, NULL, &start, &started)) return FALSE;
  CloseHandle(started.hThread);
  CloseHandle(started.hProcess);
  return TRUE;
}

static void open_applet(HWND owner) {
  INITCOMMONCONTROLSEX classes = {sizeof classes, ICC_WIN95_CLASSES};
  InitCommonControlsEx(&classes);
  load_settings();
  if (handed_over()) return;
  register_office_edit();
  say("opened", settings.turn);
  show_mail_setup(owner);
  say("closed", NULL);
}

LONG CALLBACK CPlApplet(HWND window, UINT message, LPARAM a, LPARAM b) {
  (void)a;
  if (message == CPL_INIT || message == CPL_GETCOUNT) return 1;
  if (message == CPL_NEWINQUIRE) {
    NEWCPLINFOW *info = (NEWCPLINFOW *)b;
    memset(info, 0, sizeof *info);
    info->dwSize = sizeof *info;
    lstrcpyW(info->szName, L"Mail");
  }
  if (message == CPL_DBLCLK) open_applet(window);
  return 0;
}

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) {
  (void)reserved;
  if (reason == DLL_PROCESS_ATTACH) module = instance;
  return TRUE;
}
