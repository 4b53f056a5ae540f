#include "replica.h"
#include <stdlib.h>

HINSTANCE module;
Settings settings;

static const wchar_t *KEY = L"Software\\MailrampReplica";

static void read_text(const wchar_t *name, wchar_t *into, DWORD size) {
  DWORD bytes = size * sizeof(wchar_t);
  into[0] = 0;
  RegGetValueW(HKEY_CURRENT_USER, KEY, name, RRF_RT_REG_SZ, NULL, into, &bytes);
}

void load_settings(void) {
  wchar_t language[8];
  DWORD look = 0, size = sizeof look;
  read_text(L"Language", language, 8);
  settings.language = language[0] == L'd' ? GERMAN : language[0] == L'x' ? UNKNOWN_LANGUAGE : ENGLISH;
  RegGetValueW(HKEY_CURRENT_USER, KEY, L"Look", RRF_RT_REG_DWORD, NULL, &look, &size);
  settings.look = (int)look;
  size = sizeof settings.hands_over;
  settings.hands_over = 0;
  RegGetValueW(HKEY_CURRENT_USER, KEY, L"HandsOver", RRF_RT_REG_DWORD, NULL, &settings.hands_over, &size);
  read_text(L"Trouble", settings.trouble, 64);
  read_text(L"At", settings.at, 64);
  read_text(L"ExpectServer", settings.expect_server, 256);
  read_text(L"Redirect", settings.redirect, 256);
  read_text(L"Autodiscover", settings.autodiscover, 32);
  read_text(L"Turn", settings.turn, 16);
}

/* Every dialog shown and every button that mattered, for the tests to read: never a field's text. */
void say(const char *event, const wchar_t *detail) {
  wchar_t path[MAX_PATH];
  FILE *log;
  if (!GetEnvironmentVariableW(L"REPLICA_LOG", path, MAX_PATH)) return;
  log = _wfopen(path, L"a, ccs=UTF-8");
  if (!log) return;
  fwprintf(log, L"%hs %ls\n", event, detail ? detail : L"");
  fclose(log);
}

BOOL sheets(void) { return settings.look == 2; }

int id_of(int purpose) {
  if (purpose == P_NONE) return -1;
  return settings.look == 0 ? ID_BASE + purpose : settings.look == 1 ? 4096 + 7 * purpose : 3000 + purpose * 7919 % 9973;
}

int purpose_of(int id) {
  int purpose;
  for (purpose = 1; purpose < P_LAST; purpose++) if (id_of(purpose) == id) return purpose;
  return P_NONE;
}

HWND control(HWND dialog, int purpose) { return GetDlgItem(dialog, id_of(purpose)); }

void get_text(HWND dialog, int purpose, wchar_t *into, int size) {
  into[0] = 0;
  SendMessageW(control(dialog, purpose), WM_GETTEXT, size, (LPARAM)into);
}

void set_text(HWND dialog, int purpose, const wchar_t *text) { SendMessageW(control(dialog, purpose), WM_SETTEXT, 0, (LPARAM)text); }

/* A dialog template in memory: the classic form, one item after the other, each on a 4-byte boundary. */
static BYTE *text_at(BYTE *p, const wchar_t *text) {
  size_t bytes = (wcslen(text) + 1) * sizeof(wchar_t);
  memcpy(p, text, bytes);
  return p + bytes;
}

static BYTE *align4(BYTE *p) { return (BYTE *)(((ULONG_PTR)p + 3) & ~(ULONG_PTR)3); }

static const wchar_t *class_in_look(const wchar_t *name) {
  return settings.look == 1 && wcscmp(name, L"Edit") == 0 ? L"RichEdit20WPT" : name;
}

static DLGTEMPLATE *template_of(const char *title, const Control *controls, int count, short w, short h, DWORD style) {
  BYTE *memory = calloc(1, 65536), *p = memory;
  DLGTEMPLATE *head = (DLGTEMPLATE *)memory;
  int i;
  head->style = style | DS_SETFONT;
  head->cdit = (WORD)count;
  head->cx = w;
  head->cy = h;
  p += sizeof *head;
  *(WORD *)p = 0; p += 2;
  *(WORD *)p = 0; p += 2;
  p = text_at(p, title ? word(title) : L"");
  *(WORD *)p = 9; p += 2;
  p = text_at(p, L"Segoe UI");
  for (i = 0; i < count; i++) {
    DLGITEMTEMPLATE *item;
    p = align4(p);
    item = (DLGITEMTEMPLATE *)p;
    item->style = controls[i].style | WS_CHILD | WS_VISIBLE;
    item->x = controls[i].x; item->y = controls[i].y; item->cx = controls[i].w; item->cy = controls[i].h;
    item->id = (WORD)(controls[i].id == IDOK || controls[i].id == IDCANCEL ? controls[i].id : id_of(controls[i].id - ID_BASE));
    p += sizeof *item;
    p = text_at(p, class_in_look(controls[i].class_name));
    p = text_at(p, word(controls[i].word));
    *(WORD *)p = 0; p += 2;
  }
  return head;
}

DLGTEMPLATE *page_template(const char *title, const Control *controls, int count, short w, short h) {
  return template_of(title, controls, count, w, h, WS_CHILD | WS_CAPTION | DS_CONTROL);
}

INT_PTR show_dialog(HWND owner, const char *title, const Control *controls, int count, short w, short h, DLGPROC proc, LPARAM data) {
  DLGTEMPLATE *made = template_of(title, controls, count, w, h, WS_POPUP | WS_CAPTION | WS_SYSMENU | DS_MODALFRAME | DS_CENTER);
  INT_PTR answer = DialogBoxIndirectParamW(module, made, owner, proc, data);
  free(made);
  return answer;
}

/* The controls of a page in the dialog itself, made anew each time, where others have a window of its own for each page. */
void add_controls(HWND dialog, const Control *controls, int count, short x, short y) {
  HFONT font = (HFONT)SendMessageW(dialog, WM_GETFONT, 0, 0);
  int i;
  for (i = 0; i < count; i++) {
    const Control *c = &controls[i];
    RECT place = {x + c->x, y + c->y, x + c->x + c->w, y + c->y + c->h};
    HWND made;
    MapDialogRect(dialog, &place);
    made = CreateWindowExW(0, class_in_look(c->class_name), word(c->word), c->style | WS_CHILD | WS_VISIBLE, place.left, place.top,
                           place.right - place.left, place.bottom - place.top, dialog, (HMENU)(INT_PTR)id_of(c->id - ID_BASE), module, NULL);
    SendMessageW(made, WM_SETFONT, (WPARAM)font, FALSE);
    SetPropW(made, L"page", (HANDLE)1);
  }
}

void remove_controls(HWND dialog) {
  HWND child = GetWindow(dialog, GW_CHILD);
  while (child) {
    HWND after = GetWindow(child, GW_HWNDNEXT);
    if (GetPropW(child, L"page")) DestroyWindow(child);
    child = after;
  }
}

HWND show_page(HWND parent, const Control *controls, int count, short w, short h, DLGPROC proc, LPARAM data) {
  DLGTEMPLATE *made = template_of(NULL, controls, count, w, h, WS_CHILD | DS_CONTROL);
  HWND page = CreateDialogIndirectParamW(module, made, parent, proc, data);
  free(made);
  return page;
}
