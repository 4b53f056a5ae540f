#include "replica.h"

/* Test Account Settings: a list of tasks that end one after the other, and Close when all have. */
typedef struct { const Draft *draft; int tasks, done; BOOL good; } Test;
static Test test;

static const Control TEST[] = {
  {L"SysTabControl32", NULL, ID_BASE + P_CONNECT, WS_TABSTOP, 4, 2, 272, 82},
  {L"Edit", NULL, ID_BASE + P_ERRORS, ES_MULTILINE | ES_READONLY | WS_BORDER, 8, 16, 264, 62},
  {WC_LISTVIEWW, NULL, ID_BASE + P_TEST_LIST, LVS_REPORT | WS_BORDER | WS_TABSTOP, 8, 16, 264, 62},
  {L"Button", "stop", ID_BASE + P_TEST_STOP, BS_PUSHBUTTON | WS_TABSTOP, 162, 86, 50, 14},
  {L"Button", "close", IDCANCEL, BS_PUSHBUTTON | WS_TABSTOP, 222, 86, 50, 14},
};

static void cell(HWND list, int row, int column, const wchar_t *text) {
  LVITEMW item = {0};
  item.mask = LVIF_TEXT; item.iItem = row; item.iSubItem = column; item.pszText = (wchar_t *)text;
  SendMessageW(list, column ? LVM_SETITEMW : LVM_INSERTITEMW, 0, (LPARAM)&item);
}

static BOOL server_right(const wchar_t *server) { return settings.expect_server[0] == 0 || lstrcmpiW(server, settings.expect_server) == 0; }

static BOOL task_good(int task) {
  const Draft *draft = test.draft;
  if (trouble_is(L"test-password", NULL) && task == 0) return FALSE;
  if (trouble_is(L"test-server", NULL) && task == test.tasks - 1) return FALSE;
  if (draft->kind == 0) return server_right(draft->incoming) && wcscmp(draft->user, draft->address) == 0;
  if (task == 0) return server_right(draft->incoming) && draft->in_security != 0;
  return server_right(draft->outgoing) && draft->out_security != 0 && draft->out_auth;
}

static void show_errors(HWND dialog, BOOL errors) {
  ShowWindow(control(dialog, P_ERRORS), errors ? SW_SHOW : SW_HIDE);
  ShowWindow(control(dialog, P_TEST_LIST), errors ? SW_HIDE : SW_SHOW);
}

static INT_PTR CALLBACK test_proc(HWND dialog, UINT message, WPARAM w, LPARAM l) {
  HWND list = control(dialog, P_TEST_LIST);
  if (message == WM_NOTIFY && ((NMHDR *)l)->code == TCN_SELCHANGE) { show_errors(dialog, SendMessageW(control(dialog, P_CONNECT), TCM_GETCURSEL, 0, 0) == 1); return TRUE; }
  if (message == WM_INITDIALOG) {
    LVCOLUMNW column = {0};
    int i;
    column.mask = LVCF_WIDTH | LVCF_TEXT; column.cx = 300; column.pszText = (wchar_t *)L"";
    SendMessageW(list, LVM_INSERTCOLUMNW, 0, (LPARAM)&column);
    column.cx = 120;
    SendMessageW(list, LVM_INSERTCOLUMNW, 1, (LPARAM)&column);
    for (i = 0; i < test.tasks; i++) {
      cell(list, i, 0, word(test.draft->kind == 0 ? "test-eas" : i == 0 ? "test-in" : "test-out"));
      cell(list, i, 1, word("in-progress"));
    }
    show_errors(dialog, FALSE);
    if (settings.look == 0) DestroyWindow(control(dialog, P_CONNECT));
    else for (i = 0; i < 2; i++) {
      TCITEMW item = {0};
      item.mask = TCIF_TEXT; item.pszText = (wchar_t *)word(i ? "tab-errors" : "tab-tasks");
      SendMessageW(control(dialog, P_CONNECT), TCM_INSERTITEMW, i, (LPARAM)&item);
    }
    EnableWindow(GetDlgItem(dialog, IDCANCEL), FALSE);
    trouble_on_page(dialog, L"test");
    SetTimer(dialog, 1, 150, NULL);
    return TRUE;
  }
  if (message == WM_TIMER) {
    BOOL good = task_good(test.done);
    cell(list, test.done, 1, word(good ? "completed" : "failed"));
    test.good = test.good && good;
    if (!good) set_text(dialog, P_ERRORS, word(trouble_is(L"test-password", NULL) ? "error-password" : "error-server"));
    if (!good && settings.look == 0) ShowWindow(control(dialog, P_ERRORS), SW_SHOW);
    if (++test.done < test.tasks) return TRUE;
    KillTimer(dialog, 1);
    EnableWindow(control(dialog, P_TEST_STOP), FALSE);
    EnableWindow(GetDlgItem(dialog, IDCANCEL), TRUE);
    return TRUE;
  }
  if (message == WM_COMMAND && HIWORD(w) == BN_CLICKED && (LOWORD(w) == IDCANCEL || purpose_of(LOWORD(w)) == P_TEST_STOP)) {
    if (purpose_of(LOWORD(w)) == P_TEST_STOP) test.good = FALSE;
    EndDialog(dialog, 0);
    return TRUE;
  }
  return FALSE;
}

BOOL run_test(HWND owner, const Draft *draft) {
  test.draft = draft; test.tasks = draft->kind == 0 ? 1 : 2; test.done = 0; test.good = TRUE;
  show_dialog(owner, "test-title", TEST, 5, 280, 106, test_proc, 0);
  say("tested", test.good ? L"good" : L"bad");
  return test.good;
}
