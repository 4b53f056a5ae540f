#include "replica.h"
#include <cpl.h>
#include <richedit.h>

/* Office's own rich edit class, so that the second look has fields that are no plain edits. */
static void register_office_edit(void) {
  WNDCLASSW office;
  LoadLibraryW(L"riched20.dll");
  if (!GetClassInfoW(NULL, L"RichEdit20W", &office)) return;
  office.lpszClassName = L"RichEdit20WPT";
  office.hInstance = module;
  RegisterClassW(&office);
}

static void open_applet(HWND owner) {
  INITCOMMONCONTROLSEX classes = {sizeof classes, ICC_WIN95_CLASSES};
  InitCommonControlsEx(&classes);
  load_settings();
  register_office_edit();
  say("opened", NULL);
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
