#include "replica.h"

/* The profile registry as Outlook 2016 and later keep it (HKCU\Software\Microsoft\Office\16.0\Outlook\Profiles). */
static const wchar_t *ROOT = L"Software\\Microsoft\\Office\\16.0\\Outlook";
static const wchar_t *SECTION = L"9375CFF0413111d3B88A00104B2A6676";
static const wchar_t *CLASS[] = {L"{ED475415-B0D6-11D2-8C3B-00104B2A6676}", L"{ED475412-B0D6-11D2-8C3B-00104B2A6676}", L"{ED475411-B0D6-11D2-8C3B-00104B2A6676}"};

static HKEY open_key(const wchar_t *tail, BOOL create) {
  wchar_t path[1024];
  HKEY key = NULL;
  wsprintfW(path, L"%s%s", ROOT, tail);
  if (create) RegCreateKeyExW(HKEY_CURRENT_USER, path, 0, NULL, 0, KEY_ALL_ACCESS, NULL, &key, NULL);
  else RegOpenKeyExW(HKEY_CURRENT_USER, path, 0, KEY_ALL_ACCESS, &key);
  return key;
}

/* One look stores texts as bytes, as most builds do; the other as REG_SZ. */
static void put_text(HKEY key, const wchar_t *name, const wchar_t *text) {
  RegSetValueExW(key, name, 0, settings.look == 1 ? REG_SZ : REG_BINARY, (const BYTE *)text, (DWORD)((wcslen(text) + 1) * sizeof(wchar_t)));
}

static void put_number(HKEY key, const wchar_t *name, DWORD value) { RegSetValueExW(key, name, 0, REG_DWORD, (const BYTE *)&value, sizeof value); }

static BOOL text_equals(HKEY key, const wchar_t *name, const wchar_t *text) {
  wchar_t found[512] = {0};
  DWORD size = sizeof found - sizeof(wchar_t);
  return RegQueryValueExW(key, name, NULL, NULL, (BYTE *)found, &size) == ERROR_SUCCESS && lstrcmpiW(found, text) == 0;
}

static void section_path(wchar_t *into, const wchar_t *profile, int account) {
  if (account) wsprintfW(into, L"\\Profiles\\%s\\%s\\%08X", profile, SECTION, account);
  else wsprintfW(into, L"\\Profiles\\%s\\%s", profile, SECTION);
}

BOOL account_exists(const Draft *draft) {
  wchar_t path[1024];
  int account;
  for (account = 1; account < 32; account++) {
    HKEY key;
    BOOL same;
    section_path(path, draft->profile, account);
    if (!(key = open_key(path, FALSE))) return FALSE;
    same = text_equals(key, L"clsid", CLASS[draft->kind]) && text_equals(key, L"Email", draft->address);
    RegCloseKey(key);
    if (same) return TRUE;
  }
  return FALSE;
}

static void put_server(HKEY key, const wchar_t *protocol, const wchar_t *host, const wchar_t *user, int port, int security) {
  wchar_t name[64];
  wsprintfW(name, L"%s Server", protocol); put_text(key, name, host);
  wsprintfW(name, L"%s User", protocol); put_text(key, name, user);
  wsprintfW(name, L"%s Port", protocol); put_number(key, name, port);
  wsprintfW(name, L"%s Use SSL", protocol); put_number(key, name, security == 1);
  wsprintfW(name, L"%s Secure Connection", protocol); put_number(key, name, security);
}

void write_account(const Draft *draft) {
  wchar_t path[1024];
  int account = 1;
  HKEY key;
  if (trouble_is(L"writes-nothing", NULL)) return;
  for (;; account++) {
    section_path(path, draft->profile, account);
    if (!(key = open_key(path, FALSE))) break;
    RegCloseKey(key);
  }
  key = open_key(path, TRUE);
  put_text(key, L"clsid", trouble_is(L"writes-other-kind", NULL) ? CLASS[draft->kind == 1 ? 2 : 1] : CLASS[draft->kind]);
  put_text(key, L"Account Name", draft->address);
  put_text(key, L"Display Name", draft->name);
  put_text(key, L"Email", draft->address);
  if (draft->kind == 0) {
    put_text(key, L"EAS Server URL", draft->incoming);
    put_text(key, L"EAS User", draft->user);
    put_number(key, L"EAS SyncSlider", draft->months);
  } else {
    put_server(key, draft->kind == 1 ? L"IMAP" : L"POP3", draft->incoming, draft->user, draft->in_port, draft->in_security);
    put_server(key, L"SMTP", draft->outgoing, draft->user, draft->out_port, draft->out_security);
    put_number(key, L"SMTP Use Auth", draft->out_auth);
  }
  if (draft->kind == 0 && sheets()) { wsprintfW(path, L"https://%s/Microsoft-Server-ActiveSync", draft->incoming); put_text(key, L"EAS Server URL", path); }
  RegSetValueExW(key, draft->kind == 0 ? L"EAS Password" : draft->kind == 1 ? L"IMAP Password" : L"POP3 Password", 0, REG_BINARY, (const BYTE *)"\x02replica", 8);
  RegCloseKey(key);
  say("page", L"written");
  hold(L"written");
  if (trouble_is(L"crash", L"written")) TerminateProcess(GetCurrentProcess(), 3);
}

void create_profile(const wchar_t *name) {
  wchar_t path[1024];
  section_path(path, name, 0);
  RegCloseKey(open_key(path, TRUE));
  wsprintfW(path, L"\\Profiles\\%s\\9207f3e0a3b11019908b08002b2a56c2", name);
  RegCloseKey(open_key(path, TRUE));
  if (sheets()) set_default_profile(name);
}

void remove_profile(const wchar_t *name) {
  HKEY profiles = open_key(L"\\Profiles", FALSE);
  if (!profiles) return;
  RegDeleteTreeW(profiles, name);
  RegCloseKey(profiles);
}

int profile_names(wchar_t names[][256], int most) {
  HKEY profiles = open_key(L"\\Profiles", FALSE);
  int count = 0;
  DWORD size = 256;
  while (profiles && count < most && RegEnumKeyExW(profiles, count, names[count], &size, NULL, NULL, NULL, NULL) == ERROR_SUCCESS) { count++; size = 256; }
  if (profiles) RegCloseKey(profiles);
  return count;
}

void default_profile(wchar_t *into, int size) {
  DWORD bytes = size * sizeof(wchar_t);
  into[0] = 0;
  RegGetValueW(HKEY_CURRENT_USER, ROOT, L"DefaultProfile", RRF_RT_REG_SZ, NULL, into, &bytes);
}

void set_default_profile(const wchar_t *name) {
  HKEY key = open_key(L"", TRUE);
  RegSetValueExW(key, L"DefaultProfile", 0, REG_SZ, (const BYTE *)name, (DWORD)((wcslen(name) + 1) * sizeof(wchar_t)));
  RegCloseKey(key);
}
