/*
 * A powershell.exe for Wine, whose own prints nothing: as much of Windows PowerShell's standard input as the session needs,
 * with answers that never change. It answers only once the scripts were typed. STAND_IN_LOG names a file that learns every
 * line and every request; STAND_IN "constrained" is PowerShell under AppLocker.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE 262144

static char line[LINE], text[LINE], answer[LINE], coded[LINE];
static int typed, constrained;
static FILE *record;

static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void decode(const char *from, size_t length, char *to)
{
    unsigned value = 0;
    int bits = 0;
    for (size_t at = 0; at < length; at++) {
        const char *letter = strchr(LETTERS, from[at]);
        if (from[at] == '\0' || letter == NULL) continue;
        value = value << 6 | (unsigned)(letter - LETTERS);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        *to++ = (char)(value >> bits & 0xff);
    }
    *to = '\0';
}

static void encode(const char *from, char *to)
{
    size_t length = strlen(from);
    for (size_t at = 0; at < length; at += 3) {
        unsigned value = (unsigned)(unsigned char)from[at] << 16;
        if (at + 1 < length) value |= (unsigned)(unsigned char)from[at + 1] << 8;
        if (at + 2 < length) value |= (unsigned char)from[at + 2];
        *to++ = LETTERS[value >> 18 & 63];
        *to++ = LETTERS[value >> 12 & 63];
        *to++ = at + 1 < length ? LETTERS[value >> 6 & 63] : '=';
        *to++ = at + 2 < length ? LETTERS[value & 63] : '=';
    }
    *to = '\0';
}

static void note(const char *what, const char *words)
{
    if (record == NULL) return;
    fprintf(record, "%s %s\n", what, words);
    fflush(record);
}

static int next_line(void)
{
    if (fgets(line, LINE, stdin) == NULL) return 0;
    line[strcspn(line, "\r\n")] = '\0';
    return 1;
}

/* What stands between two quotes after a name, in JSON without escapes. */
static void member(const char *name, char *into, size_t most)
{
    const char *start = strstr(text, name);
    size_t length = 0;
    if (start != NULL) {
        start += strlen(name);
        length = strcspn(start, "\"");
        if (length >= most) length = most - 1;
        memcpy(into, start, length);
    }
    into[length] = '\0';
}

static void reply(void)
{
    char verb[64], profile[4096], name[4096];
    const char *id = strstr(text, "\"id\":");
    const char *value = "{\"done\":true}";
    static char accounts[8192];
    member("\"verb\":\"", verb, sizeof verb);
    member("\"profile\":\"", profile, sizeof profile);
    decode(profile, strlen(profile), name);
    note("request", text);
    if (strcmp(verb, "hello") == 0)
        value = "{\"protocol\":1,\"version\":\"5.1\",\"edition\":\"Desktop\",\"languageMode\":\"FullLanguage\",\"bits\":64}";
    if (strcmp(verb, "system.store") == 0) value = "{\"packages\":[]}";
    if (strcmp(verb, "system.crashes") == 0)
        value = "{\"crashes\":[{\"time\":\"2026-11-20T08:15:00Z\",\"module\":\"pstprx32.dll\",\"code\":\"c0000005\"}]}";
    if (strcmp(verb, "window.tree") == 0)
        value = "{\"controls\":[{\"handle\":-1,\"className\":\"Static\",\"id\":0,\"caption\":\"Welcome to Outlook\",\"style\":1342177280,"
                "\"enabled\":true,\"visible\":true,\"index\":0,\"parent\":1}]}";
    if (strcmp(verb, "outlook.accounts") == 0) {
        snprintf(accounts, sizeof accounts,
                 "{\"accounts\":[{\"displayName\":\"Alice\",\"address\":\"alice@example.test\",\"userName\":\"\",\"type\":4}],"
                 "\"started\":true,\"profile\":\"%s\"}",
                 name);
        value = accounts;
    }
    snprintf(answer, sizeof answer, "{\"id\":%d,\"ok\":true,\"value\":%s}", id == NULL ? 0 : atoi(id + 5), value);
    encode(answer, coded);
    printf("mailramp:%s\r\n", coded);
}

/* node-powershell's marks: [Console]::Out.Write("…`n") */
static int mark(void)
{
    FILE *stream = strncmp(line, "[Console]::Out.", 15) == 0 ? stdout : strncmp(line, "[Console]::Error.", 17) == 0 ? stderr : NULL;
    const char *start = strchr(line, '"');
    if (stream == NULL || start == NULL) return 0;
    if (constrained) fprintf(stderr, "Cannot invoke method. Method invocation is supported only on core types in this language mode.\r\n");
    else fprintf(stream, "%.*s\n", (int)strcspn(start + 1, "`\""), start + 1);
    return 1;
}

int main(void)
{
    const char *mode = getenv("STAND_IN"), *file = getenv("STAND_IN_LOG");
    constrained = mode != NULL && strcmp(mode, "constrained") == 0;
    record = file == NULL ? NULL : fopen(file, "a");
    /* As it is: no translation of line ends in either direction. */
    setvbuf(stdout, NULL, _IONBF, 0);
    note("started", "");
    while (next_line()) {
        note("line", line);
        if (mark()) continue;
        if (strncmp(line, "\"mailramp-hello ", 16) == 0)
            printf("mailramp-hello 5.1.19041.4522 %s\r\n", constrained ? "ConstrainedLanguage" : "FullLanguage");
        if (strcmp(line, "function Receive-MailrampRequest {") == 0) typed = 1;
        if (strcmp(line, "Receive-MailrampRequest") != 0) continue;
        if (!next_line()) break;
        note("data", line);
        decode(line, strlen(line), text);
        if (typed) reply();
        else fprintf(stderr, "The term 'Receive-MailrampRequest' is not recognized\r\n");
    }
    return 0;
}
