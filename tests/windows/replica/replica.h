/* A stand-in for Outlook's Mail applet (MLCFG32.CPL): the dialogs, their order, their captions and the registry they
   write, as published manuals describe them. It exists to be driven by the product under test; nothing in it is Microsoft's. */
#ifndef REPLICA_H
#define REPLICA_H
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
#include <commctrl.h>
#include <stdio.h>

/* One control of a dialog. `word` names its caption in words.c; NULL leaves it empty. Sizes are dialog units. */
typedef struct {
  const wchar_t *class_name;
  const char *word;
  int id;
  DWORD style;
  short x, y, w, h;
} Control;

/* Milliseconds a slow page takes. */
enum { SLOW = 1000 };
enum { ID_BASE = 1000 };
/* What a control is for. Its dialog id is this number moved by the look, so that nobody can rely on ids. */
enum Purpose {
  P_NONE = 0,
  P_ACCOUNTS = 1, P_DATA_FILES, P_PROFILES, P_CLOSE,
  P_LIST, P_ADD, P_REMOVE, P_PROPERTIES, P_COPY, P_PROMPT, P_ALWAYS, P_DEFAULT_COMBO, P_APPLY,
  P_PROFILE_NAME,
  P_BACK, P_NEXT, P_FINISH, P_HEADING,
  P_AUTO, P_MANUAL, P_NAME, P_ADDRESS, P_PASSWORD, P_RETYPE,
  P_CHOOSE_365, P_CHOOSE_POP_IMAP, P_CHOOSE_EAS,
  P_TYPE, P_INCOMING, P_OUTGOING, P_USER, P_REMEMBER, P_SPA, P_TEST, P_TEST_ON_NEXT, P_MORE, P_SLIDER,
  P_TEST_LIST, P_TEST_STOP,
  P_SAME_AUTH, P_AUTH, P_IN_PORT, P_IN_SECURITY, P_OUT_PORT, P_OUT_SECURITY, P_LEAVE,
  P_CONNECT, P_ERRORS, P_ANOTHER, P_MOBILE, P_GENERAL_NAME, P_GENERAL_REPLY, P_LAST
};

enum Language { ENGLISH, GERMAN, UNKNOWN_LANGUAGE };

typedef struct {
  enum Language language;
  int look;                 /* 0: plain edits, low ids; 1: rich edits, high ids, a wizard in one dialog; 2: real property sheets, labels in columns,
                               more on every page, no Cancel on the last one, the new profile takes the default */
  DWORD hands_over;         /* whether control.exe starts a rundll32.exe for the dialogs */
  wchar_t trouble[64];      /* one of the names in trouble.c, empty for none */
  wchar_t at[64];           /* page at which it happens */
  wchar_t expect_server[256];
  wchar_t redirect[256];    /* beginning of the address to which the redirect question points */
  wchar_t autodiscover[32]; /* what the automatic page finds: activesync, imap or nothing */
  wchar_t turn[16];         /* number of the import that wrote these settings */
} Settings;
extern Settings settings;
extern HINSTANCE module;

/* What was typed, across the pages of one wizard. */
typedef struct {
  wchar_t profile[256], name[256], address[256], password[256], incoming[256], outgoing[256], user[256];
  int kind;                 /* 0 ActiveSync, 1 IMAP, 2 POP3 */
  int in_port, in_security, out_port, out_security, out_auth, months;
} Draft;

void load_settings(void);
const wchar_t *word(const char *key);
int id_of(int purpose);
int purpose_of(int id);
void hold(const wchar_t *page);
BOOL trouble_is(const wchar_t *name, const wchar_t *page);
void trouble_on_page(HWND dialog, const wchar_t *page);
DLGTEMPLATE *page_template(const char *title, const Control *controls, int count, short w, short h);
INT_PTR show_dialog(HWND owner, const char *title, const Control *controls, int count, short w, short h, DLGPROC proc, LPARAM data);
void add_controls(HWND dialog, const Control *controls, int count, short x, short y);
void remove_controls(HWND dialog);
HWND show_page(HWND parent, const Control *controls, int count, short w, short h, DLGPROC proc, LPARAM data);
HWND control(HWND dialog, int purpose);
void get_text(HWND dialog, int purpose, wchar_t *into, int size);
void set_text(HWND dialog, int purpose, const wchar_t *text);
void say(const char *event, const wchar_t *detail);

BOOL sheets(void);
void show_mail_setup(HWND owner);
void show_mail(HWND owner);
BOOL run_wizard(HWND owner, Draft *draft);
BOOL run_test(HWND owner, const Draft *draft);
void run_more_settings(HWND owner, Draft *draft);
BOOL account_exists(const Draft *draft);
void write_account(const Draft *draft);
void create_profile(const wchar_t *name);
void remove_profile(const wchar_t *name);
int profile_names(wchar_t names[][256], int most);
void default_profile(wchar_t *into, int size);
void set_default_profile(const wchar_t *name);
#endif
